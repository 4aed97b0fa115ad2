/** What an auditor sees of drawing, directory and log: ids are plain strings here, and only what the checker reads is named. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };
type Values = { readonly [key: string]: Json };
type Rows<R> = { readonly [id: string]: R };

export interface Assignment {
  readonly id: string;
  readonly role: string;
  readonly node: string;
  readonly letter: string;
  readonly quorum?:
    | { readonly kind: 'any' }
    | { readonly kind: 'all' }
    | { readonly kind: 'atLeast'; readonly n: number };
  readonly before?: boolean;
}
type Route =
  | { readonly kind: 'outcomes'; readonly outcomes: readonly string[] }
  | { readonly kind: 'always' | 'default' | 'when' | 'timer' };
type Rule = { readonly id: string } & (
  | { readonly kind: 'requesterNeverSigns'; readonly on: boolean }
  | { readonly kind: 'different' | 'same'; readonly nodes: readonly string[] }
  | { readonly kind: 'atMost'; readonly gates: number }
  | { readonly kind: 'limitation'; readonly limits: string }
  | { readonly kind: 'onlyThrough' | 'rejectionsNotified' | 'noSharedApprover' | 'slaMax' }
);
export interface Diagram {
  readonly control: { readonly requesters: string | null; readonly owner: string | null };
  readonly nodes: Rows<{
    readonly kind: string;
    readonly edits?: readonly string[];
    readonly group?: string | null;
    readonly outcome?: string;
    readonly terminating?: boolean;
    readonly issues?: boolean;
  }>;
  readonly flows: Rows<{ readonly from: string; readonly to: string; readonly route: Route }>;
  readonly assignments: Rows<Assignment>;
  readonly items: Rows<{
    readonly id: string;
    readonly node: string;
    readonly required: boolean;
    readonly text: string;
    readonly waivable: boolean;
    readonly check?: string;
    readonly when?: string;
  }>;
  readonly evidence: Rows<{ readonly id: string; readonly node: string }>;
  readonly fields: Rows<{ readonly id: string; readonly key: string }>;
  readonly rules: Rows<Rule>;
}

export interface Directory {
  readonly people: Rows<{ readonly active: boolean }>;
  readonly groups: Rows<{ readonly members: readonly string[] }>;
  readonly absences: Rows<{
    readonly person: string;
    readonly substitute: string | null;
    readonly from: number;
    readonly to: number;
  }>;
}

/** A condition as a signature carries it. */
export interface Draft {
  readonly owner: string;
  readonly effect: string;
  readonly due: number;
}
type Marked = readonly { readonly item: string; readonly result: string }[];
export type LogEvent =
  | {
      readonly type: 'submitted';
      readonly requester: string;
      readonly node: string;
      readonly form: Values;
    }
  | {
      readonly type: 'edited';
      readonly keys: readonly string[];
      readonly changes: Values;
      readonly reason?: string;
    }
  | { readonly type: 'attached' | 'opened'; readonly evidence: string; readonly version: number }
  | {
      readonly type: 'entered';
      readonly work: string;
      readonly node: string;
      readonly token: string;
    }
  | { readonly type: 'checked'; readonly work: string; readonly results: Marked }
  | { readonly type: 'answered'; readonly work: string; readonly answers: Marked }
  | { readonly type: 'waived'; readonly work: string; readonly item: string }
  | { readonly type: 'recommended'; readonly work: string; readonly edge: string }
  | {
      readonly type: 'escalated';
      readonly work: string;
      readonly role: string;
      readonly why: 'breach' | 'by_hand';
    }
  | {
      readonly type: 'claimed' | 'released';
      readonly work: string;
      readonly assignment: string;
    }
  | { readonly type: 'delegated'; readonly work: string; readonly to: string | null }
  | {
      readonly type: 'added';
      readonly work: string;
      readonly person: string;
      readonly letter: string;
    }
  | { readonly type: 'recused'; readonly work: string; readonly node: string }
  | {
      readonly type: 'signed';
      readonly work: string;
      readonly node: string;
      readonly edge: string;
      readonly for: string;
      readonly verdict: string;
      readonly conditions: readonly Draft[];
      readonly limitation?: string;
    }
  | {
      readonly type: 'closed';
      readonly work: string;
      readonly node: string;
      readonly outcome: string;
      readonly by?: readonly string[];
      readonly limitation?: string;
      readonly conditions?: readonly (Draft & { readonly id: string })[];
    }
  | {
      readonly type: 'moved';
      readonly token: string;
      readonly flow: string;
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly type: 'forked';
      readonly node: string;
      readonly token: string;
      readonly into: readonly { readonly token: string; readonly to: string }[];
    }
  | {
      readonly type: 'joined';
      readonly node: string;
      readonly token: string;
      readonly tokens: readonly string[];
      readonly to: string;
    }
  | {
      readonly type: 'cancelled';
      readonly work: readonly string[];
      readonly tokens: readonly string[];
    }
  | { readonly type: 'spawned'; readonly token: string; readonly child: string }
  | {
      readonly type: 'childEnded';
      readonly token: string;
      readonly child: string;
      readonly outcome: string;
    }
  | { readonly type: 'issued'; readonly token: string; readonly node: string }
  | { readonly type: 'certified'; readonly token: string }
  | { readonly type: 'completed'; readonly outcome: string }
  | {
      readonly type: 'reassessed';
      readonly results: readonly {
        readonly item: string;
        readonly result: string;
        readonly seen?: Values;
      }[];
    }
  | {
      readonly type: 'migrated';
      readonly from: string;
      readonly to: string;
      readonly form: Values;
      readonly dropped: {
        readonly signatures: readonly string[];
        readonly answers: readonly string[];
      };
    }
  | {
      readonly type: 'affirmed';
      readonly node: string;
      readonly edge: string;
      readonly for: string;
      readonly instead?: string;
      readonly limitation?: string;
    }
  | { readonly type: 'overtaken'; readonly node: string }
  | {
      readonly type: 'settled';
      readonly condition: string;
      readonly how: 'fulfilled' | 'waived';
    }
  | { readonly type: 'overdue'; readonly condition: string }
  | { readonly type: 'suspended'; readonly incident: { readonly code: string } }
  | { readonly type: 'ended'; readonly node: string; readonly token: string }
  | {
      readonly type: 'resumed' | 'commented' | 'withdrawn' | 'revoked' | 'notified';
    };

export interface LogEntry {
  readonly n: number;
  readonly at: number;
  /** What the clock said, where it ran back. */
  readonly clock?: number;
  readonly actor:
    | { readonly kind: 'person'; readonly id: string }
    | { readonly kind: 'clock' | 'system' };
  /** On behalf of. */
  readonly for?: string | null;
  readonly events: readonly LogEvent[];
}
