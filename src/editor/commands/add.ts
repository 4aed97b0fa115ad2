/** Adding and joining: by key, by flow, by the palette. Each is one undo step. */
import type { Edit } from '#collab/draft.ts';
import { sizeOf } from '#layout/sizes.ts';
import type { Diagram, Letter, Node, NodeKind } from '#model/diagram.ts';
import { mayConnect } from '#model/edit/may-connect.ts';
import { as } from '#model/ids.ts';
import type { FlowId, NodeId, RoleId } from '#model/ids.ts';
import { runs } from '#model/rows.ts';
import { boxesOf, freePlace, overlap, phaseAt, within } from '../canvas/places.ts';
import { newAssignmentId, newFlowId, newNodeId } from '../ids.ts';
import { kinds, newNode } from '../kinds.ts';
import {
  mayFollow,
  mayJoin,
  placeAtEnd,
  placeBeside,
  routeByHand,
  soleFlow,
  usualAt,
} from '../sides.ts';
import { say, select } from '../state.ts';
import type { Point, Side } from '../state.ts';
import type { Desk } from './desk.ts';

export interface Where {
  /** Near edge or middle of the new node, see `add`; px of the diagram. */
  readonly at?: Point;
  /** The node it is joined to. */
  readonly after?: NodeId;
  /** Of `after`. */
  readonly side?: Side;
  readonly name?: string;
}

export function addingOf(desk: Desk) {
  const { draft, store, diagram, view, selectedNodes, named } = desk;

  function addAt(edit: Edit, kind: NodeKind, at: Point, name?: string): NodeId {
    const id = newNodeId(kind);
    const phase =
      kind === 'phase' || kind === 'role' ? null : phaseAt(diagram(), boxesOf(diagram()), at);
    const node = newNode(kind, id);
    edit('addNode', { node: name === undefined ? node : { ...node, name }, at: within(at) });
    if (phase !== null && runs(kind)) edit('setNode', { id, set: { phase } });
    if (kind === 'phase') takeIn(edit, id);
    return id;
  }

  /** What stands in a frame and belongs to no phase yet belongs to it. */
  function takeIn(edit: Edit, phase: NodeId): void {
    const boxes = boxesOf(diagram());
    const frame = boxes.get(phase);
    if (frame === undefined) return;
    for (const node of Object.values(diagram().nodes)) {
      const box = boxes.get(node.id);
      if (box === undefined || !runs(node.kind) || node.phase !== undefined) continue;
      const middle = { x: box.x + box.w / 2, y: box.y + box.h / 2, w: 0, h: 0 };
      if (overlap(frame, middle)) edit('setNode', { id: node.id, set: { phase } });
    }
  }

  /** Joins two nodes: a flow, or an assignment where one is a role. */
  function join(edit: Edit, from: NodeId, to: NodeId, side?: Side): string {
    const { nodes } = diagram();
    const roleEnd = nodes[from]?.kind === 'role' ? from : nodes[to]?.kind === 'role' ? to : null;
    if (roleEnd !== null) {
      const id = newAssignmentId();
      const node = roleEnd === from ? to : from;
      const letter = letterFor(diagram(), node);
      edit('assignRole', { id, role: as<RoleId>(roleEnd), node, letter });
      return id;
    }
    const id = newFlowId();
    const route = routeByHand(diagram(), from, to, side);
    edit('connect', { id, from, to, ...(route === undefined ? {} : { route }) });
    return id;
  }

  /** An end behind a gate's rejection or expiry ends the request so: nothing rejected ends as approved by oversight. */
  const endAs = (edit: Edit, end: NodeId, name: string | undefined): void => {
    const route = Object.values(diagram().flows).find((flow) => flow.to === end)?.route;
    const [outcome] = route?.kind === 'outcomes' ? route.outcomes : [];
    if (outcome !== 'rejected' && outcome !== 'expired') return;
    edit('setNode', { id: end, set: { outcome } });
    if (name === undefined)
      edit('rename', { id: end, name: outcome === 'rejected' ? 'Rejected' : 'Expired' });
  };

  /** In front of a node: what led to it leads to the new one. */
  const addBefore = (edit: Edit, kind: NodeKind, after: NodeId, name?: string): NodeId => {
    const now = diagram();
    const id = addAt(edit, kind, placeBeside(now, after, kind, 'left'), name);
    const [only, more] = Object.values(now.flows).filter((flow) => flow.to === after);
    const node = diagram().nodes[id];
    if (only !== undefined && more === undefined && kind !== 'end' && node !== undefined)
      edit('splitFlow', { flow: only.id, node, id: newFlowId() });
    else if (mayConnect(diagram(), id, after) === true) join(edit, id, after);
    return id;
  };

  /** Behind a node: joined to it, in a chain between. */
  const addBehind = (edit: Edit, kind: NodeKind, after: NodeId, where: Where): NodeId => {
    const now = diagram();
    const { at, name } = where;
    const side = where.side ?? 'right';
    const place =
      at === undefined
        ? placeBeside(now, after, kind, side)
        : placeAtEnd(now, after, kind, side, at);
    const id = addAt(edit, kind, place, name);
    const node = diagram().nodes[id];
    const only = at === undefined && side === 'right' ? soleFlow(now, after) : null;
    if (only !== null && kind !== 'end' && node !== undefined)
      edit('splitFlow', { flow: only, node, id: newFlowId() });
    else if (mayConnect(diagram(), after, id) === true) {
      join(edit, after, id, where.side);
      if (kind === 'end') endAs(edit, id, name);
    }
    return id;
  };

  const selectedSource = (): NodeId | undefined => {
    const [only, more] = selectedNodes();
    return more === undefined ? only : undefined;
  };

  /**
   * Adds a node: at a point (its near edge where a flow is drawn to it, else its middle), or beside the selected one, which
   * it is joined to.
   */
  const add = (kind: NodeKind, where: Where = {}): NodeId => {
    const now = diagram();
    const after = where.after ?? (where.at === undefined ? selectedSource() : undefined);
    const source = after === undefined ? undefined : now.nodes[after];
    const size = sizeOf(newNode(kind, as<NodeId>('new')));
    let added = as<NodeId>('');
    draft.group(`Add ${kinds[kind].word.toLowerCase()}`, (edit) => {
      if (source !== undefined && runs(source.kind) && runs(kind)) {
        added =
          where.side === 'left' && where.at === undefined
            ? addBefore(edit, kind, source.id, where.name)
            : addBehind(edit, kind, source.id, where);
        return;
      }
      // A role that is named and given a seat at once hangs there, in the tree; it needs no place of its own.
      if (kind === 'role' && where.name !== undefined && where.at === undefined && seats(source)) {
        added = newNodeId('role');
        edit('addNode', { node: { ...newNode('role', added), name: where.name } });
        join(edit, added, source.id);
        return;
      }
      const center = where.at ?? view()?.center() ?? { x: 0, y: 0 };
      const corner = { x: center.x - size.w / 2, y: center.y - size.h / 2 };
      const under = kind === 'role' && seats(source) ? boxesOf(now).get(source.id) : undefined;
      const wish = under === undefined ? corner : { x: under.x + 32, y: under.y + under.h + 16 };
      const free = where.at === undefined ? freePlace(now, boxesOf(now), wish, size) : corner;
      added = addAt(edit, kind, free, where.name);
      if (source !== undefined && mayJoin(diagram(), added, source.id) === true)
        join(edit, added, source.id);
    });
    const shown = source !== undefined && !boxesOf(diagram()).has(added) ? source.id : added;
    select(store, [shown]);
    view()?.reveal(shown);
    say(
      store,
      source === undefined
        ? `${kinds[kind].word} added`
        : `${kinds[kind].word} added, joined to ${named(source.id)}`,
    );
    return added;
  };

  return {
    takeIn,
    join,
    add,

    /** Adds on a side of a node (of the selected one) what usually stands there; nothing where nothing can follow. */
    addBeside: (side: Side, from?: NodeId): void => {
      const after = from ?? selectedSource();
      if (after === undefined) return;
      const kind = usualAt(diagram(), after, side);
      if (kind !== null) {
        add(kind, { after, side });
        return;
      }
      const verdict = side === 'left' ? true : mayFollow(diagram(), after, side);
      if (verdict === true) return;
      say(store, verdict);
      store.setState({ notice: { text: verdict, undo: false } });
    },

    /** A node dropped on a flow: the flow leads through it from now on. */
    addOnFlow: (kind: NodeKind, flow: FlowId, at: Point): void => {
      const size = sizeOf(newNode(kind, as<NodeId>('new')));
      let added = as<NodeId>('');
      draft.group(`Add ${kinds[kind].word.toLowerCase()}`, (edit) => {
        added = addAt(edit, kind, { x: at.x - size.w / 2, y: at.y - size.h / 2 });
        const node = diagram().nodes[added];
        if (node !== undefined) edit('splitFlow', { flow, node, id: newFlowId() });
      });
      select(store, [added]);
      say(store, `${kinds[kind].word} added into the flow`);
    },

    /** Joins two nodes; `side` is where of the first the flow was drawn. Asked before whether they may be joined. */
    connect: (from: NodeId, to: NodeId, side?: Side): void => {
      const verdict = mayJoin(diagram(), from, to);
      if (verdict !== true) return say(store, verdict);
      draft.group('Connect', (edit) => {
        select(store, [join(edit, from, to, side)]);
      });
      say(store, `${named(from)} connected to ${named(to)}`);
    },
  };
}

const seats = (node: Node | undefined): node is Node =>
  node?.kind === 'gate' || node?.kind === 'step';

function letterFor(diagram: Diagram, node: NodeId): Letter {
  if (diagram.nodes[node]?.kind !== 'gate') return 'R';
  const kept = Object.values(diagram.assignments).some(
    (row) => row.node === node && row.letter === 'A',
  );
  return kept ? 'S' : 'A';
}
