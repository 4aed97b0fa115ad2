/** The fold of an SOP's log. */
import type { Digest, PersonId } from '#model/ids.ts';
import type { Stamp } from '../event.ts';
import type { SopEvent } from './event.ts';

/** A line of the version history; the version itself stands in the store under its digest. */
interface Published {
  readonly number: number;
  readonly revision: string;
  readonly digest: Digest;
  /** UTC ms. */
  readonly publishedAt: number;
  readonly publishedBy: PersonId;
  readonly reason: string;
  readonly effectiveFrom: string;
  readonly nextReview: string | null;
}

export interface SopState {
  /** `new`: before its first entry. `draft`: never published. `obsolete`: retired. */
  readonly status: 'new' | 'draft' | 'effective' | 'obsolete';
  /** As created; a draft's title is not log. */
  readonly title: string;
  readonly from: string | null;
  readonly createdAt: number;
  /** Oldest first. The same meaning may be published again: then its digest stands here twice. */
  readonly versions: readonly Published[];
  /** What new requests are pinned to. */
  readonly effective: Digest | null;
  readonly n: number;
  readonly at: number;
}

export const initialSop: SopState = {
  status: 'new',
  title: '',
  from: null,
  createdAt: 0,
  versions: [],
  effective: null,
  n: -1,
  at: 0,
};

export function evolveSop(before: SopState, event: SopEvent, stamp: Stamp): SopState {
  const state = { ...before, n: stamp.n, at: stamp.at };
  switch (event.type) {
    case 'created':
      return {
        ...state,
        status: 'draft',
        title: event.title,
        from: event.from,
        createdAt: stamp.at,
      };
    case 'published': {
      const { number, revision, digest, publishedAt, publishedBy, reason } = event;
      const { effectiveFrom, nextReview } = event;
      const line = { number, revision, digest, publishedAt, publishedBy, reason };
      return {
        ...state,
        status: 'effective',
        versions: [...state.versions, { ...line, effectiveFrom, nextReview }],
        effective: digest,
      };
    }
    case 'retired':
      return { ...state, status: 'obsolete', effective: null };
  }
}
