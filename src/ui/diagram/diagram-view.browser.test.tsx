import { MantineProvider } from '@mantine/core';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { readSop } from '#formats/sop.ts';
import type { Diagram } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { FlowId, NodeId } from '#model/ids.ts';
import text from '../../../templates/general/five-gate-deployment.sop.json?raw';
import { cssVariables, theme } from '../theme.ts';
import { DiagramView } from './diagram-view.tsx';
import type { DiagramViewProps } from './diagram-view.tsx';
import { NodeDrawing } from './nodes.tsx';
import { Overview } from './overview.tsx';

const read = readSop(text);
if (!read.ok) throw new Error(read.says);
const diagram: Diagram = read.file.diagram;
const gate = as<NodeId>('g1_technical');

function show(props: Partial<DiagramViewProps> = {}, width = 1200) {
  return render(
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables}>
      <div style={{ width, height: 700 }}>
        <DiagramView diagram={diagram} {...props} />
      </div>
    </MantineProvider>,
  );
}
const detail = (): string | undefined =>
  document.querySelector<HTMLElement>('[data-detail]')?.dataset['detail'];

afterEach(() => vi.restoreAllMocks());

test('every node that stands somewhere is read with kind, number, name and state', async () => {
  await show({ states: { [gate]: { visited: { outcome: 'approved' } } } });
  await expect
    .element(page.getByLabelText('Gate 1, Technical readiness review, Approved'))
    .toBeInTheDocument();
  const placed = Object.values(diagram.nodes).filter(
    ({ id }) => diagram.layout[id]?.x !== undefined,
  );
  expect(document.querySelectorAll('g[aria-label]')).toHaveLength(placed.length);
});

test('opens fitted: nothing lies outside the frame', async () => {
  await show();
  const frame = document.querySelector('[data-detail]')?.getBoundingClientRect();
  for (const node of document.querySelectorAll('g[aria-label]')) {
    const box = node.getBoundingClientRect();
    expect(box.left).toBeGreaterThanOrEqual(frame?.left ?? 0);
    expect(box.right).toBeLessThanOrEqual(frame?.right ?? 0);
    expect(box.bottom).toBeLessThanOrEqual(frame?.bottom ?? 0);
  }
});

test('shows less from afar and more when it is near', async () => {
  await show();
  const near = page.getByRole('button', { name: 'Zoom in' });
  const seen = new Set([detail()]);
  for (let i = 0; i < 6; i += 1) {
    await near.click();
    seen.add(detail());
  }
  expect([...seen]).toEqual(['overview', 'compact', 'full']);
  await page.getByRole('button', { name: 'Fit' }).click();
  await expect.poll(detail).toBe('overview');
});

test('the keyboard walks the nodes in flow order and opens one by Enter', async () => {
  const onNode = vi.fn<(node: NodeId) => void>();
  await show({ onNode });
  document.querySelector<SVGGElement>('g[aria-label^="Intake,"]')?.focus();
  await userEvent.keyboard('{Tab}');
  const second = document.activeElement?.getAttribute('aria-label') ?? '';
  expect(second).toMatch(/^Step, /);
  await userEvent.keyboard('{Enter}');
  expect(onNode).toHaveBeenCalledOnce();
  const [opened] = onNode.mock.calls[0] ?? [];
  expect(second).toContain(diagram.nodes[opened ?? gate]?.name);
});

test('a drag pans, and is no click on the node under it', async () => {
  const onNode = vi.fn<(node: NodeId) => void>();
  await show({ onNode });
  const node = document.querySelector('g[aria-label^="Gate 4"]');
  if (node === null) throw new Error('Gate 4 is not drawn.');
  const before = node.getBoundingClientRect();
  const at = (dx: number) => ({
    bubbles: true,
    pointerId: 1,
    isPrimary: true,
    clientX: before.left + 20 + dx,
    clientY: before.top + 10,
  });
  node.dispatchEvent(new PointerEvent('pointerdown', at(0)));
  node.dispatchEvent(new PointerEvent('pointermove', at(40)));
  node.dispatchEvent(new PointerEvent('pointermove', at(80)));
  node.dispatchEvent(new PointerEvent('pointerup', at(80)));
  node.dispatchEvent(new MouseEvent('click', at(80)));
  await expect.poll(() => node.getBoundingClientRect().left - before.left).toBeCloseTo(80, 0);
  expect(onNode).not.toHaveBeenCalled();
});

test('a node in focus is brought into view, large enough to read', async () => {
  const { rerender } = await show();
  await rerender(
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables}>
      <div style={{ width: 400, height: 300 }}>
        <DiagramView diagram={diagram} focus={as<NodeId>('e_token')} embedded />
      </div>
    </MantineProvider>,
  );
  await expect.element(page.getByLabelText(/^End, Deployment authorised/)).toBeInViewport();
});

test('a token lights up the node it stands at and runs along its flows', async () => {
  const via = Object.values(diagram.flows).find(({ to }) => to === gate);
  await show({ tokens: [{ id: 't1', node: gate, via: [via?.id ?? as<FlowId>('')] }] });
  await expect
    .element(page.getByLabelText('Gate 1, Technical readiness review, open now'))
    .toBeInTheDocument();
  const run = document.querySelector('[class*="run"]');
  expect(run === null ? '' : getComputedStyle(run).offsetPath).toMatch(/^path\(/);
});

test('a diagram without places is laid out to be looked at', async () => {
  await show({ diagram: { ...diagram, layout: {} } });
  await expect.element(page.getByLabelText(/^Gate 5, Immediate/)).toBeInTheDocument();
});

test('every kind is drawn in every state, with nothing that is not a number', async () => {
  const states = [
    {},
    { hover: true },
    { selected: true },
    { focused: true },
    { finding: 'error' as const },
    { finding: 'warning' as const },
    { running: { progress: 0.5 } },
    { visited: { outcome: 'approved' as const } },
    { heat: { step: 2 as const, value: '31 h', unit: 'median wait' } },
    { change: 'removed' as const },
    { dimmed: true },
  ];
  const kinds = new Map(Object.values(diagram.nodes).map((node) => [node.kind, node]));
  const { container } = await render(
    <svg>
      {[...kinds.values()].flatMap((node) =>
        states.map((state) => (
          <NodeDrawing
            key={node.id + JSON.stringify(state)}
            node={node}
            diagram={diagram}
            state={state}
          />
        )),
      )}
    </svg>,
  );
  expect(kinds.size).toBe(12);
  expect(container.innerHTML).not.toMatch(/NaN|undefined/);
});

test('the thumbnail is the same for the same diagram, and has a seal for every gate', async () => {
  const draw = async (): Promise<string> =>
    (await render(<Overview diagram={diagram} width={276} height={136} />)).container.innerHTML;
  const first = await draw();
  expect(await draw()).toBe(first);
  const gates = Object.values(diagram.nodes).filter(({ kind }) => kind === 'gate');
  expect(first.match(/<g transform="translate\(0 52\)"/g)).toHaveLength(gates.length);
});
