/** A backtest as it is kept: what was asked, and what was found of each request. Not log, and nothing of a request is in it but its name. */
import type { EndOutcome } from '#model/diagram.ts';
import type { Digest, NodeId, PersonId, RequestId, SopId } from '#model/ids.ts';
import type { BacktestVerdict } from '#simulate/backtest/backtest.ts';
import type { Source } from '#simulate/backtest/replay.ts';

/** What a backtest found of one request, short enough to be kept of ten thousand. Pairs: as recorded, and now. */
export interface Tested {
  readonly request: RequestId;
  /** REQ-0412. */
  readonly name: string;
  /** What its form calls it. */
  readonly subject: string;
  readonly verdict: BacktestVerdict;
  readonly outcome: readonly [EndOutcome | null, EndOutcome | null];
  readonly tier: readonly [string | null, string | null];
  /** Where the two runs part; null where they do not. */
  readonly node: NodeId | null;
  /** What that node is called. */
  readonly place: string;
  readonly because: string;
  /** By which it ends later; negative: earlier; null where one of the two has not ended. */
  readonly laterHours: number | null;
  /** By which it stops before it had ended; null: it does not stop. */
  readonly stopsHours: number | null;
  readonly assumed: readonly { readonly source: Source }[];
  /** Entries that could not be sent again. */
  readonly gaps: number;
}
/** A request that could not be replayed at all. */
interface LeftOut {
  readonly request: RequestId;
  readonly name: string;
  readonly says: string;
}
export interface BacktestResult {
  readonly says: string;
  readonly counts: { readonly [V in BacktestVerdict]: number };
  readonly assumed: { readonly [S in Source]: number };
  /** Worst first. */
  readonly requests: readonly Tested[];
  readonly left: readonly LeftOut[];
}
export interface BacktestRow {
  readonly id: string;
  readonly sop: SopId;
  readonly name: string;
  /** UTC ms. */
  readonly at: number;
  readonly by: PersonId | null;
  /** Of the meaning of what was tested. */
  readonly digest: Digest;
  /** Of the version that was tested; null: it was the draft. */
  readonly version: number | null;
  /** Which requests, in words. */
  readonly picked: string;
  /** Hours after which work that nobody recorded is taken as approved; null: nothing is taken for granted. */
  readonly hours: number | null;
  /** It goes with the draft into the publish dialog. */
  readonly attached: boolean;
  readonly result: BacktestResult;
}
