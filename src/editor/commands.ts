/** What a person can do to the drawing; keys, palette, menus and the canvas all call these. Each is one undo step. */
import type { DraftHandle, Edit } from '#collab/draft.ts';
import { sizeOf } from '#layout/sizes.ts';
import type { Diagram, Letter, NodeKind } from '#model/diagram.ts';
import { mayConnect } from '#model/edit/may-connect.ts';
import { as } from '#model/ids.ts';
import type { AssignmentId, FlowId, NodeId, RoleId } from '#model/ids.ts';
import { boundsOf, boxesOf, freePlace, overlap, phaseAt, snap } from './canvas/places.ts';
import type { Ways } from './canvas/routes.ts';
import { clipOf, pasted } from './clipboard.ts';
import { newAssignmentId, newFlowId, newNodeId } from './ids.ts';
import { kinds, newNode } from './kinds.ts';
import { runs } from '#model/rows.ts';
import { nodeOfRow } from './row-node.ts';
import { select } from './state.ts';
import type { EditorStore, Point } from './state.ts';
import { tidied } from './tidy.ts';

/** What the canvas on screen can do; null until it is there. */
export interface View {
  readonly toDiagram: (screen: Point) => Point;
  readonly toScreen: (point: Point) => Point;
  readonly center: () => Point;
  /** Of the diagram; null while the pointer is elsewhere. */
  readonly pointer: () => Point | null;
  /** Shows these nodes, or all. */
  readonly fit: (ids?: readonly NodeId[]) => void;
  /** Moves just so far that the node can be seen. */
  readonly reveal: (id: NodeId) => void;
  readonly zoomBy: (factor: number) => void;
  readonly zoomTo: (zoom: number) => void;
  /** Nodes glide to their next places. */
  readonly glide: () => void;
  readonly focus: () => void;
  /** How all flows run now. */
  readonly ways: () => Ways;
}

/** px between a node and the one added after it. */
const gap = 72;

export type Commands = ReturnType<typeof commandsOf>;

export function commandsOf(draft: DraftHandle, store: EditorStore) {
  let view: View | null = null;
  const diagram = (): Diagram => draft.diagram();
  const selectedIds = (): ReadonlySet<string> => store.getState().selected;
  const selectedNodes = (): NodeId[] =>
    [...selectedIds()].map((id) => as<NodeId>(id)).filter((id) => id in diagram().nodes);
  /** The last copy's offset: Ctrl+D repeats it. */
  let offset: Point = { x: 40, y: 40 };

  function addAt(edit: Edit, kind: NodeKind, at: Point): NodeId {
    const id = newNodeId(kind);
    const phase =
      kind === 'phase' || kind === 'role' ? null : phaseAt(diagram(), boxesOf(diagram()), at);
    edit('addNode', { node: newNode(kind, id), at: { x: Math.round(at.x), y: Math.round(at.y) } });
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
  function join(edit: Edit, from: NodeId, to: NodeId): string | null {
    const nodes = diagram().nodes;
    const roleEnd = nodes[from]?.kind === 'role' ? from : nodes[to]?.kind === 'role' ? to : null;
    if (roleEnd !== null) {
      const id = newAssignmentId();
      const node = roleEnd === from ? to : from;
      edit('assignRole', {
        id,
        role: as<RoleId>(roleEnd),
        node,
        letter: letterFor(diagram(), node),
      });
      return id;
    }
    const id = newFlowId();
    edit('connect', { id, from, to });
    return id;
  }

  /** An end behind a gate's rejection or expiry ends the request so: nothing rejected ends as approved by oversight. */
  const endAs = (edit: Edit, end: NodeId): void => {
    const route = Object.values(diagram().flows).find((flow) => flow.to === end)?.route;
    const [outcome] = route?.kind === 'outcomes' ? route.outcomes : [];
    if (outcome !== 'rejected' && outcome !== 'expired') return;
    edit('setNode', { id: end, set: { outcome } });
    edit('rename', { id: end, name: outcome === 'rejected' ? 'Rejected' : 'Expired' });
  };

  return {
    view: (): View | null => view,
    /** The canvas came on screen, or left it (null). */
    attach: (shown: View | null): void => {
      view = shown;
    },
    selectedNodes,

    select: (ids: Iterable<string>) => {
      select(store, ids);
    },

    /** Adds a node: at a point, or after the selected one, which it is joined to; in a chain, between. */
    add: (kind: NodeKind, where: { at?: Point; after?: NodeId } = {}): NodeId => {
      const now = diagram();
      const alone = selectedNodes();
      const after =
        where.after ?? (where.at === undefined && alone.length === 1 ? alone[0] : undefined);
      const size = sizeOf(newNode(kind, as<NodeId>('new')));
      let added = as<NodeId>('');
      draft.group(`Add ${kinds[kind].word.toLowerCase()}`, (edit) => {
        const source = after === undefined ? undefined : now.nodes[after];
        const box = after === undefined ? undefined : boxesOf(now).get(after);
        if (source !== undefined && box !== undefined && runs(source.kind) && runs(kind)) {
          const beside = { x: box.x + box.w + gap, y: box.y + box.h / 2 - size.h / 2 };
          added = addAt(edit, kind, where.at ?? freePlace(now, boxesOf(now), beside, size));
          const only = soleFlow(now, source.id);
          if (only !== null && kind !== 'end' && where.at === undefined)
            edit('splitFlow', { flow: only, node: newNode(kind, added), id: newFlowId() });
          else if (mayConnect(diagram(), source.id, added) === true) {
            join(edit, source.id, added);
            if (kind === 'end') endAs(edit, added);
          }
        } else {
          const center = where.at ?? view?.center() ?? { x: 0, y: 0 };
          const corner = { x: center.x - size.w / 2, y: center.y - size.h / 2 };
          added = addAt(
            edit,
            kind,
            where.at === undefined ? freePlace(now, boxesOf(now), corner, size) : corner,
          );
          if (
            kind === 'role' &&
            source !== undefined &&
            (source.kind === 'gate' || source.kind === 'step')
          )
            join(edit, added, source.id);
        }
      });
      select(store, [added]);
      view?.reveal(added);
      return added;
    },

    /** A node dropped on a flow: the flow leads through it from now on. */
    addOnFlow: (kind: NodeKind, flow: FlowId, at: Point): void => {
      const size = sizeOf(newNode(kind, as<NodeId>('new')));
      let added = as<NodeId>('');
      draft.group(`Add ${kinds[kind].word.toLowerCase()}`, (edit) => {
        added = addAt(edit, kind, { x: at.x - size.w / 2, y: at.y - size.h / 2 });
        edit('splitFlow', { flow, node: newNode(kind, added), id: newFlowId() });
      });
      select(store, [added]);
    },

    connect: (from: NodeId, to: NodeId): void => {
      draft.group('Connect', (edit) => {
        const id = join(edit, from, to);
        if (id !== null) select(store, [id]);
      });
    },

    /** Drops nodes; members of a moved phase were moved with it by the canvas. */
    move: (places: ReadonlyMap<NodeId, Point>, splits: FlowId | null): void => {
      const now = diagram();
      const list = [...places].map(([id, at]) => ({
        id,
        x: Math.round(at.x),
        y: Math.round(at.y),
      }));
      draft.group('Move', (edit) => {
        edit('move', { places: list });
        for (const { id, x, y } of list) {
          const node = now.nodes[id];
          if (node === undefined || !runs(node.kind)) continue;
          const size = sizeOf(node);
          const phase = phaseAt(diagram(), boxesOf(diagram()), {
            x: x + size.w / 2,
            y: y + size.h / 2,
          });
          if ((node.phase ?? null) !== phase && (phase !== null || node.phase !== undefined))
            edit('setNode', { id, set: { phase: phase ?? undefined } });
        }
        const only = now.nodes[list[0]?.id ?? as<NodeId>('')];
        if (splits !== null && only !== undefined)
          edit('splitFlow', { flow: splits, node: only, id: newFlowId() });
      });
    },

    /** Makes a phase's frame larger or smaller, and takes in what then stands in it. */
    resize: (id: NodeId, size: { w: number; h: number }): void => {
      draft.group('Resize', (edit) => {
        edit('setRow', {
          table: 'layout',
          id,
          set: { w: Math.round(size.w), h: Math.round(size.h) },
        });
        takeIn(edit, id);
      });
    },

    nudge: (dx: number, dy: number): void => {
      const boxes = boxesOf(diagram());
      const places = selectedNodes().flatMap((id) => {
        const box = boxes.get(id);
        return box === undefined ? [] : [{ id, x: box.x + dx, y: box.y + dy }];
      });
      if (places.length > 0)
        draft.edit('Nudge', 'move', { places }, `nudge ${places.map((p) => p.id).join()}`);
    },

    remove: (): void => {
      const ids = selectedIds();
      const nodes = selectedNodes();
      const flows = [...ids].map((id) => as<FlowId>(id)).filter((id) => id in diagram().flows);
      const edges = [...ids]
        .map((id) => as<AssignmentId>(id))
        .filter((id) => id in diagram().assignments);
      if (nodes.length + flows.length + edges.length === 0) return;
      draft.group('Delete', (edit) => {
        for (const id of edges) edit('unassign', { id });
        if (nodes.length + flows.length > 0)
          edit('deleteThings', { nodes, flows, heal: nodes.length > 0 ? newFlowId() : null });
      });
      select(store, []);
      view?.focus();
    },

    /** The selected nodes as text for the clipboard; null where none is selected. */
    copy: (): string | null => {
      const nodes = selectedNodes();
      return nodes.length === 0 ? null : clipOf(diagram(), nodes);
    },

    /** False where the text is no clip of ours. */
    paste: (text: string): boolean => {
      const at = view?.pointer() ?? view?.center() ?? { x: 0, y: 0 };
      const clip = pasted(text);
      if (clip === null) return false;
      const bounds = boundsOf(clip.corners.map((corner) => ({ ...corner, w: 0, h: 0 })));
      const dx = bounds === null ? 0 : snap(at.x - bounds.x);
      const dy = bounds === null ? 0 : snap(at.y - bounds.y);
      draft.edit('Paste', 'paste', { diagram: clip.diagram, dx, dy });
      select(store, clip.nodes);
      return true;
    },

    duplicate: (by?: Point): void => {
      const nodes = selectedNodes();
      if (nodes.length === 0) return;
      if (by !== undefined) offset = by;
      const clip = pasted(clipOf(diagram(), nodes));
      if (clip === null) return;
      draft.edit('Duplicate', 'paste', { diagram: clip.diagram, dx: offset.x, dy: offset.y });
      select(store, clip.nodes);
    },

    selectAll: (): void => {
      select(store, boxesOf(diagram()).keys());
    },

    undo: (): void => {
      draft.undo();
    },
    redo: (): void => {
      draft.redo();
    },

    /** Lays the whole diagram out in a worker; one step. Resolves when done. */
    tidy: async (): Promise<void> => {
      const places = await tidied(diagram());
      view?.glide();
      draft.edit('Tidy', 'setPlaces', { places });
      requestAnimationFrame(() => view?.fit());
    },

    /** From a node along its flows: forward, back, or to the neighbour branch. */
    walk: (direction: 'forward' | 'back' | 'up' | 'down'): void => {
      const [at] = selectedNodes();
      const next = at === undefined ? undefined : neighbour(diagram(), at, direction);
      const target =
        next ?? (at === undefined ? boxesOf(diagram()).keys().next().value : undefined);
      if (target === undefined) return;
      select(store, [target]);
      view?.reveal(target);
    },

    /** Opens the list of kinds at the one selected node, to change its kind in place. */
    pickKind: (): void => {
      const [only, more] = selectedNodes();
      const box = only === undefined ? undefined : boxesOf(diagram()).get(only);
      if (only === undefined || more !== undefined || box === undefined || view === null) return;
      const screen = view.toScreen({ x: box.x, y: box.y + box.h + 8 });
      store.setState({ picking: { screen, at: box, from: null, change: only } });
    },

    /** Types the label of the one selected thing, on the canvas. */
    name: (): void => {
      const [only, more] = [...selectedIds()];
      if (only === undefined || more !== undefined) return;
      // Out of sight, the field would take every key and nobody would see it.
      const [node] = selectedNodes();
      if (node !== undefined) view?.reveal(node);
      store.setState({ naming: only });
    },

    /** Shows where a finding is, or any row: selects and scrolls to it, and opens its place in the inspector. */
    show: (at: { table: string; id?: string | undefined }): void => {
      const { target, reveal } = whereIs(diagram(), at);
      select(store, target === null ? [] : [target]);
      store.setState({ reveal });
      const node = target === null ? null : nodeOfRow(diagram(), target);
      if (node !== null) view?.reveal(node);
    },
  };
}

/** The one flow out of a node whose chain a new node joins; null where it branches or ends. */
function soleFlow(diagram: Diagram, from: NodeId): FlowId | null {
  const kind = diagram.nodes[from]?.kind;
  if (kind === 'gate' || kind === 'decision' || kind === 'parallel') return null;
  const [only, more] = Object.values(diagram.flows).filter((flow) => flow.from === from);
  return only !== undefined && more === undefined ? only.id : null;
}

function letterFor(diagram: Diagram, node: NodeId): Letter {
  if (diagram.nodes[node]?.kind !== 'gate') return 'R';
  const kept = Object.values(diagram.assignments).some(
    (row) => row.node === node && row.letter === 'A',
  );
  return kept ? 'S' : 'A';
}

function neighbour(
  diagram: Diagram,
  at: NodeId,
  direction: 'forward' | 'back' | 'up' | 'down',
): NodeId | undefined {
  const flows = Object.values(diagram.flows);
  if (direction === 'forward') return flows.find((flow) => flow.from === at)?.to;
  if (direction === 'back') return flows.find((flow) => flow.to === at)?.from;
  const sources = new Set(flows.filter((flow) => flow.to === at).map((flow) => flow.from));
  const boxes = boxesOf(diagram);
  const here = boxes.get(at);
  const siblings = flows
    .filter((flow) => sources.has(flow.from) && flow.to !== at)
    .flatMap((flow) => {
      const box = boxes.get(flow.to);
      return box === undefined || here === undefined ? [] : [{ id: flow.to, dy: box.y - here.y }];
    })
    .filter(({ dy }) => (direction === 'up' ? dy < 0 : dy > 0))
    .toSorted((a, b) => Math.abs(a.dy) - Math.abs(b.dy));
  return siblings[0]?.id;
}

/** What to select for a row: itself, or the node it belongs to. `reveal` is the row the inspector shows. */
function whereIs(
  diagram: Diagram,
  at: { table: string; id?: string | undefined },
): { target: string | null; reveal: string | null } {
  const id = at.id ?? '';
  if (id in diagram.nodes || id in diagram.flows) return { target: id, reveal: null };
  const hangsAt = nodeOfRow(diagram, id);
  if (hangsAt !== null) return { target: hangsAt, reveal: id };
  if (at.table === 'fields' || at.table === 'tiers') {
    const intake = Object.values(diagram.nodes).find((node) => node.kind === 'intake');
    return { target: intake?.id ?? null, reveal: id };
  }
  return { target: null, reveal: id === '' ? at.table : id };
}
