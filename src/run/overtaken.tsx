import { Button } from '@mantine/core';
import { Stamp } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { as } from '#model/ids.ts';
import type { NodeId } from '#model/ids.ts';
import { nodesOf } from '#model/rows.ts';
import { Callout } from '#ui/callout.tsx';
import { listText, whenText } from '#ui/format.ts';
import { AffirmDialog } from './acts/affirm-dialog.tsx';
import { useScope } from './request-scope.tsx';

/** Gates that something changed after they were signed: what it was, who has to sign the change, and what waits for it. */
export function Overtaken(): ReactNode {
  const { request } = useScope();
  if (request.status !== 'running') return null;
  return Object.entries(request.results)
    .filter(([, result]) => result.overtaken !== undefined)
    .map(([node]) => <Gate key={node} node={as<NodeId>(node)} />);
}

function Gate({ node }: { readonly node: NodeId }): ReactNode {
  const { compiled, request, record, names, now, offers, me } = useScope();
  const issues = nodesOf(compiled.diagram, 'end').some((end) => end.issues);
  const [affirming, affirm] = useState(false);
  const result = request.results[node];
  const by = record.overtaken.get(node);
  const done = result?.affirmed ?? [];
  const open = (result?.signers ?? []).filter((person) => !done.includes(person));
  const may = offers.some((offer) => offer.does === 'affirm' && offer.node === node);
  const mine = me !== null && may;
  const what = by === undefined ? '' : `: ${names.field(by.because)}`;
  return (
    <div data-at={`${node}#${result?.round ?? ''}`}>
      <Callout
        tone="warning"
        title={`Changed after ${names.node(node)} was signed${what}`}
        action={
          mine ? (
            <Button
              size="sm"
              variant="filled"
              leftSection={<Stamp size={14} aria-hidden />}
              onClick={() => affirm(true)}
            >
              Look and sign the change
            </Button>
          ) : undefined
        }
      >
        {by !== undefined &&
          `${by.by === null ? 'The engine' : names.person(by.by)}, ${whenText(by.at, now)}. `}
        {issues ? 'No approval token is issued until' : 'Later signers see it. To sign the change:'}{' '}
        {listText(open.map((person) => names.person(person))) || 'its signers'}
        {mine ? '' : ', or who may sign in their place'}
        {issues && ` ${open.length === 1 ? 'has' : 'have'} signed the change`}.
      </Callout>
      {affirming && <AffirmDialog node={node} onClose={() => affirm(false)} />}
    </div>
  );
}
