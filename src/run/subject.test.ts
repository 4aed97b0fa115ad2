import { expect, test } from 'vitest';
import { blankDiagram } from '#model/blank.ts';
import type { Diagram } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { FieldId, RequestId } from '#model/ids.ts';
import { subjectOf } from './subject.ts';

const id = as<FieldId>('t');
const diagram: Diagram = {
  ...blankDiagram({ title: 'Small', zone: 'UTC' }),
  fields: {
    [id]: {
      id,
      key: 't',
      label: 'T',
      order: 'a0',
      required: true,
      type: { kind: 'string', max: 200_000 },
    },
  },
};

test('a request is not called by a whole page of text', () => {
  const name = subjectOf(diagram, { t: '👾'.repeat(9999) }, as<RequestId>('r'));
  expect(name).toHaveLength(161);
  expect(() => encodeURIComponent(name)).not.toThrow();
});
