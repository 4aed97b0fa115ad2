/** What the outline's keys do: the edits of model/outline-edits as one step each, and the sentence that says what came of it. */
import type { Edit } from '#collab/draft.ts';
import { sizeOf } from '#layout/sizes.ts';
import type { Diagram, NodeKind } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { NodeId, RoleId } from '#model/ids.ts';
import * as rows from '#model/outline-edits.ts';
import type { OutlineRow } from '#model/outline.ts';
import { assignmentsOf, rolesOf, runs } from '#model/rows.ts';
import { boxesOf, freePlace } from '../canvas/places.ts';
import type { Editor } from '../context.ts';
import { newAssignmentId, newFlowId, newNodeId } from '../ids.ts';
import { kinds, newNode } from '../kinds.ts';
import { select } from '../state.ts';

/** The sentence for who listens; `refused`: nothing was changed. */
export interface Said {
  readonly text: string;
  readonly refused: boolean;
  /** The row that holds the focus from now on, by key. */
  readonly at?: string;
}

const called = (d: Diagram, id: NodeId): string => {
  const node = d.nodes[id];
  if (node === undefined) return 'It';
  return node.name.trim() || (node.kind === 'note' ? node.text : '') || kinds[node.kind].word;
};
/** px between a node and the one added after it. */
const gap = 72;

export function actsOf({ draft, store, commands }: Editor) {
  const now = (): Diagram => draft.diagram();

  /** One gesture; where it is refused nothing was applied, so nothing is to be undone. */
  function done(
    gesture: string,
    said: string,
    row: OutlineRow,
    act: (d: Diagram, apply: Edit) => true | string,
  ): Said {
    const answers: (true | string)[] = [];
    draft.group(gesture, (edit) => {
      answers.push(act(now(), edit));
    });
    const [answer = true] = answers;
    return answer === true
      ? { text: said, refused: false, at: row.key }
      : { text: answer, refused: true, at: row.key };
  }

  return {
    add: (row: OutlineRow, kind: NodeKind): Said => {
      const d = now();
      const id = newNodeId(kind);
      const word = kinds[kind].word;
      if (kind === 'intake') return { text: 'An SOP has one intake.', refused: true };
      if (!runs(kind) || row.part === 'aside') {
        const added = kind === 'role' && !row.link ? commands.add(kind, { after: row.node }) : id;
        if (added === id) {
          draft.edit(`Add ${word.toLowerCase()}`, 'addNode', { node: newNode(kind, id) });
          select(store, [id]);
        }
        return { text: `${word} added`, refused: false, at: added };
      }
      const box = boxesOf(d).get(row.node);
      const size = sizeOf(newNode(kind, id));
      const beside =
        box === undefined
          ? undefined
          : freePlace(
              d,
              boxesOf(d),
              { x: box.x + box.w + gap, y: box.y + box.h / 2 - size.h / 2 },
              size,
            );
      const phase = d.nodes[row.node]?.phase;
      const node = { ...newNode(kind, id), ...(phase === undefined ? {} : { phase }) };
      const said = done(
        `Add ${word.toLowerCase()}`,
        `${word} added after ${called(d, row.node)}`,
        row,
        (diagram, apply) =>
          rows.addBelow(
            diagram,
            row,
            { node, flow: newFlowId(), ...(beside === undefined ? {} : { at: beside }) },
            apply,
          ),
      );
      if (said.refused) return said;
      select(store, [id]);
      return { ...said, at: id };
    },
    up: (row: OutlineRow): Said =>
      done('Move', 'Moved up', row, (d, apply) => rows.moveUp(d, row, apply)),
    down: (row: OutlineRow): Said =>
      done('Move', 'Moved down', row, (d, apply) => rows.moveDown(d, row, apply)),
    indent: (row: OutlineRow): Said =>
      done('Branch', 'Now a branch', row, (d, apply) => rows.indent(d, row, newFlowId(), apply)),
    outdent: (row: OutlineRow): Said =>
      done('Follow', 'Out of the branch', row, (d, apply) => rows.outdent(d, row, apply)),
    remove: (row: OutlineRow, next: string | undefined): Said => {
      const what = row.link ? 'The flow' : called(now(), row.node);
      const said = done('Delete', `${what} deleted`, row, (d, apply) =>
        rows.removeRow(d, row, newFlowId(), apply),
      );
      if (said.refused) return said;
      select(store, []);
      return next === undefined
        ? { text: said.text, refused: false }
        : { text: said.text, refused: false, at: next };
    },
    rename: (row: OutlineRow, name: string): Said => {
      const id = row.link && row.via !== null ? row.via : row.node;
      const node = row.link ? undefined : now().nodes[row.node];
      if (node?.kind === 'note')
        draft.edit('Rename', 'setNode', { id: node.id, set: { text: name } });
      else draft.edit('Rename', 'rename', { id, name });
      return { text: name === '' ? 'Name removed' : `Named ${name}`, refused: false, at: row.key };
    },
    changeKind: (row: OutlineRow, kind: NodeKind): Said => {
      if (row.link) return { text: 'Its kind is changed where it stands.', refused: true };
      draft.edit('Change kind', 'changeKind', { id: row.node, kind });
      return { text: `Now: ${kinds[kind].word}`, refused: false, at: row.key };
    },
    /** Gives the role its usual letter here; by name, one that isn't there yet is made. */
    assign: (row: OutlineRow, wanted: RoleId | string): Said => {
      const d = now();
      const known = rolesOf(d).find((role) => role.id === wanted);
      const kind = d.nodes[row.node]?.kind;
      if (row.link || (kind !== 'gate' && kind !== 'step'))
        return { text: 'Roles are assigned to gates and steps.', refused: true, at: row.key };
      const kept = assignmentsOf(d, row.node).some(({ letter }) => letter === 'A');
      const letter = kind === 'step' ? 'R' : kept ? 'S' : 'A';
      const role = as<RoleId>(known?.id ?? newNodeId('role'));
      draft.group('Assign', (edit) => {
        if (known === undefined)
          edit('addNode', { node: { ...newNode('role', role), name: wanted } });
        edit('assignRole', { id: newAssignmentId(), role, node: row.node, letter });
      });
      const does = { R: 'works it', A: 'keeps the gate', S: 'signs too' }[letter];
      return { text: `${known?.name ?? wanted} ${does}`, refused: false, at: row.key };
    },
  };
}
