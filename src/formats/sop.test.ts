import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { people, sop } from '../../test/builders/sop.ts';
import { diagrams } from '../../test/laws/diagram.ts';
import { as } from '#model/ids.ts';
import { readSop, writeSop } from './sop.ts';
import type { SopFile } from './sop.ts';
import template from '../../templates/general/five-gate-deployment.sop.json?raw';

const fileOf = (diagram = small()): SopFile => ({
  id: as('general/small'),
  revision: 'A',
  diagram,
});
const small = () => sop('Small').end('e').path('in', 'e').diagram();
/** The file with its text changed once; throws where there was nothing to change. */
function changed(from: string | RegExp, to: string, text = writeSop(fileOf())): string {
  const next = text.replace(from, to);
  if (next === text) throw new Error(`nothing to change: ${from}`);
  return next;
}
const says = (text: string): string => {
  const read = readSop(text);
  return read.ok ? `read: ${read.warnings.join(' ')}` : read.says;
};

test('a written SOP reads back the same, and writes the same again', () => {
  fc.assert(
    fc.property(diagrams(), fc.boolean(), (diagram, staffed) => {
      const staff = people({ r_one: ['ann.a'] })
        .holidays('days_off', ['2026-12-25'])
        .directory();
      const { holidays, groups, people: persons } = staff;
      const file: SopFile = {
        ...fileOf(diagram),
        ...(staffed ? { directory: { groups, people: persons }, holidays } : {}),
      };
      const text = writeSop(file);
      expect(readSop(text)).toEqual({ ok: true, file, warnings: [] });
      expect(text).not.toMatch(/^ {8}"id"/m); // rows don't repeat their key
    }),
    { numRuns: 60 },
  );
});

test('the five-gate template reads without warning and is written as it stands', () => {
  const read = readSop(template);
  expect(read).toMatchObject({ ok: true, warnings: [] });
  expect(read.ok && writeSop(read.file)).toBe(template);
});

test('a digest that names another diagram is said beside, not refused', () => {
  expect(says(changed('Assemble release package', 'Assemble', template))).toMatch(
    /^read: The diagram is not the one its digest names/,
  );
});

test.each([
  ['', 'The file is empty.'],
  [' \n\t', 'The file is empty.'],
  ['null', 'The file is not an SOP: it has no "format" of ours.'],
  ['[]', 'The file is not an SOP: it has no "format" of ours.'],
  ['{"a":1}', 'The file is not an SOP: it has no "format" of ours.'],
  ['<bpmn/>', 'Line 1 cannot be read: a value is expected here.'],
  [
    '{"format":"countersign-sop/2"}',
    'The file was written by a newer Countersign (countersign-sop/2); this one reads up to countersign-sop/1.',
  ],
  ['{"format":"countersign-sop/x"}', 'The file is not an SOP: its format is "countersign-sop/x".'],
  ['{"format":"countersign-runs/1"}', 'The file is not an SOP: it holds sample requests.'],
  ['{"format":"other/1"}', 'The file is not an SOP: its format is "other/1".'],
  ['{"format":"countersign-sop/1"}', 'The field id is missing.'],
])('%j is refused: %s', (text, sentence) => {
  expect(says(text)).toBe(sentence);
});

test.each([
  [
    /"kind": "intake"/,
    '"kind": "inn"',
    'The field diagram.nodes.in.kind is "inn", which is none that is known.',
  ],
  [/"name": "Request"/, '"name": 4', 'The field diagram.nodes.in.name is 4, not a text.'],
  [/"name": "Request"/, '"nam": "Request"', 'The field diagram.nodes.in.name is missing.'],
  [
    /"name": "Request"/,
    '"name": "Request", "colour": "red"',
    'The field diagram.nodes.in.colour is not known to this version.',
  ],
  [
    /"name": "Request"/,
    '"name": "\\ud800"',
    'In the file diagram.nodes.in.name holds half a character.',
  ],
  [
    /"name": "Request"/,
    '"name": "Request", "id": "out"',
    'The field diagram.nodes.in.id is not "in".',
  ],
  [/"format": 1/, '"format": 2', 'The field diagram.format is 2, not 1.'],
  [/"to": "e"/, '"to": "gone"', 'The row diagram.flows.f_in__e names what is not there.'],
  [
    /"subject": \[\]/,
    '"subject": ["fld_gone"]',
    'The field diagram.control.subject names a field that is not there.',
  ],
  [
    /"subject": \[\]/,
    '"subject": [["a"]]',
    'The field diagram.control.subject[0] is no id (1 to 200 characters, no whole number, no reserved name).',
  ],
  [
    /"order": "a0"/,
    '"order": "-"',
    'The field diagram.flows.f_in__e.order is no order key (digits and letters).',
  ],
  [
    /"e": \{/,
    '"10": {',
    'The field diagram.nodes.10 has a name that is no id (1 to 200 characters, no whole number, no reserved name).',
  ],
  [
    /"e": \{/,
    '"constructor": {',
    'The field diagram.nodes.constructor has a name that is no id (1 to 200 characters, no whole number, no reserved name).',
  ],
  [
    /"revision": "A"/,
    '"revision": "A", "digest": "ff"',
    'The field digest is no digest (64 hexadecimal digits).',
  ],
  [/"nodes": \{/, '"nodes": null, "n": {', 'The field diagram.n is not known to this version.'],
])('%s as %s is refused by its path', (from, to, sentence) => {
  expect(says(changed(from, to))).toBe(sentence);
});

test('every file cut short is refused with a line, and never throws', () => {
  const text = writeSop(fileOf());
  for (let cut = 1; cut < text.trimEnd().length; cut += 1)
    expect(says(text.slice(0, cut))).toMatch(/^Line \d+ cannot be read: .*\.$/);
});

test('a file with any one character changed is read or refused in one sentence', () => {
  const text = writeSop(fileOf());
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.string({ maxLength: 2, unit: 'binary' }), (at, put) => {
      expect(says(text.slice(0, at) + put + text.slice(at + 1))).toMatch(/^(read:|[^\n]+\.$)/);
    }),
    { numRuns: 2000 },
  );
});

test('files that are too large, too deep, or reach for the prototype hurt nobody', () => {
  expect(says(`"${'x'.repeat(50_000_001)}"`)).toBe('The file has 50 MB; at most 50 MB are read.');
  expect(says('['.repeat(5_000_000))).toBe(
    'Line 1 cannot be read: it nests deeper than 64 levels.',
  );
  expect(says('{"a":'.repeat(100_000))).toMatch(/nests deeper/);
  expect(says(changed('"nodes": {', '"nodes": { "\\u005f_proto__": {"kind": "intake"},'))).toMatch(
    /^Line \d+ cannot be read: the name "__proto__" is not allowed\.$/,
  );
  expect(Object.hasOwn(Object.prototype, 'kind')).toBe(false);
});

test('a name that stands twice is refused: one of the two would be lost', () => {
  expect(says(changed('"nodes": {', '"nodes": {},\n"nodes": {'))).toMatch(
    /^Line \d+ cannot be read: the name "nodes" stands there twice\.$/,
  );
});
