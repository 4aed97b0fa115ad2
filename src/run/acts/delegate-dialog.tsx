import { useState } from 'react';
import type { ReactNode } from 'react';
import { asks as asksOf } from '#engine/asks.ts';
import type { Work } from '#engine/request.ts';
import type { PersonId } from '#model/ids.ts';
import { Callout } from '#ui/callout.tsx';
import { useScope } from '../request-scope.tsx';
import type { Scope } from '../request-scope.tsx';
import { ActDialog } from './act-dialog.tsx';
import { PersonSelect } from './person-select.tsx';

/** Hands this work to somebody else, who acts on behalf of who gave it; what would stand in their way is said first. */
export function DelegateDialog({
  work,
  onClose,
}: {
  readonly work: Work;
  readonly onClose: () => void;
}): ReactNode {
  const scope = useScope();
  const { me, names } = scope;
  const [to, choose] = useState<PersonId | null>(null);
  const against = to === null ? null : obstacle(scope, work, to);
  return (
    <ActDialog
      title="Delegate this work"
      says={`Who you choose acts at ${names.node(work.node)} on your behalf, and both names are recorded. You can take it back.`}
      word="Delegate"
      act={to === null ? null : { type: 'delegate', work: work.id, to }}
      onClose={onClose}
    >
      <PersonSelect label="To" value={to} but={[me]} onChange={choose} />
      {to !== null && against !== null && (
        <Callout tone="warning" title={`${names.person(to)} could not act here`}>
          They would read: “{against}”
        </Callout>
      )}
    </ActDialog>
  );
}

/** What the engine would tell them if they had the work: separation of duties looks at both. */
function obstacle(
  { compiled, request, directory, me, now }: Scope,
  work: Work,
  to: PersonId,
): string | null {
  if (me === null) return null;
  const given = { ...work, delegated: { ...work.delegated, [me]: to } };
  const then = { ...request, work: request.work.map((one) => (one.id === work.id ? given : one)) };
  const theirs = asksOf(compiled, then, to, directory, now).filter((ask) => ask.work === work.id);
  if (theirs.some((ask) => ask.ok)) return null;
  return theirs.flatMap((ask) => (ask.ok ? [] : ask.refusal.says))[0] ?? null;
}
