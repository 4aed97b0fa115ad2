import { MantineProvider } from '@mantine/core';
import { expect, it } from 'vitest';
import { render } from 'vitest-browser-react';
import { sop } from '../../../test/builders/sop.ts';
import { cssVariables, theme } from '#ui/theme.ts';
import { pngOf } from './png.ts';
import { printText } from './print.ts';
import { fontsOf, svgText } from './svg.tsx';

const small = () =>
  sop('Small & <quick>')
    .role('r_lead', { name: 'Lead' })
    .intake()
    .gate('g', {
      name: 'Review',
      A: 'r_lead',
      items: { i1: 'Tested' },
      sla: { minutes: 480, breach: { role: 'r_lead' } },
    })
    .end('e_ok', { name: 'Released' })
    .end('e_no', { name: 'Refused', outcome: 'rejected', terminating: true })
    .path('in', 'g', 'e_ok')
    .flow('g', 'e_no', 'rejected')
    .calendar('cal')
    .diagram();

it('is an SVG that stands by itself: no class, no variable, every name and flow', async () => {
  await render(
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables}>
      <p />
    </MantineProvider>,
  );
  const text = svgText(small());
  await expect(text.replaceAll('><', '>\n<')).toMatchFileSnapshot('small.svg');
  const read = new DOMParser().parseFromString(text, 'image/svg+xml');
  expect(read.querySelector('parsererror')).toBeNull();
  expect(read.querySelector('title')?.textContent).toBe('Small & <quick>');
  expect(text).not.toMatch(/var\(|class=|style=|rgba\(|currentColor/);
  const words = [...read.querySelectorAll('text')].map((one) => one.textContent);
  expect(words).toEqual(
    expect.arrayContaining(['Request', 'Review', 'Lead', 'Released', 'Refused', 'A']),
  );
  expect(read.querySelectorAll('text:not([font-size])')).toHaveLength(0);
  // Names at the marks of stubs take their face from the page.
  expect(read.documentElement.getAttribute('font-family')).toContain('Helvetica');
});

it('is a picture with the colours of the drawing, and a document with its control', async () => {
  const blob = await pngOf(small());
  const picture = await createImageBitmap(blob);
  expect(picture.width).toBeGreaterThan(1000);
  expect(await fontsOf()).toContain('data:');
  const html = printText(small(), { revision: 'Version 3', printed: '21 Nov 2026' });
  const page = new DOMParser().parseFromString(html, 'text/html');
  expect(page.querySelector('.block')?.textContent).toContain('Version 3');
  expect(page.querySelector('.steps')?.textContent).toContain('A Lead');
  expect(html).toContain('counter(pages)');
});
