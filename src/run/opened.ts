import type { EvidenceId } from '#model/ids.ts';
import type { Scope } from './request-scope.tsx';

/** Whether who looks has opened the piece in its latest version. */
export const openedByMe = (
  { request, me }: Pick<Scope, 'request' | 'me'>,
  id: EvidenceId,
): boolean => {
  const version = request.evidence[id]?.version;
  return me !== null && version !== undefined && request.opened[id]?.[me] === version;
};
