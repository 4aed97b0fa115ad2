/** The kinds as the palette, the picker and the inspector name them; what usually follows each. */
import type { Node, NodeKind } from '#model/diagram.ts';
import type { NodeId } from '#model/ids.ts';
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
  readonly idPrefix: string;
}

export const kinds: Readonly<Record<NodeKind, Kind>> = {
  intake: {
    word: 'Intake',
    key: 'I',
    icon: FilePen,
    says: 'The form a request starts with',
    newName: 'Request',
    idPrefix: 'intake',
  },
  gate: {
    word: 'Gate',
    key: 'G',
    icon: Stamp,
    says: 'People check evidence and sign',
    newName: 'New gate',
    idPrefix: 'gate',
  },
  step: {
    word: 'Step',
    key: 'S',
    icon: Square,
    says: 'Work somebody does and finishes',
    newName: 'New step',
    idPrefix: 'step',
  },
  decision: {
    word: 'Decision',
    key: 'D',
    icon: Signpost,
    says: 'Takes the first flow whose condition holds',
    newName: '',
    idPrefix: 'decision',
  },
  parallel: {
    word: 'Fork or join',
    key: 'F',
    icon: Split,
    says: 'Branches that run side by side',
    newName: '',
    idPrefix: 'fork',
  },
  wait: {
    word: 'Wait',
    key: 'W',
    icon: Clock3,
    says: 'A time, a date, a window',
    newName: 'Wait',
    idPrefix: 'wait',
  },
  notify: {
    word: 'Notify',
    key: 'N',
    icon: Bell,
    says: 'Tells somebody and goes on',
    newName: 'Notify',
    idPrefix: 'notify',
  },
  subprocess: {
    word: 'Subprocess',
    key: 'B',
    icon: Layers,
    says: 'Runs another SOP',
    newName: 'Subprocess',
    idPrefix: 'sub',
  },
  end: {
    word: 'End',
    key: 'E',
    icon: CircleCheck,
    says: 'The request ends here',
    newName: 'Approved',
    idPrefix: 'end',
  },
  role: {
    word: 'Role',
    key: 'R',
    icon: UserRound,
    says: 'Who signs, works, is asked or told',
    newName: 'New role',
    idPrefix: 'role',
  },
  phase: {
    word: 'Phase',
    key: 'P',
    icon: Frame,
    says: 'A frame around steps and gates',
    newName: 'New phase',
    idPrefix: 'phase',
  },
  note: {
    word: 'Note',
    key: 'T',
    icon: StickyNote,
    says: 'A remark on the canvas',
    newName: '',
    idPrefix: 'note',
  },
  document: {
    word: 'Document',
    key: 'K',
    icon: FileText,
    says: 'A policy or form this SOP refers to',
    newName: 'Document',
    idPrefix: 'document',
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

/** Kinds a request runs through. */
export const runs = (kind: NodeKind): boolean =>
  kind !== 'role' && kind !== 'phase' && kind !== 'note' && kind !== 'document';

/** A new row of a kind, complete and plain. */
export function newNode(kind: NodeKind, id: NodeId): Node {
  const base = { id, name: kinds[kind].newName };
  switch (kind) {
    case 'gate':
      return { ...base, kind, rule: 'veto' };
    case 'wait':
      return { ...base, kind, wait: { kind: 'for', duration: 'P1D' } };
    case 'notify':
      return { ...base, kind, to: ['requester'] };
    case 'subprocess':
      return { ...base, kind, sop: null, version: null, form: {} };
    case 'end':
      return { ...base, kind, outcome: 'approved', terminating: true, issues: false };
    case 'role':
      return { ...base, kind, group: null };
    case 'note':
      return { ...base, kind, text: '' };
    case 'intake':
    case 'step':
    case 'decision':
    case 'parallel':
    case 'phase':
    case 'document':
      return { ...base, kind };
  }
}
