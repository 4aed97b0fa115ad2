import type { Work } from '#engine/request.ts';
import type { SignedEvent } from './record.ts';
import type { Scope } from './request-scope.tsx';

/** The signature by which a request came back to this step: it stands in the entry that opened the work. */
export const returnedBy = (
  { record, compiled }: Pick<Scope, 'record' | 'compiled'>,
  work: Work,
): SignedEvent | undefined =>
  compiled.at.get(work.node)?.kind === 'step'
    ? record.signatures.findLast((one) => one.n === work.n && one.event.verdict === 'returned')
    : undefined;
