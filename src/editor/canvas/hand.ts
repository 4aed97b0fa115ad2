/** Nodes in the hand: written to the editor's own state while they move, to the draft once, on the drop. */
import type { NodeChange } from '@xyflow/react';
import { bandsByRole, laneRoleOf, roleAt } from '#layout/by-lanes.ts';
import { sizeOf } from '#layout/sizes.ts';
import { as } from '#model/ids.ts';
import type { FlowId, NodeId, RoleId } from '#model/ids.ts';
import type { Diagram } from '#model/diagram.ts';
import type { Editor } from '../context.ts';
import { flowsFrom, flowsTo, runs } from '#model/rows.ts';
import type { Point } from '../state.ts';
import { aligned } from './guides.tsx';
import type { CanvasNode } from './node-list.ts';
import { boxesOf } from './places.ts';
import type { Boxes } from './places.ts';
import { distanceTo } from './routes.ts';
import type { Ways } from './routes.ts';

/** px within which a dropped node splits a flow. */
const near = 26;
const origin: Point = { x: 0, y: 0 };

export interface Hand {
  readonly onNodesChange: (changes: NodeChange<CanvasNode>[]) => void;
  /** Nodes are here now, as far as the pointer says; all that is selected comes along with one that is. */
  readonly carry: (moves: ReadonlyMap<NodeId, Point>) => void;
  readonly onStart: () => void;
  readonly onStop: () => void;
  readonly onMarquee: () => void;
  readonly onMarqueeEnd: () => void;
  /** Listens for modifier keys and Esc while on screen; returns how to stop. */
  readonly listen: () => () => void;
}

export function handOf({ store, commands, draft }: Editor, find: (diagram: Diagram) => Ways): Hand {
  let held = { alt: false, shift: false, fine: false };
  /** The last press was on the empty canvas. */
  let bare = false;
  /** Where the pointer was pressed and is, px of the window; and how far it had come when the drag was recognized. */
  let [pressed, pointer, late] = [origin, origin, origin];
  let cancelled = false;
  let marquee = false;
  /** Selected at the press. */
  let before: ReadonlySet<string> = new Set();
  /** Of that, with Shift: it stays. */
  let kept: ReadonlySet<string> = new Set();
  const empty = { drag: null, copies: null, splits: null, guides: null };

  const note = (event: PointerEvent | KeyboardEvent): void => {
    const fine = event.ctrlKey || event.metaKey;
    held = { alt: event.altKey, shift: event.shiftKey, fine };
    if (event instanceof PointerEvent) pointer = { x: event.clientX, y: event.clientY };
    if (event.type !== 'pointerdown') return;
    pressed = pointer;
    before = store.getState().selected;
    marquee = false;
    bare = event.target instanceof Element && event.target.classList.contains('react-flow__pane');
  };

  const drag = (moves: ReadonlyMap<NodeId, Point>): void => {
    const diagram = draft.diagram();
    const boxes = boxesOf(diagram);
    const [first] = moves;
    const box = first === undefined ? undefined : boxes.get(first[0]);
    if (first === undefined || box === undefined || cancelled) return;
    // What was pressed stays under the pointer, however far the pointer came until it was a drag.
    let wish = { x: first[1].x - box.x + late.x, y: first[1].y - box.y + late.y };
    if (held.shift)
      wish = Math.abs(wish.x) > Math.abs(wish.y) ? { x: wish.x, y: 0 } : { x: 0, y: wish.y };
    const carried = withMembers(diagram, together(store.getState().selected, moves, boxes));
    const { by, guides } = aligned({
      diagram,
      carried,
      box,
      by: wish,
      fine: held.fine,
      zoom: commands.view()?.zoom() ?? 1,
    });
    const places = new Map<NodeId, Point>();
    for (const id of carried) {
      const at = boxes.get(id);
      if (at !== undefined) places.set(id, { x: at.x + by.x, y: at.y + by.y });
    }
    if (held.alt) store.setState({ ...empty, copies: places, guides });
    else
      store.setState({
        drag: places,
        copies: null,
        guides,
        splits: splitBy(diagram, places, find(diagram)),
      });
  };

  const drop = (places: ReadonlyMap<NodeId, Point>, splits: FlowId | null): void => {
    const [first] = places;
    const box = first === undefined ? undefined : boxesOf(draft.diagram()).get(first[0]);
    if (first === undefined || box === undefined) return;
    const by = { x: first[1].x - box.x, y: first[1].y - box.y };
    if (by.x === 0 && by.y === 0) return;
    if (held.alt) commands.duplicate(by);
    else commands.move(places, splits, keepersOf(draft.diagram(), places, store.getState().lanes));
  };

  return {
    onNodesChange: (changes) => {
      const moves = new Map<NodeId, Point>();
      let chosen: Set<string> | null = null;
      // Shift adds to what is chosen, also where React Flow didn't see yet that it is held.
      const adds =
        held.shift &&
        !marquee &&
        changes.some((change) => change.type === 'select' && change.selected);
      const { nodes } = draft.diagram();
      const shown = boxesOf(draft.diagram());
      for (const change of changes) {
        if (change.type === 'position' && change.dragging === true && change.position !== undefined)
          moves.set(as<NodeId>(change.id), change.position);
        if (change.type !== 'select' || (marquee && cancelled)) continue;
        if (!change.selected && (adds || (marquee ? kept.has(change.id) : held.shift && bare)))
          continue;
        // React Flow unselects only what it shows: a role chosen in the inspector gives way here.
        chosen ??= new Set(
          [...store.getState().selected].filter((id) => shown.has(as<NodeId>(id))),
        );
        // The marquee takes what stands in it, not the frames around it.
        if (!change.selected) chosen.delete(change.id);
        else if (!marquee || nodes[as<NodeId>(change.id)]?.kind !== 'phase') chosen.add(change.id);
      }
      if (chosen !== null) store.setState({ selected: chosen, naming: null, lit: null });
      if (moves.size > 0) drag(moves);
    },
    carry: (moves) => {
      late = origin;
      drag(moves);
    },
    onStart: () => {
      cancelled = false;
      const zoom = commands.view()?.zoom() ?? 1;
      late = { x: (pointer.x - pressed.x) / zoom, y: (pointer.y - pressed.y) / zoom };
    },
    onStop: () => {
      const { drag: moved, copies, splits } = store.getState();
      const places = moved ?? copies;
      if (places !== null && !cancelled) drop(places, splits === null ? null : as<FlowId>(splits));
      store.setState(empty);
    },
    onMarquee: () => {
      marquee = true;
      cancelled = false;
      kept = held.shift ? before : new Set();
    },
    onMarqueeEnd: () => {
      marquee = false;
    },
    listen: () => {
      const escape = (event: KeyboardEvent): void => {
        note(event);
        const { drag: moved, copies } = store.getState();
        if (event.key === 'Escape' && marquee) {
          event.stopPropagation();
          cancelled = true;
          store.setState({ selected: before });
          return;
        }
        if (event.key !== 'Escape' || (moved === null && copies === null)) return;
        event.stopPropagation();
        cancelled = true;
        store.setState(empty);
      };
      addEventListener('pointerdown', note, true);
      addEventListener('pointermove', note, true);
      addEventListener('keydown', escape, true);
      return () => {
        removeEventListener('pointerdown', note, true);
        removeEventListener('pointermove', note, true);
        removeEventListener('keydown', escape, true);
      };
    },
  };
}

/** Gates and steps held over another role's lane, with that role. */
export function keepersOf(
  diagram: Diagram,
  places: ReadonlyMap<NodeId, Point>,
  lanes: 'LR' | 'TB' | null,
): ReadonlyMap<NodeId, RoleId> {
  const keepers = new Map<NodeId, RoleId>();
  if (lanes === null) return keepers;
  const bands = bandsByRole(diagram, lanes);
  for (const [id, at] of places) {
    const node = diagram.nodes[id];
    if (node?.kind !== 'gate' && node?.kind !== 'step') continue;
    const { w, h } = sizeOf(node);
    const role = roleAt(bands, { x: at.x + w / 2, y: at.y + h / 2 });
    if (role !== null && role !== laneRoleOf(diagram, node)) keepers.set(id, role);
  }
  return keepers;
}

/** Of a large diagram only what is near the window is known to React Flow: the rest of a selection is carried by us. */
function together(
  selected: ReadonlySet<string>,
  moves: ReadonlyMap<NodeId, Point>,
  boxes: Boxes,
): ReadonlySet<NodeId> {
  const ids = new Set(moves.keys());
  const [first] = ids;
  if (first === undefined || !selected.has(first)) return ids;
  for (const id of boxes.keys()) if (selected.has(id)) ids.add(id);
  return ids;
}

/** A phase carries what belongs to it. */
function withMembers(diagram: Diagram, ids: ReadonlySet<NodeId>): ReadonlySet<NodeId> {
  const phases = [...ids].filter((id) => diagram.nodes[id]?.kind === 'phase');
  if (phases.length === 0) return ids;
  const members = Object.values(diagram.nodes).filter(
    (node) => node.phase !== undefined && phases.includes(node.phase),
  );
  return new Set([...ids, ...members.map((node) => node.id)]);
}

/** A single node that isn't joined yet splits the flow it is held over. */
function splitBy(diagram: Diagram, places: ReadonlyMap<NodeId, Point>, ways: Ways): FlowId | null {
  const [only, more] = [...places];
  if (only === undefined || more !== undefined) return null;
  const [id, at] = only;
  const node = diagram.nodes[id];
  const box = boxesOf(diagram).get(id);
  if (node === undefined || box === undefined || !runs(node.kind) || node.kind === 'intake')
    return null;
  if (flowsFrom(diagram, id).length + flowsTo(diagram, id).length > 0) return null;
  return flowAt(ways, { x: at.x + box.w / 2, y: at.y + box.h / 2 });
}

/** The flow nearest to a point, if one is near. */
export function flowAt(ways: Ways, at: Point, within = near): FlowId | null {
  let found: FlowId | null = null;
  let least = within;
  for (const [id, points] of ways) {
    const distance = distanceTo(points, at);
    if (distance < least) {
      least = distance;
      found = id;
    }
  }
  return found;
}
