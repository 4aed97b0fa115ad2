import { BookCheck, GitPullRequestArrow, Inbox, LibraryBig, ScrollText, Users } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { links } from '#ui/links.ts';
import type { WorkspacePart } from '#ui/links.ts';

export interface Entry {
  readonly label: string;
  readonly href: string;
  readonly icon: LucideIcon;
  readonly counts?: 'inbox';
}

/** The rooms there are. */
export const entries: readonly Entry[] = [
  { label: 'Library', href: links.home(), icon: LibraryBig },
  { label: 'Inbox', href: links.inbox(), icon: Inbox, counts: 'inbox' },
  { label: 'Requests', href: links.requests(), icon: GitPullRequestArrow },
  { label: 'Registry', href: links.registry(), icon: BookCheck },
  { label: 'Audit', href: links.workspaceAudit(), icon: ScrollText },
  { label: 'Workspace', href: links.workspace(), icon: Users },
];

/** What the parts of the workspace are called. */
export const partNames: Readonly<Record<WorkspacePart, string>> = {
  people: 'People',
  groups: 'Groups',
  absences: 'Absences',
  holidays: 'Holidays',
  keys: 'Keys',
  storage: 'Data',
};
