import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { rowSchemas } from '#model/diagram.schema.ts';
import { diagrams } from '../../test/laws/diagram.ts';
import { isPlain } from './plain-rows.ts';

const tables = ['layout', 'assignments', 'flows'] as const;

it('a row told plain is what its schema would give back', () => {
  let plain = 0;
  fc.assert(
    fc.property(diagrams(), (diagram) => {
      for (const table of tables)
        for (const row of Object.values(diagram[table])) {
          if (!isPlain(table, { ...row })) continue;
          plain += 1;
          expect(rowSchemas[table].parse(row)).toEqual(row);
        }
    }),
    { numRuns: 30 },
  );
  expect(plain).toBeGreaterThan(50);
});

it('whatever was written into a row, none is told plain that its schema refuses or changes', () => {
  const value = fc.oneof(
    fc.constantFrom('a', 'A', 'id', '7', '', 'a0', 'always', true, null, undefined, Infinity),
    fc.double(),
    fc.constantFrom({ kind: 'always' }, { kind: 'default', when: 'x' }, { kind: 'when' }),
    fc.array(fc.array(fc.oneof(fc.double(), fc.constant('1')), { maxLength: 3 }), { maxLength: 3 }),
  );
  const fields = ['x', 'y', 'w', 'bends', 'link', 'pinned', 'hue', 'role', 'node', 'letter'];
  const more = ['before', 'from', 'to', 'order', 'label', 'route', 'quorum', 'stranger'];
  const sound: Readonly<Record<(typeof tables)[number], object>> = {
    layout: { id: 'n', x: 1, y: 2 },
    assignments: { id: 'a', role: 'r', node: 'n', letter: 'A' },
    flows: { id: 'f', from: 'n', to: 'm', order: 'a0', route: { kind: 'always' } },
  };
  for (const table of tables) expect(isPlain(table, { ...sound[table] })).toBe(true);
  const changes = fc.dictionary(fc.constantFrom('id', ...fields, ...more), value, { maxKeys: 2 });
  fc.assert(
    fc.property(fc.constantFrom(...tables), changes, (table, change) => {
      const raw = { ...sound[table], ...change };
      if (!isPlain(table, raw)) return;
      const parsed = rowSchemas[table].safeParse(raw);
      expect(parsed.success).toBe(true);
      expect(parsed.data).toEqual(raw);
    }),
    { numRuns: 2000 },
  );
});
