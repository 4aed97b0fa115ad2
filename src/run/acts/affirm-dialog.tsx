import { Button, Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Stamp } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { isRefusal } from '#engine/decide.ts';
import type { Event, EventOf } from '#engine/event.ts';
import type { Evidence } from '#model/diagram.ts';
import type { NodeId } from '#model/ids.ts';
import { gateNumber } from '#model/rows.ts';
import { commandId, randomHex } from '#store/hash.ts';
import { Callout } from '#ui/callout.tsx';
import { exactText } from '#ui/format.ts';
import { DigestText, VersionSeal } from '#ui/version-seal.tsx';
import { ChangesList } from '../changes-list.tsx';
import { useConfirmKey } from '../confirm-key.ts';
import { EvidenceViewer } from '../evidence-viewer.tsx';
import { ReadingList } from '../reading-list.tsx';
import { useScope } from '../request-scope.tsx';
import { useSealing } from '../sealing.ts';
import { useSend } from '../send.ts';
import type { Act } from '../send.ts';
import { SignedAs } from '../signed-as.tsx';
import classes from '../sign-dialog.module.css';
import { changesSince } from '../since.ts';
import { subjectOf } from '../subject.ts';

/** What the signature says: the decision stands with what changed. */
const meaning = 'I affirm my approval with this change';

/** Signs what changed after a gate was completed; what changed stands above the button. */
export function AffirmDialog({
  node,
  onClose,
}: {
  readonly node: NodeId;
  readonly onClose: () => void;
}): ReactNode {
  const scope = useScope();
  const { compiled, request, record, names, me, now } = scope;
  const phone = useMediaQuery('(max-width: 639px)') ?? false;
  const sender = useSend(request.id);
  const sealing = useSealing();
  const [command] = useState(commandId);
  const [nonce] = useState(() => randomHex(16));
  const [seen, look] = useState(request.n);
  const [viewing, view] = useState<Evidence | null>(null);
  const name = me === null ? '' : names.person(me);
  const act: Act = {
    type: 'affirm',
    node,
    meaning,
    seen,
    identity: { name, auth: 'none' },
    nonce,
  };
  const answer = scope.attempt(act);
  const preview = isRefusal(answer) ? null : affirmedOf(answer.events);
  const hold = isRefusal(answer) ? answer : null;
  const refusal = sender.refusal ?? hold;
  const since = request.results[node]?.n ?? 0;
  const weighing = changesSince(record.entries, since, null).filter(({ event }) =>
    ['edited', 'attached', 'answered', 'waived', 'migrated'].includes(event.type),
  );
  const confirm = async (): Promise<void> => {
    if (hold !== null || viewing !== null || sealing.hold !== null) return;
    const sealed = await sealing.sealed(act, preview?.content ?? null);
    if (sealed !== null && (await sender.send(sealed, command))) onClose();
  };
  useConfirmKey(confirm);
  const gate = gateNumber(compiled.diagram, node);
  return (
    <Modal
      opened
      onClose={onClose}
      size={580}
      padding={0}
      fullScreen={phone}
      withCloseButton={false}
      closeOnEscape={viewing === null}
      attributes={{ content: { 'aria-label': `Sign the change of ${names.node(node)}` } }}
      classNames={{ body: classes['body'] ?? '' }}
    >
      <div className={classes['head']}>
        <VersionSeal digest={preview?.content ?? null} size={72} />
        <div>
          <h2 className={classes['title']}>
            Sign the change, {gate === null ? '' : `Gate ${gate}, `}
            {names.node(node)}
          </h2>
          <div className={classes['sub']}>
            {subjectOf(compiled.diagram, request.form, request.id)}, {request.id}
            {preview && preview.for !== me ? `, on behalf of ${names.person(preview.for)}` : ''}
          </div>
        </div>
      </div>
      <div className={classes['content']}>
        <section aria-label="What changed since the gate was signed">
          <div className={classes['label']}>What changed since the gate was signed</div>
          <ChangesList lines={weighing} since={since} />
        </section>
        <div className={classes['exactly']}>
          <ReadingList reading={request.results[node]?.reading ?? []} onOpen={view} />
        </div>
        <div>
          <div className={classes['label']}>Meaning</div>
          {meaning}
        </div>
        {preview !== null && preview.content !== null && (
          <div className={classes['sub']}>
            You sign exactly this: <DigestText digest={preview.content} />
          </div>
        )}
        <SignedAs name={name} me={me} sealing={sealing} onConfirm={() => void confirm()} />
        {refusal !== null && (
          <Callout
            tone="refusal"
            title={refusal.says}
            action={
              refusal.refused === 'content_changed' ? (
                <Button
                  size="sm"
                  onClick={() => {
                    sender.clear();
                    look(request.n);
                  }}
                >
                  I have looked at it
                </Button>
              ) : undefined
            }
          />
        )}
        {sender.failed !== null && <Callout tone="error" title={sender.failed} />}
      </div>
      <div className={classes['foot']}>
        <span className={classes['hold']}>{sealing.hold ?? exactText(now)}</span>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          variant="filled"
          leftSection={<Stamp size={16} aria-hidden />}
          disabled={hold !== null || sealing.hold !== null || sealing.pending || sender.pending}
          onClick={() => void confirm()}
        >
          Sign the change
        </Button>
      </div>
      {viewing !== null && <EvidenceViewer piece={viewing} onClose={() => view(null)} />}
    </Modal>
  );
}

const affirmedOf = (events: readonly Event[]): EventOf<'affirmed'> | null =>
  events.find((event): event is EventOf<'affirmed'> => event.type === 'affirmed') ?? null;
