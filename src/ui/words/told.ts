import type { EndOutcome, GateOutcome } from '#model/diagram.ts';
import type {
  ConditionId,
  EvidenceId,
  FlowId,
  ItemId,
  NodeId,
  PersonId,
  RoleId,
} from '#model/ids.ts';
import type { Json } from '#model/json.ts';
import { inOrder } from '../format.ts';

/** What stands at the left of a row of the trail; the screen draws it. */
export type Sign =
  | GateOutcome
  | EndOutcome
  | 'form'
  | 'edit'
  | 'evidence'
  | 'open'
  | 'checks'
  | 'answer'
  | 'waive'
  | 'recommend'
  | 'person'
  | 'arrive'
  | 'move'
  | 'split'
  | 'cancel'
  | 'time'
  | 'notify'
  | 'token'
  | 'comment'
  | 'stop'
  | 'go'
  | 'condition'
  | 'version';

/** An event in words. */
export interface Told {
  readonly says: string;
  /** A second line: reason, comment, values. */
  readonly more?: string;
  readonly sign: Sign;
  /** Where it happened. */
  readonly node?: NodeId;
  /** A person's accountable act, or the request's end: set in bold. */
  readonly weighs?: true;
}

/** How ids read to a person; what is not in the version any more reads as its id. */
export interface Names {
  person(id: PersonId): string;
  role(id: RoleId): string;
  node(id: NodeId): string;
  item(id: ItemId): string;
  evidence(id: EvidenceId): string;
  field(key: string): string;
  flow(id: FlowId): string;
  condition(id: ConditionId): string;
  /** An instant, UTC ms, in the reader's zone. */
  time(at: number): string;
}

/** A private text as it reads now: after a redaction its value is `{ redacted: true }` (CORE.md §9). */
export function said(value: unknown): string {
  if (typeof value === 'string') return inOrder(value);
  if (typeof value === 'object' && value !== null && 'redacted' in value) return '[redacted]';
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

/** A text quoted as somebody wrote it; nothing where nothing was written. */
export function quoted(value: unknown): string | undefined {
  const text = said(value).trim();
  return text === '' ? undefined : `“${text}”`;
}

/** Values as they were seen: `tier = "high"`. */
export function seenWords(seen: { readonly [path: string]: Json }): string {
  return Object.entries(seen)
    .map(
      ([path, value]) =>
        `${path} = ${value === null ? 'nothing' : typeof value === 'object' ? said(value) : JSON.stringify(value)}`,
    )
    .join(', ');
}
