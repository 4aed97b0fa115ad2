import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Request } from '#engine/request.ts';
import { Callout } from '#ui/callout.tsx';
import { listText, whenText } from '#ui/format.ts';
import { links } from '#ui/links.ts';
import { useScope } from './request-scope.tsx';

/** Where no work is open: what the request waits for. */
export function Waiting(): ReactNode {
  const { request, compiled, names, now } = useScope();
  if (request.status !== 'running' || request.work.length > 0) return null;
  const children = request.tokens.flatMap(({ node, child }) =>
    child === undefined ? [] : [{ node, child }],
  );
  const waits = request.tokens.flatMap((token) => {
    const until = Object.values<number>(token.wake ?? {}).toSorted((a, b) => a - b)[0];
    if (until !== undefined) return [`${names.node(token.node)}, until ${whenText(until, now)}`];
    if (token.child !== undefined) return [names.node(token.node)];
    return token.held ? [`${names.node(token.node)}: ${heldBy(request)}`] : [];
  });
  const parallel = request.tokens.filter(
    (token) => compiled.at.get(token.node)?.kind === 'parallel',
  );
  return (
    <Callout
      tone="info"
      title={waits.length > 0 ? `Waits at ${listText(waits)}` : 'Nothing is open'}
    >
      {children.map(({ node, child }) => (
        <div key={child}>
          {names.node(node)} runs as a request of its own:{' '}
          <Link href={links.request(child)}>{child}</Link>
        </div>
      ))}
      {parallel.length > 0
        ? 'Another branch is still under way.'
        : children.length === 0 && 'Nobody has to act until then.'}
    </Callout>
  );
}

/** What a token is held for before the end. */
function heldBy({ conditions, results }: Request): string {
  const open = conditions.some(({ status, effect }) => status === 'open' && effect === 'end');
  const overtaken = Object.values(results).some((result) => result.overtaken !== undefined);
  if (open && overtaken) return 'held until open conditions are settled and the change is signed';
  return overtaken ? 'held until the change is signed' : 'held until open conditions are settled';
}
