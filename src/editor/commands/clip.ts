/** Copies: through the clipboard, and duplicates at an offset that Ctrl+D repeats. */
import type { NodeId } from '#model/ids.ts';
import { plural } from '#ui/format.ts';
import { boundsOf, boxesOf, snap } from '../canvas/places.ts';
import { clipOf, pasted } from '../clipboard.ts';
import { say, select } from '../state.ts';
import type { Point } from '../state.ts';
import type { Desk } from './desk.ts';

export function clippingOf({ draft, store, diagram, view, selectedNodes }: Desk) {
  /** Ctrl+D repeats it. */
  let offset: Point = { x: 40, y: 40 };
  /** The last duplicate and what it was made of: moved by hand since, it tells the next offset. */
  let last: { readonly of: NodeId; readonly copy: NodeId } | null = null;

  const learn = (nodes: readonly NodeId[]): void => {
    const boxes = boxesOf(diagram());
    const was = last === null ? undefined : boxes.get(last.of);
    const is = last === null || !nodes.includes(last.copy) ? undefined : boxes.get(last.copy);
    if (was === undefined || is === undefined) return;
    const by = { x: is.x - was.x, y: is.y - was.y };
    if (by.x !== 0 || by.y !== 0) offset = by;
  };

  return {
    /** The selected nodes as text for the clipboard; null where none is selected. */
    copy: (): string | null => {
      const nodes = selectedNodes();
      if (nodes.length === 0) return null;
      say(store, `${plural(nodes.length, 'node')} copied`);
      return clipOf(diagram(), nodes);
    },

    /** At the pointer, else in the middle of what is seen. False where the text is no clip of ours. */
    paste: (text: string): boolean => {
      const clip = pasted(text, diagram());
      if (clip === null) return false;
      const at = view()?.pointer() ?? view()?.center() ?? { x: 0, y: 0 };
      const bounds = boundsOf(clip.corners.map((corner) => ({ ...corner, w: 0, h: 0 })));
      const dx = bounds === null ? 0 : snap(at.x - bounds.x);
      const dy = bounds === null ? 0 : snap(at.y - bounds.y);
      draft.edit('Paste', 'paste', { diagram: clip.diagram, dx, dy });
      const drawn = clip.nodes.filter((id) => id in diagram().nodes);
      select(store, drawn);
      say(store, `${plural(drawn.length, 'node')} pasted`);
      return true;
    },

    duplicate: (by?: Point): void => {
      const nodes = selectedNodes();
      if (nodes.length === 0) return;
      if (by === undefined) learn(nodes);
      else offset = by;
      const clip = pasted(clipOf(diagram(), nodes), diagram());
      if (clip === null) return;
      draft.edit('Duplicate', 'paste', { diagram: clip.diagram, dx: offset.x, dy: offset.y });
      const drawn = clip.nodes.filter((id) => id in diagram().nodes);
      // A clip lists its nodes in the diagram's order.
      const of = Object.values(diagram().nodes).find(({ id }) => nodes.includes(id))?.id;
      const [copy] = clip.nodes;
      last = of === undefined || copy === undefined ? null : { of, copy };
      select(store, drawn);
      say(store, `${plural(drawn.length, 'node')} duplicated`);
    },
  };
}
