/** The canvas' keys (LOOK.md §7). Letters work only while the canvas has the focus. */
import type { KeyboardEvent } from 'react';
import type { NodeKind } from '#model/diagram.ts';
import type { Arrangement } from './arrange.ts';
import { openMenu } from './canvas/menu-at.ts';
import type { Editor } from './context.ts';
import { kinds } from './kinds.ts';
import { select } from './state.ts';
import type { Side } from './state.ts';

const letters = new Map<string, NodeKind>();
for (const kind of Object.keys(kinds).filter((name): name is NodeKind => name in kinds))
  letters.set(kinds[kind].key.toLowerCase(), kind);

/** For the sheet of keys. */
export const shortcuts: readonly (readonly [string, string])[] = [
  ['V', 'Select'],
  ['H', 'Pan (or hold Space)'],
  ['I G S D F W N B E', 'Add intake, gate, step, decision, fork, wait, notify, subprocess, end'],
  ['R P T K', 'Add role, phase, note, document'],
  ['Ctrl →', 'Add on that side what usually follows, connected; all four arrows'],
  ['A', 'Connect to a node, or add one by kind or name'],
  ['Enter', 'Type the label; F2 too'],
  ['Shift Enter', 'Change the kind'],
  ['Delete', 'Delete; a chain closes again'],
  ['Ctrl Z', 'Undo'],
  ['Ctrl Shift Z', 'Redo'],
  ['Ctrl C', 'Copy'],
  ['Ctrl X', 'Cut'],
  ['Ctrl V', 'Paste at the pointer'],
  ['Ctrl D', 'Duplicate; again, at the same offset'],
  ['Ctrl A', 'Select all'],
  ['← → ↑ ↓', 'Nudge by 1, with Shift by 5'],
  ['Alt →', 'Follow flows; all four arrows'],
  ['Alt A', 'Align left; right D, top W, bottom S'],
  ['Alt H', 'Align centers; middles V'],
  ['Alt Shift H', 'Spread evenly across; down V'],
  ['1', 'Fit all'],
  ['2', 'Fit the selection'],
  ['Ctrl 0', '100 %'],
  ['Shift L', 'Tidy: the selected nodes, else all'],
  ['O', 'Outline'],
  ['C', 'Comment on what is selected'],
  ['F8', 'Next problem; with Shift the one before'],
  ['Shift F10', 'What can be done here'],
  ['F6', 'Next part: canvas, inspector, problems, head; Esc goes back to the canvas'],
  ['Ctrl K', 'Find a command, node, person or SOP'],
  ['?', 'These keys'],
];

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const sides: Readonly<Record<string, Side>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'top',
  ArrowDown: 'bottom',
};
/** With Alt, by the key's place: on a Mac Alt types other letters. */
const arrangements: Readonly<Record<string, Arrangement>> = {
  KeyA: 'left',
  KeyD: 'right',
  KeyW: 'top',
  KeyS: 'bottom',
  KeyH: 'center',
  KeyV: 'middle',
  'Shift KeyH': 'spreadAcross',
  'Shift KeyV': 'spreadDown',
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

function handled(event: KeyboardEvent, editor: Editor): boolean {
  const { commands, store, draft } = editor;
  const { key, shiftKey: shift, altKey: alt } = event;
  const mod = event.ctrlKey || event.metaKey;
  const view = commands.view();
  const side = sides[key];
  if (mod && side !== undefined) {
    commands.addBeside(side);
    return true;
  }
  if (mod) return withMod(key.toLowerCase(), shift, commands, view);
  const [dx, dy] = arrows[key] ?? [0, 0];
  if (isWay(key)) {
    if (alt) commands.walk(ways[key]);
    else commands.nudge(dx * (shift ? 5 : 1), dy * (shift ? 5 : 1));
    return true;
  }
  if (alt) {
    const how = arrangements[`${shift ? 'Shift ' : ''}${event.code}`];
    if (how !== undefined) commands.arrange(how);
    return how !== undefined;
  }
  if (event.code === 'Digit1' || event.code === 'Digit2') {
    if (event.code === 'Digit1') view?.fit();
    else view?.fit(commands.selectedNodes());
    return true;
  }
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
      store.setState({ picking: null, finding: null, menu: null, notice: null });
      return true;
    case 'F2':
      commands.name();
      return true;
    case 'F10':
    case 'ContextMenu':
      if (key === 'F10' && !shift) return false;
      openMenu(editor, { clientX: 0, clientY: 0, target: null, button: 0 });
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
  else if (letter === 'a') commands.pickNext();
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
    case 'z':
    case 'y':
      if (shift || key === 'y') commands.redo();
      else commands.undo();
      return true;
    default:
      return false;
  }
}
