/** A sample request with the run expected of it (CORE.md §12). Read by formats/runs.ts, played by simulate/sample.ts. */
import type { EndOutcome, Iso } from './diagram.ts';
import type { EvidenceId, ItemId, NodeId, PersonId, TimerId } from './ids.ts';
import type { Json, JsonObject } from './json.ts';

/** One act of a script. `do` is a command type; `returned` and the like are the `verdict` of `sign`. */
export interface SampleAct {
  readonly do: string;
  readonly node?: NodeId;
  readonly by?: PersonId;
  readonly verdict?: 'approved' | 'conditional' | 'rejected' | 'returned';
  readonly reason?: string;
  /** With `returned`: ids or keys of fields, evidence and items to change. */
  readonly fields?: readonly string[];
  /** Ids of items waived before signing. */
  readonly waive?: readonly string[];
  readonly conditions?: readonly {
    readonly text: string;
    readonly owner: NodeId;
    readonly effect: 'nextGate' | 'end' | 'runsOn';
  }[];
  readonly evidence?: EvidenceId;
  readonly metrics?: JsonObject;
  readonly changes?: JsonObject;
  readonly timer?: TimerId | '';
  /** Names an evidence, a condition, or the assignment that is claimed. */
  readonly on?: string;
  /** To whom work is delegated (absent: taken back), or who is added. */
  readonly to?: PersonId;
  /** Of an added reviewer: S (a signature of theirs is needed), unless told. */
  readonly letter?: 'S' | 'C';
  /** The role that is called in. */
  readonly role?: NodeId;
  readonly text?: string;
  /** When it is done, where that is not a minute after what came before; never before that. */
  readonly at?: Iso;
  /** Of `answer`: items that people answer, where they do not all pass. */
  readonly answers?: readonly {
    readonly item: ItemId;
    readonly result: 'pass' | 'fail' | 'na';
    readonly comment?: string;
  }[];
}
export interface SampleExpected {
  readonly tier: string | null;
  readonly outcome: EndOutcome | null;
  readonly trail: readonly string[];
}
export interface Sample {
  readonly id: string;
  readonly name: string;
  readonly story: string;
  readonly requester: PersonId;
  readonly submitted: Iso;
  readonly form: { readonly [key: string]: Json };
  /** Metrics attached at submission, by evidence. */
  readonly metrics: { readonly [e in EvidenceId]: JsonObject };
  readonly acts: readonly SampleAct[];
  readonly expected: SampleExpected;
}
