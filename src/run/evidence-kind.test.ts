import { expect, test } from 'vitest';
import { safeUrl, shownAs } from './evidence-kind.ts';

test.each(['page.html', 'drawing.svg', 'feed.xml', 'IMAGE.SVG'])(
  '%s may carry scripts: its source is shown',
  (name) => {
    expect(shownAs(name, 100)).toBe('text');
  },
);

test('a JSON file is shown as JSON, a picture as a picture, a PDF is downloaded', () => {
  expect(shownAs('report.json', 100)).toBe('json');
  expect(shownAs('plot.png', 100)).toBe('image');
  expect(shownAs('report.pdf', 100)).toBe('download');
  expect(shownAs('README', 100)).toBe('download');
});

test('a text of three megabytes is downloaded, not shown', () => {
  expect(shownAs('trace.log', 3_000_000)).toBe('download');
});

test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'no address'])(
  '%s is no address to open',
  (text) => {
    expect(safeUrl(text)).toBeNull();
  },
);
test('a web address is', () => {
  expect(safeUrl(' https://example.org/report ')).toBe('https://example.org/report');
});
