/** Random edits of a diagram, with arguments as the editor would make them. */
import * as fc from 'fast-check';
import type { Diagram, Letter, Node, NodeKind } from '#model/diagram.ts';
import { copyOf, rekeyed } from '#model/edit/copy.ts';
import { edited } from '#model/edit/edits.ts';
import type { EditName, Edits } from '#model/edit/edits.ts';
import { renamePath } from '#model/feel/rename.ts';
import { freshNode } from '#model/fresh.ts';
import { as } from '#model/ids.ts';
import type { AssignmentId, FieldId, FlowId, NodeId, RoleId } from '#model/ids.ts';
import { condition } from './plan.ts';

export type AnyEdit = {
  readonly [N in EditName]: { readonly name: N; readonly args: Edits[N] };
}[EditName];

/** Applies an edit of which only the program that made it knows the name. */
export const apply = (d: Diagram, { name, args }: AnyEdit): Diagram =>
  edited(d, name, args as never);

const kinds: readonly NodeKind[] = [
  ...(['intake', 'step', 'gate', 'decision', 'parallel', 'wait', 'notify'] as const),
  ...(['subprocess', 'end', 'role', 'phase', 'note', 'document'] as const),
];
const kind = fc.constantFrom(...kinds);
const xy = fc.record({ x: fc.integer({ min: -999, max: 999 }), y: fc.nat(999) });
const word = fc.constantFrom('Legal review', 'Sign off', 'Ärger mit 𝒳', 'x');

const pick = <I extends string>(table: object): fc.Arbitrary<I> =>
  fc.constantFrom(...Object.keys(table)) as unknown as fc.Arbitrary<I>;
const fresh = <I extends string>(prefix: string): fc.Arbitrary<I> =>
  fc.nat(1e9).map((n) => `${prefix}_${n}`) as unknown as fc.Arbitrary<I>;
const edit = <N extends EditName>(name: N, args: fc.Arbitrary<Edits[N]>): fc.Arbitrary<AnyEdit> =>
  args.map((made) => ({ name, args: made }) as unknown as AnyEdit);

export function editsOf(d: Diagram): fc.Arbitrary<AnyEdit> {
  const node = pick<NodeId>(d.nodes);
  const flow = pick<FlowId>(d.flows);
  const field = pick<FieldId>(d.fields);
  const newNode: fc.Arbitrary<Node> = fc
    .tuple(kind, fresh<NodeId>('x'), word)
    .map(([of, id, name]) => freshNode(of, { id, name }));
  const group = (['items', 'evidence', 'flows', 'fields', 'tiers'] as const).filter(
    (table) => Object.keys(d[table]).length > 0,
  );

  const all: fc.Arbitrary<AnyEdit>[] = [
    edit('addNode', fc.record({ node: newNode, at: xy })),
    edit('connect', fc.record({ id: fresh<FlowId>('f'), from: node, to: node })),
    edit('splitFlow', fc.record({ flow, node: newNode, at: xy, id: fresh<FlowId>('f') })),
    edit(
      'move',
      fc.record({
        places: fc.array(
          fc.tuple(node, xy).map(([id, at]) => ({ id, ...at })),
          { maxLength: 4 },
        ),
      }),
    ),
    edit(
      'setPlaces',
      fc.record({
        places: fc.array(
          fc.tuple(node, xy).map(([id, at]) => ({ id, ...at })),
          { maxLength: 4 },
        ),
      }),
    ),
    edit(
      'rename',
      fc.record({ id: fc.oneof<fc.Arbitrary<NodeId | FlowId>[]>(node, flow), name: word }),
    ),
    edit(
      'setNode',
      fc.record({
        id: node,
        set: fc.record({ name: word, description: fc.constantFrom('', 'Why') }),
      }),
    ),
    edit(
      'setControl',
      fc.record({ set: fc.record({ title: word, documentNo: fc.constant('D-1') }) }),
    ),
    edit('changeKind', fc.record({ id: node, kind })),
    edit(
      'assignRole',
      fc.record({
        id: fresh<AssignmentId>('a'),
        role: node.map((id) => as<RoleId>(id)),
        node,
        letter: fc.constantFrom<Letter>('A', 'S', 'R', 'C', 'I'),
        before: fc.boolean(),
      }),
    ),
    edit(
      'deleteThings',
      fc.record({
        nodes: fc.array(node, { maxLength: 3 }),
        flows: fc.array(flow, { maxLength: 2 }),
        heal: fc.option(fresh<FlowId>('f')),
      }),
    ),
    edit(
      'paste',
      fc.tuple(fc.array(node, { maxLength: 4 }), fc.nat(1e6), xy).map(([ids, seed, { x, y }]) => {
        let n = 0;
        const clip = rekeyed(copyOf(d, ids), (prefix) => `${prefix}_p${seed}_${(n += 1)}`);
        return { diagram: clip, dx: x, dy: y };
      }),
    ),
    edit(
      'removeRow',
      pick<string>(d.fields).map((id) => ({ table: 'fields', id }) as const),
    ),
    edit(
      'removeRow',
      node.map((id) => ({ table: 'nodes', id }) as const),
    ),
    edit(
      'renameKey',
      fc.record({
        field,
        key: fc.constantFrom('cost', 'amount_2', 'risk'),
        renamed: fc.constant(renamePath),
      }),
    ),
    ...group.map((table) =>
      edit(
        'reorder',
        fc.record({
          table: fc.constant(table),
          id: pick<string>(d[table]),
          before: fc.option(pick<string>(d[table])),
        }),
      ),
    ),
  ];
  if (Object.keys(d.items).length > 0)
    all.push(
      edit(
        'setRow',
        fc.record({
          table: fc.constant('items' as const),
          id: pick<string>(d.items),
          set: fc.record({ text: word, check: fc.option(condition, { nil: undefined }) }),
        }),
      ),
    );
  if (Object.keys(d.assignments).length > 0)
    all.push(edit('unassign', fc.record({ id: pick<AssignmentId>(d.assignments) })));
  return fc.oneof(...all);
}

/** A diagram after some edits, and the edits: what people may have drawn who care for nothing. */
export const sessions = (
  of: fc.Arbitrary<Diagram>,
  length = 6,
): fc.Arbitrary<{ d: Diagram; edits: AnyEdit[] }> => {
  const grow = (d: Diagram, edits: AnyEdit[]): fc.Arbitrary<{ d: Diagram; edits: AnyEdit[] }> =>
    edits.length === length ||
    Object.keys(d.flows).length === 0 ||
    Object.keys(d.fields).length === 0
      ? fc.constant({ d, edits })
      : editsOf(d).chain((next) => grow(apply(d, next), [...edits, next]));
  return of.chain((d) => grow(d, []));
};
