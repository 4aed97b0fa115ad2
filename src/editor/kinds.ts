/** The kinds as the palette, the picker and the inspector name them; what usually follows each. */
import type { Node, NodeKind } from '#model/diagram.ts';
import { freshNode } from '#model/fresh.ts';
import type { NodeId } from '#model/ids.ts';
import { kindWords } from '#model/kind-words.ts';
import {
  Bell,
  CircleCheck,
  Clock3,
  FilePen,
  FileText,
  Frame,
  Layers,
  Signpost,
  Split,
  Square,
  Stamp,
  StickyNote,
  UserRound,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';

export interface Kind {
  readonly word: string;
  /** Pressed while the canvas has focus. */
  readonly key: string;
  readonly icon: LucideIcon;
  /** One line for the picker. */
  readonly says: string;
  readonly newName: string;
}

export const kinds: Readonly<Record<NodeKind, Kind>> = {
  intake: {
    word: kindWords.intake,
    key: 'I',
    icon: FilePen,
    says: 'The form a request starts with',
    newName: 'Request',
  },
  gate: {
    word: kindWords.gate,
    key: 'G',
    icon: Stamp,
    says: 'People check evidence and sign',
    newName: 'New gate',
  },
  step: {
    word: kindWords.step,
    key: 'S',
    icon: Square,
    says: 'Work somebody does and finishes',
    newName: 'New step',
  },
  decision: {
    word: kindWords.decision,
    key: 'D',
    icon: Signpost,
    says: 'Takes the first flow whose condition holds',
    newName: '',
  },
  parallel: {
    word: kindWords.parallel,
    key: 'F',
    icon: Split,
    says: 'Branches that run side by side',
    newName: '',
  },
  wait: {
    word: kindWords.wait,
    key: 'W',
    icon: Clock3,
    says: 'A time, a date, a window',
    newName: 'Wait',
  },
  notify: {
    word: kindWords.notify,
    key: 'N',
    icon: Bell,
    says: 'Tells somebody and goes on',
    newName: 'Notify',
  },
  subprocess: {
    word: kindWords.subprocess,
    key: 'B',
    icon: Layers,
    says: 'Runs another SOP',
    newName: 'Subprocess',
  },
  end: {
    word: kindWords.end,
    key: 'E',
    icon: CircleCheck,
    says: 'The request ends here',
    newName: 'Approved',
  },
  role: {
    word: kindWords.role,
    key: 'R',
    icon: UserRound,
    says: 'Who signs, works, is asked or told',
    newName: 'New role',
  },
  phase: {
    word: kindWords.phase,
    key: 'P',
    icon: Frame,
    says: 'A frame around steps and gates',
    newName: 'New phase',
  },
  note: {
    word: kindWords.note,
    key: 'T',
    icon: StickyNote,
    says: 'A remark on the canvas',
    newName: '',
  },
  document: {
    word: kindWords.document,
    key: 'K',
    icon: FileText,
    says: 'A policy or form this SOP refers to',
    newName: 'Document',
  },
};

/** In the palette's order; null is a rule between groups. */
export const paletteOrder: readonly (NodeKind | null)[] = [
  'intake',
  'gate',
  'step',
  'decision',
  'parallel',
  'wait',
  'notify',
  'subprocess',
  'end',
  null,
  'role',
  'phase',
  'note',
  'document',
];

/** What usually comes after a kind, most usual first. */
export const follows: Readonly<Record<NodeKind, readonly NodeKind[]>> = {
  intake: ['gate', 'step', 'decision', 'parallel'],
  gate: ['gate', 'step', 'decision', 'end', 'notify', 'wait'],
  step: ['gate', 'decision', 'step', 'parallel', 'notify', 'end'],
  decision: ['gate', 'step', 'end', 'parallel', 'notify'],
  parallel: ['gate', 'step', 'parallel', 'wait'],
  wait: ['step', 'gate', 'decision', 'end'],
  notify: ['end', 'step', 'gate'],
  subprocess: ['gate', 'decision', 'end', 'step'],
  end: [],
  role: ['gate', 'step'],
  phase: [],
  note: [],
  document: [],
};

/** A new node as the palette adds it: of what has to be chosen, the usual choice. */
export function newNode(kind: NodeKind, id: NodeId): Node {
  const node = freshNode(kind, { id, name: kinds[kind].newName });
  if (node.kind === 'wait') return { ...node, wait: { kind: 'for', duration: 'P1D' } };
  return node.kind === 'end' ? { ...node, outcome: 'approved' } : node;
}
