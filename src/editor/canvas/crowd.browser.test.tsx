import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { drag, editing, pointer, press } from '../../../test/builders/editor.tsx';
import type { Place } from '../../../test/builders/editor.tsx';
import { soon } from '../../../test/builders/soon.ts';
import type { DraftHandle } from '#collab/draft.ts';
import { blankDiagram } from '#model/blank.ts';
import type { Diagram, Flow, Node, Place as Stands } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { FlowId, NodeId } from '#model/ids.ts';

const across = 25;
const [wide, high] = [200, 72];
const name = (at: number): string => `s${at}`;

/** Steps in rows, each joined to the next: so many that they are painted when they are all seen. */
function many(count: number): Diagram {
  const blank = blankDiagram({ title: 'Many', zone: 'UTC' });
  const nodes: { [id: string]: Node } = { ...blank.nodes };
  const flows: { [id: string]: Flow } = {};
  const layout: { [id: string]: Stands } = { in: { id: as<NodeId>('in'), x: -400, y: 0 } };
  for (let at = 0; at < count; at += 1) {
    const id = as<NodeId>(name(at));
    nodes[id] = { id, kind: 'step', name: `Step ${at}` };
    layout[id] = { id, x: (at % across) * 300, y: Math.floor(at / across) * 200 };
    const from = as<NodeId>(at === 0 ? 'in' : name(at - 1));
    const flow = as<FlowId>(`f${at}`);
    flows[flow] = { id: flow, from, to: id, order: `a${at}V`, route: { kind: 'always' } };
  }
  return { ...blank, nodes, flows, layout };
}

async function crowd(): Promise<DraftHandle> {
  const draft = await editing(many(500));
  await expect.poll(painted).toBe(2);
  return draft;
}

const painted = (): number => document.querySelectorAll('main canvas[class*="crowd"]').length;
const elements = (): number => document.querySelectorAll('.react-flow__node').length;
function pane(): Element {
  const found = document.querySelector('.react-flow__pane');
  if (found === null) throw new Error('no canvas');
  return found;
}
/** Where a place of the diagram is on the screen. */
function onScreen({ x, y }: Place): Place {
  const viewport = document.querySelector('.react-flow__viewport');
  const { left, top } = pane().getBoundingClientRect();
  const { a, e, f } = new DOMMatrix(viewport === null ? '' : getComputedStyle(viewport).transform);
  return { x: left + e + x * a, y: top + f + y * a };
}
const zoom = (): number => onScreen({ x: 1, y: 0 }).x - onScreen({ x: 0, y: 0 }).x;
function middle(draft: DraftHandle, at: number): Place {
  const { x = 0, y = 0 } = draft.diagram().layout[as<NodeId>(name(at))] ?? {};
  return onScreen({ x: x + wide / 2, y: y + high / 2 });
}
/** The heading of what is chosen. */
const chosen = () => page.getByRole('complementary', { name: 'Inspector' });

it('hundreds of nodes seen at once are painted: none is an element', async () => {
  await crowd();
  expect(zoom()).toBeLessThan(0.35);
  expect(elements()).toBe(0);
});

it('a painted node is chosen by a click, another with Shift; Esc lets both go', async () => {
  const draft = await crowd();
  const click = (at: number, init = {}): void => {
    pointer('down', pane(), middle(draft, at), init);
    pointer('up', pane(), middle(draft, at), init);
  };
  click(260);
  await expect.element(chosen().getByLabelText('Name')).toHaveValue('Step 260');
  click(261, { shiftKey: true });
  await expect.element(chosen().getByText('2 selected')).toBeInTheDocument();
  await userEvent.keyboard('{Escape}');
  await expect.element(chosen().getByText('selected')).not.toBeInTheDocument();
});

it('the frame takes the painted nodes in it', async () => {
  const draft = await crowd();
  const { x, y } = onScreen({ x: 8 * 300 - 40, y: 4 * 200 - 60 });
  const step = zoom();
  await drag(pane(), { x, y }, [step * (2 * 300 + wide + 20), step * (200 + high + 80)]);
  await expect.element(chosen().getByText('6 selected')).toBeInTheDocument();
  expect(draft.canUndo()).toBe(false);
});

it('a painted node is dragged, and all that is chosen with it; one undo puts all back', async () => {
  const draft = await crowd();
  const before = draft.diagram();
  const place = (at: number) => draft.diagram().layout[as<NodeId>(name(at))];
  const by = 200 * zoom();
  await drag(pane(), middle(draft, 260), [0, by], { ctrlKey: true });
  await soon(() => {
    expect(place(260)?.y).toBeGreaterThan(10 * 200 + 150);
  });
  expect(place(261)).toBe(before.layout[as<NodeId>(name(261))]);
  pointer('down', pane(), middle(draft, 261), { shiftKey: true });
  pointer('up', pane(), middle(draft, 261), { shiftKey: true });
  await drag(pane(), middle(draft, 261), [0, by], { ctrlKey: true });
  await soon(() => {
    expect(place(261)?.y).toBeGreaterThan(10 * 200 + 150);
    expect(place(260)?.y).toBeGreaterThan(10 * 200 + 350);
  });
  draft.undo();
  draft.undo();
  expect(draft.diagram().layout).toEqual(before.layout);
});

it('Esc in the middle of a drag leaves everything as it was', async () => {
  const draft = await crowd();
  const before = draft.diagram();
  await drag(pane(), middle(draft, 130), [60, 40], {}, () => {
    press('Escape');
  });
  expect(draft.diagram()).toBe(before);
  expect(draft.canUndo()).toBe(false);
});

it('Alt and an arrow follow the flow, Tab goes through all, and what is reached is spoken', async () => {
  const draft = await crowd();
  pointer('down', pane(), middle(draft, 40));
  pointer('up', pane(), middle(draft, 40));
  const said = page.getByRole('status', { name: 'What happened' });
  press('alt ArrowRight');
  await expect.element(said).toHaveTextContent('Step 41');
  press('Tab');
  await expect.element(said).toHaveTextContent('Step 42');
  await expect.element(chosen().getByLabelText('Name')).toHaveValue('Step 42');
});

it('a double click on a painted node comes near and types its name', async () => {
  const draft = await crowd();
  const at = middle(draft, 333);
  const init = { bubbles: true, clientX: at.x, clientY: at.y };
  pane().dispatchEvent(new MouseEvent('dblclick', init));
  await userEvent.type(page.getByLabelText('Name of step'), 'Checked twice{Enter}');
  await soon(() => {
    expect(draft.diagram().nodes[as<NodeId>(name(333))]?.name).toBe('Checked twice');
  });
});

it('near, only what is around the window is an element, and the whole is in the minimap', async () => {
  await crowd();
  press('ctrl 0');
  await soon(() => {
    expect(zoom()).toBeCloseTo(1);
    expect(elements()).toBeGreaterThan(0);
  });
  expect(painted()).toBe(0);
  expect(elements()).toBeLessThan(60);
  expect(document.querySelector('[class*="minimap"] canvas')).not.toBeNull();
});
