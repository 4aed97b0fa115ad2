import {
  BadgeCheck,
  Bell,
  CheckCheck,
  CircleAlert,
  Cpu,
  Diamond,
  Eye,
  FilePen,
  GitFork,
  KeyRound,
  LogIn,
  MessageSquare,
  MoveRight,
  Paperclip,
  Pencil,
  Play,
  ShieldCheck,
  Timer,
  UserRound,
  XCircle,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { OutcomeGlyph } from '../outcome.tsx';
import type { Outcome } from '../outcome.tsx';
import type { Sign } from './told.ts';

const icons: Readonly<Record<Exclude<Sign, Outcome>, LucideIcon>> = {
  form: FilePen,
  edit: Pencil,
  evidence: Paperclip,
  open: Eye,
  checks: Cpu,
  answer: CheckCheck,
  waive: ShieldCheck,
  recommend: MessageSquare,
  person: UserRound,
  arrive: LogIn,
  move: MoveRight,
  split: GitFork,
  cancel: XCircle,
  time: Timer,
  notify: Bell,
  token: KeyRound,
  comment: MessageSquare,
  stop: CircleAlert,
  go: Play,
  condition: Diamond,
  version: BadgeCheck,
};
const isIcon = (sign: Sign): sign is keyof typeof icons => sign in icons;

/** What stands at the left of a row of the trail: an outcome's own glyph, or an icon; decoration beside the words. */
export function SignIcon({ sign }: { readonly sign: Sign }): ReactNode {
  if (!isIcon(sign)) return <OutcomeGlyph outcome={sign} size={18} />;
  const Icon = icons[sign];
  return <Icon size={16} strokeWidth={1.75} aria-hidden />;
}
