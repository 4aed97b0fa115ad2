import type { NodeKind } from './diagram.ts';

/** What each kind is called, in findings, on the canvas and in the history alike. */
export const kindWords: { readonly [K in NodeKind]: string } = {
  intake: 'Intake',
  step: 'Step',
  gate: 'Gate',
  decision: 'Decision',
  parallel: 'Fork or join',
  wait: 'Wait',
  notify: 'Notification',
  subprocess: 'Subprocess',
  end: 'End',
  role: 'Role',
  phase: 'Phase',
  note: 'Note',
  document: 'Document',
};
