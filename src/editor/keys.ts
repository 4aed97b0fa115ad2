/** The canvas' keys (LOOK.md §7). Letters work only while the canvas has the focus. */
import type { KeyboardEvent } from 'react';
import type { NodeKind } from '#model/diagram.ts';
import type { Editor } from './context.ts';
import { kinds } from './kinds.ts';
import { select } from './state.ts';

const letters = new Map<string, NodeKind>();
for (const kind of Object.keys(kinds).filter((name): name is NodeKind => name in kinds))
  letters.set(kinds[kind].key.toLowerCase(), kind);

/** For the sheet of keys. */
export const shortcuts: readonly (readonly [string, string])[] = [
  ['V', 'Select'],
  ['H', 'Pan (or hold Space)'],
  ['I G S D F W N B E', 'Add intake, gate, step, decision, fork, wait, notify, subprocess, end'],
  ['R P T K', 'Add role, phase, note, document'],
  ['Ctrl →', 'Add a gate after the selected node'],
  ['Enter', 'Type the label'],
  ['Shift Enter', 'Change the kind'],
  ['Delete', 'Delete; a chain closes again'],
  ['Ctrl Z', 'Undo'],
  ['Ctrl Shift Z', 'Redo'],
  ['Ctrl C', 'Copy'],
  ['Ctrl X', 'Cut'],
  ['Ctrl V', 'Paste at the pointer'],
  ['Ctrl D', 'Duplicate'],
  ['Ctrl A', 'Select all'],
  ['← → ↑ ↓', 'Nudge by 1, with Shift by 5'],
  ['Alt →', 'Follow flows'],
  ['1', 'Fit all'],
  ['2', 'Fit the selection'],
  ['Ctrl 0', '100 %'],
  ['Shift L', 'Tidy'],
  ['F8', 'Next problem'],
];

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const ways = {
  ArrowRight: 'forward',
  ArrowLeft: 'back',
  ArrowUp: 'up',
  ArrowDown: 'down',
} as const;
const isWay = (key: string): key is keyof typeof ways => key in ways;

export function onCanvasKey(event: KeyboardEvent, editor: Editor): void {
  if (
    event.target instanceof HTMLElement &&
    event.target.closest('input, textarea, [role="listbox"]')
  )
    return;
  if (handled(event, editor)) {
    event.preventDefault();
    event.stopPropagation();
  }
}

function handled(event: KeyboardEvent, { commands, store, draft }: Editor): boolean {
  const { key, shiftKey: shift, altKey: alt } = event;
  const mod = event.ctrlKey || event.metaKey;
  const view = commands.view();
  if (mod) return withMod(key.toLowerCase(), shift, commands, view);
  const [dx, dy] = arrows[key] ?? [0, 0];
  if (isWay(key)) {
    if (alt) commands.walk(ways[key]);
    else commands.nudge(dx * (shift ? 5 : 1), dy * (shift ? 5 : 1));
    return true;
  }
  if (alt) return false;
  switch (key) {
    case 'Delete':
    case 'Backspace':
      commands.remove();
      return true;
    case 'Enter':
      if (shift) commands.pickKind();
      else commands.name();
      return true;
    case 'Escape':
      select(store, []);
      store.setState({ picking: null, finding: null });
      return true;
    case '1':
    case '!':
      view?.fit();
      return true;
    case '2':
    case '@':
      view?.fit(commands.selectedNodes());
      return true;
    case 'L':
      void commands.tidy();
      return true;
    case '?':
      store.setState({ keysShown: true });
      return true;
    default:
  }
  if (shift || key.length !== 1) return false;
  const letter = key.toLowerCase();
  if (letter === 'v') store.setState({ tool: 'select' });
  else if (letter === 'h') store.setState({ tool: 'pan' });
  else {
    const kind = letters.get(letter);
    if (kind === undefined) return false;
    if (
      kind === 'intake' &&
      Object.values(draft.diagram().nodes).some((node) => node.kind === 'intake')
    )
      return true;
    commands.add(kind);
  }
  return true;
}

function withMod(
  key: string,
  shift: boolean,
  commands: Editor['commands'],
  view: ReturnType<Editor['commands']['view']>,
): boolean {
  switch (key) {
    case 'd':
      commands.duplicate();
      return true;
    case 'a':
      commands.selectAll();
      return true;
    case '0':
      view?.zoomTo(1);
      return true;
    case '+':
    case '=':
      view?.zoomBy(1.25);
      return true;
    case '-':
      view?.zoomBy(0.8);
      return true;
    case 'arrowright':
      commands.add('gate');
      return true;
    case 'z':
    case 'y':
      if (shift || key === 'y') commands.redo();
      else commands.undo();
      return true;
    default:
      return false;
  }
}
