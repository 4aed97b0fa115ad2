import { Button, Menu } from '@mantine/core';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CommandType } from '#engine/command.ts';
import type { Work } from '#engine/request.ts';
import { getSop } from '#store/sops.ts';
import { links } from '#ui/links.ts';
import { useLive } from '#ui/workspace.tsx';
import { Link } from 'wouter';
import { AddDialog } from './acts/add-dialog.tsx';
import { DelegateDialog } from './acts/delegate-dialog.tsx';
import { EscalateDialog } from './acts/escalate-dialog.tsx';
import { MigrateDialog } from './acts/migrate-dialog.tsx';
import { ReasonDialog } from './acts/reason-dialogs.tsx';
import { ReassessDialog } from './acts/reassess-dialog.tsx';
import { RecuseDialog } from './acts/recuse-dialog.tsx';
import { useScope } from './request-scope.tsx';

/** An act that asks for something first, and at which work it was chosen: that may have closed when it is sent. */
type Dialog =
  | { readonly does: 'delegate' | 'recuse' | 'add' | 'escalate'; readonly work: Work }
  | {
      readonly does: 'suspend' | 'resume' | 'withdraw' | 'revoke' | 'migrate' | 'reassess';
    };

const atWork = [
  ['delegate', 'Delegate…'],
  ['add', 'Add a reviewer…'],
  ['escalate', 'Escalate…'],
  ['recuse', 'Recuse yourself…'],
] as const;
const onRequest = [
  ['suspend', 'Suspend…'],
  ['resume', 'Resume…'],
  ['migrate', 'Move to another version…'],
  ['reassess', 'Reassess…'],
] as const;
const final = [
  ['withdraw', 'Withdraw…'],
  ['revoke', 'Revoke…'],
] as const;

/** Everything that can be done here beside the one primary act. What would be refused is not in it. */
export function ActionsMenu({
  phone,
  onDraw,
}: {
  readonly phone: boolean;
  readonly onDraw: () => void;
}): ReactNode {
  const { request, version, work, offers, names, sender, me } = useScope();
  const [dialog, open] = useState<Dialog | null>(null);
  const here = offers.filter((offer) => work !== null && offer.work === work.id);
  const may = (does: CommandType): boolean => offers.some((offer) => offer.does === does);
  const mayHere = (does: CommandType): boolean => here.some((offer) => offer.does === does);
  const given = work === null || me === null ? undefined : work.delegated[me];
  const claims = here.filter(({ does }) => does === 'claim' || does === 'release');
  const works = atWork.filter(([does]) => mayHere(does));
  const versions = useLive(
    async (database) => (await getSop(database, request.sop))?.fold.versions.length ?? 0,
    [request.sop],
  );
  const requests = onRequest.filter(
    ([does]) => may(does) && (does !== 'migrate' || (versions ?? 0) > 1),
  );
  const finals = final.filter(([does]) => may(does));
  return (
    <>
      <Menu position="bottom-end" width={248}>
        <Menu.Target>
          <Button variant="subtle" size="sm" aria-label="More" px={6}>
            <Ellipsis size={16} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {work !== null && (claims.length > 0 || works.length > 0 || given !== undefined) && (
            <>
              <Menu.Label>{names.node(work.node)}</Menu.Label>
              {claims.map(({ does, assignment }) =>
                assignment === undefined ? null : (
                  <Menu.Item
                    key={`${does} ${assignment}`}
                    onClick={() =>
                      void sender.send({
                        type: does === 'claim' ? 'claim' : 'release',
                        work: work.id,
                        assignment,
                      })
                    }
                  >
                    {does === 'claim' ? 'Claim' : 'Release'}
                    <ClaimedRole assignment={assignment} many={claims.length > 1} />
                  </Menu.Item>
                ),
              )}
              {given !== undefined && (
                <Menu.Item
                  onClick={() => void sender.send({ type: 'delegate', work: work.id, to: null })}
                >
                  Take back from {names.person(given)}
                </Menu.Item>
              )}
              {works.map(([does, label]) => (
                <Menu.Item key={does} onClick={() => open({ does, work })}>
                  {label}
                </Menu.Item>
              ))}
              <Menu.Divider />
            </>
          )}
          {requests.map(([does, label]) => (
            <Menu.Item key={does} onClick={() => open({ does })}>
              {label}
            </Menu.Item>
          ))}
          {phone && <Menu.Item onClick={onDraw}>Show on diagram</Menu.Item>}
          {phone && (
            <Menu.Item component={Link} href={links.audit(request.id)}>
              Audit trail
            </Menu.Item>
          )}
          <Menu.Item component={Link} href={links.play(request.sop, { request: request.id })}>
            Play a copy
          </Menu.Item>
          <Menu.Item component={Link} href={links.version(request.sop, request.version)}>
            Open version {version.number}
          </Menu.Item>
          {finals.length > 0 && <Menu.Divider />}
          {finals.map(([does, label]) => (
            <Menu.Item key={does} color="rejected" onClick={() => open({ does })}>
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {dialog !== null && <Chosen dialog={dialog} onClose={() => open(null)} />}
    </>
  );
}

/** " as Technical lead", where several seats could be claimed. */
function ClaimedRole({
  assignment,
  many,
}: {
  readonly assignment: string;
  readonly many: boolean;
}): ReactNode {
  const { compiled, names } = useScope();
  const role = Object.values(compiled.diagram.assignments).find(
    ({ id }) => id === assignment,
  )?.role;
  return many && role !== undefined ? ` as ${names.role(role)}` : null;
}

function Chosen({
  dialog,
  onClose,
}: {
  readonly dialog: Dialog;
  readonly onClose: () => void;
}): ReactNode {
  switch (dialog.does) {
    case 'delegate':
      return <DelegateDialog work={dialog.work} onClose={onClose} />;
    case 'recuse':
      return <RecuseDialog work={dialog.work} onClose={onClose} />;
    case 'add':
      return <AddDialog work={dialog.work} onClose={onClose} />;
    case 'escalate':
      return <EscalateDialog work={dialog.work} onClose={onClose} />;
    case 'migrate':
      return <MigrateDialog onClose={onClose} />;
    case 'reassess':
      return <ReassessDialog onClose={onClose} />;
    case 'suspend':
    case 'resume':
    case 'withdraw':
    case 'revoke':
      return <ReasonDialog does={dialog.does} onClose={onClose} />;
  }
}
