/** Moving, lining up and tidying. Each is one undo step; nudges in a row are one. */
import type { LaneWish } from '#layout/by-lanes.ts';
import { sizeOf } from '#layout/sizes.ts';
import type { Diagram } from '#model/diagram.ts';
import type { FlowId, NodeId, RoleId } from '#model/ids.ts';
import { as } from '#model/ids.ts';
import { assignmentsBy, runs } from '#model/rows.ts';
import { plural } from '#ui/format.ts';
import { arranged } from '../arrange.ts';
import type { Arrangement } from '../arrange.ts';
import { boundsOf, boxesOf, freePlace, phaseAt, within } from '../canvas/places.ts';
import type { Box } from '../canvas/places.ts';
import { newAssignmentId, newFlowId } from '../ids.ts';
import { say } from '../state.ts';
import type { Point } from '../state.ts';
import { tidied } from '../tidy.ts';
import type { addingOf } from './add.ts';
import type { Desk } from './desk.ts';

export function placingOf(desk: Desk, { takeIn }: Pick<ReturnType<typeof addingOf>, 'takeIn'>) {
  const { draft, store, diagram, view, selectedNodes, named } = desk;

  const selectedBoxes = (): Map<NodeId, Box> => {
    const boxes = boxesOf(diagram());
    return new Map(
      selectedNodes().flatMap((id) => {
        const box = boxes.get(id);
        return box === undefined ? [] : [[id, box] as const];
      }),
    );
  };
  const told = (ids: readonly NodeId[]): string =>
    ids.length === 1 && ids[0] !== undefined ? named(ids[0]) : plural(ids.length, 'node');

  /** Lays the whole diagram out, phases in rows or in lanes, in a worker; one step. Resolves when done. */
  const layOut = async (lanes: LaneWish | undefined): Promise<void> => {
    const places = await tidied(diagram(), lanes);
    view()?.glide();
    draft.edit('Tidy', 'setPlaces', { places });
    const shown = lanes?.lanes === 'role' || lanes?.lanes === 'both';
    store.setState({ lanes: shown ? lanes.direction : null });
    say(store, 'Diagram tidied');
    await new Promise(requestAnimationFrame);
    view()?.fit();
  };

  return {
    /** Drops nodes; members of a moved phase were moved with it by the canvas. */
    move: (
      places: ReadonlyMap<NodeId, Point>,
      splits: FlowId | null,
      keepers: ReadonlyMap<NodeId, RoleId> = new Map(),
    ): void => {
      const now = diagram();
      const list = [...places].map(([id, at]) => ({ id, ...within(at) }));
      draft.group('Move', (edit) => {
        edit('move', { places: list });
        for (const { id, x, y } of list) {
          const node = now.nodes[id];
          if (node === undefined || !runs(node.kind)) continue;
          const size = sizeOf(node);
          const middle = { x: x + size.w / 2, y: y + size.h / 2 };
          const phase = phaseAt(diagram(), boxesOf(diagram()), middle);
          if ((node.phase ?? null) !== phase && (phase !== null || node.phase !== undefined))
            edit('setNode', { id, set: { phase: phase ?? undefined } });
        }
        // Into another role's lane: that role keeps the gate, or does the step, from now on.
        for (const [node, role] of keepers) edit('handOver', { node, role, id: newAssignmentId() });
        const only = now.nodes[list[0]?.id ?? as<NodeId>('')];
        if (splits !== null && only !== undefined)
          edit('splitFlow', { flow: splits, node: only, id: newFlowId() });
      });
      say(
        store,
        splits === null
          ? `${told(list.map(({ id }) => id))} moved`
          : `${told(list.map(({ id }) => id))} moved into the flow`,
      );
    },

    /** Makes a phase's frame larger or smaller, and takes in what then stands in it. */
    resize: (id: NodeId, size: { w: number; h: number }): void => {
      draft.group('Resize', (edit) => {
        const set = { w: Math.round(size.w), h: Math.round(size.h) };
        edit('setRow', { table: 'layout', id, set });
        takeIn(edit, id);
      });
    },

    /** Draws a role as a node of its own, beneath what it is first assigned to, or lets it hang there again. */
    drawRole: (id: RoleId, drawn: boolean): void => {
      const now = diagram();
      const role = now.nodes[id];
      if (role === undefined) return;
      if (!drawn) {
        draft.edit('Hang role', 'removeRow', { table: 'layout', id });
        say(store, `${named(id)} hangs where it is assigned`);
        return;
      }
      const boxes = boxesOf(now);
      const at = assignmentsBy(now, id)[0]?.node;
      const over = (at === undefined ? undefined : boxes.get(at)) ?? boundsOf(boxes.values());
      const wish = { x: (over?.x ?? 0) + 32, y: over === null ? 0 : over.y + over.h + 16 };
      const place = within(freePlace(now, boxes, wish, sizeOf(role)));
      draft.edit('Draw role', 'putRow', { table: 'layout', row: { id, ...place } });
      view()?.reveal(id);
      say(store, `${named(id)} drawn on the canvas`);
    },

    nudge: (dx: number, dy: number): void => {
      const places = [...selectedBoxes()].map(([id, { x, y }]) => ({
        id,
        ...within({ x: x + dx, y: y + dy }),
      }));
      if (places.length === 0) return;
      const ids = places.map(({ id }) => id);
      draft.edit('Nudge', 'move', { places }, `nudge ${ids.join()}`);
      const [first] = places;
      if (first !== undefined) say(store, `${told(ids)} moved to ${first.x}, ${first.y}`);
    },

    /** Puts the selected nodes in line, or spreads them evenly. */
    arrange: (how: Arrangement): void => {
      const boxes = selectedBoxes();
      const places = [...arranged(boxes, how)]
        .map(([id, at]) => ({ id, ...within(at) }))
        .filter(({ id, x, y }) => boxes.get(id)?.x !== x || boxes.get(id)?.y !== y);
      if (places.length === 0) return;
      view()?.glide();
      draft.edit('Arrange', 'move', { places });
      say(
        store,
        `${plural(boxes.size, 'node')} ${how.startsWith('spread') ? 'spread evenly' : 'aligned'}`,
      );
    },

    /** Keeps the selected nodes where they are when the diagram is tidied, or lets them go again. */
    pin: (): void => {
      const boxes = selectedBoxes();
      const all = [...boxes.keys()].every((id) => diagram().layout[id]?.pinned === true);
      if (boxes.size === 0) return;
      draft.group(all ? 'Unpin' : 'Pin', (edit) => {
        for (const [id, { x, y }] of boxes) {
          const { pinned: _was, ...place } = { ...diagram().layout[id], id, x, y };
          edit('putRow', { table: 'layout', row: all ? place : { ...place, pinned: true } });
        }
      });
      say(store, `${told([...boxes.keys()])} ${all ? 'unpinned' : 'pinned'}`);
    },

    /** Lays the selected nodes out, or the whole diagram, in a worker; one step. Resolves when done. */
    tidy: async (): Promise<void> => {
      const ids = new Set(
        selectedNodes().filter((id) => runs(diagram().nodes[id]?.kind ?? 'note')),
      );
      if (ids.size > 1) {
        const places = await tidySome(diagram(), ids);
        view()?.glide();
        draft.edit('Tidy selection', 'move', { places });
        say(store, `${plural(ids.size, 'node')} tidied`);
        return;
      }
      await layOut(undefined);
    },

    layOut,
  };
}

/** New places of some nodes, laid out as a diagram of their own where they stand now. */
async function tidySome(
  diagram: Diagram,
  ids: ReadonlySet<NodeId>,
): Promise<(Point & { id: NodeId })[]> {
  const boxes = boxesOf(diagram);
  const nodes = Object.fromEntries(
    Object.values(diagram.nodes)
      .filter(({ id, kind }) => ids.has(id) || kind === 'role')
      .map(({ phase: _phase, ...node }) => [node.id, node]),
  );
  const flows = Object.fromEntries(
    Object.values(diagram.flows)
      .filter(({ from, to }) => ids.has(from) && ids.has(to))
      .map((flow) => [flow.id, flow]),
  );
  const layout = Object.fromEntries(
    Object.values(diagram.layout)
      .filter(({ id }) => id in nodes)
      .map((place) => [place.id, place]),
  );
  const places = await tidied({ ...diagram, nodes, flows, layout });
  const laid = places.flatMap(({ id, x, y }) =>
    x === undefined || y === undefined || !(id in nodes) ? [] : [{ id: as<NodeId>(id), x, y }],
  );
  const own = laid.filter(({ id }) => ids.has(id));
  const was = boundsOf([...ids].flatMap((id) => boxes.get(id) ?? []));
  const is = boundsOf(own.map(({ x, y }) => ({ x, y, w: 0, h: 0 })));
  const by = { x: (was?.x ?? 0) - (is?.x ?? 0), y: (was?.y ?? 0) - (is?.y ?? 0) };
  return own.map(({ id, x, y }) => ({ id, ...within({ x: x + by.x, y: y + by.y }) }));
}
