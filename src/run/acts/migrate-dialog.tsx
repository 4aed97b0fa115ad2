import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { migration } from '#engine/migrate.ts';
import { as } from '#model/ids.ts';
import type { Digest } from '#model/ids.ts';
import { compiledVersion } from '#store/compiled.ts';
import { versionsOf } from '#store/sops.ts';
import { Callout } from '#ui/callout.tsx';
import { dateText } from '#ui/format.ts';
import { Select } from '#ui/select.tsx';
import { useLive } from '#ui/workspace.tsx';
import { useScope } from '../request-scope.tsx';
import { ActDialog } from './act-dialog.tsx';
import classes from './acts.module.css';

const verdicts = {
  yes: { tone: 'ok', title: 'It can move: every open place is there, and nothing is lost' },
  with: { tone: 'warning', title: 'It can move, with this' },
  no: { tone: 'refusal', title: 'It cannot move to this version' },
} as const;

/** Moves the request to another version of its SOP; what that would do is shown before. */
export function MigrateDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { request, compiled, version } = useScope();
  const others = useLive(
    async (database) => {
      const all = await versionsOf(database, request.sop);
      const found = all.filter(({ digest }) => digest !== request.version).toReversed();
      return Promise.all(
        found.map(async (one) => ({ one, target: await compiledVersion(database, one.digest) })),
      );
    },
    [request.sop, request.version],
  );
  const [chosen, choose] = useState<Digest | null>(null);
  const to = chosen ?? others?.[0]?.one.digest ?? null;
  const target = others?.find(({ one }) => one.digest === to)?.target;
  const found = useMemo(
    () => (target === undefined ? null : migration(compiled, target, request)),
    [compiled, target, request],
  );
  if (others === undefined) return null;
  return (
    <ActDialog
      title="Move to another version"
      says={`It runs on version ${version.number} of ${compiled.diagram.control.title}.`}
      word="Move"
      act={to === null || found === null || found.verdict === 'no' ? null : { type: 'migrate', to }}
      onClose={onClose}
      size={560}
    >
      {others.length === 0 ? (
        <Callout tone="info" title="There is no other version of this SOP" />
      ) : (
        <Select
          label="To"
          data-autofocus
          openOnFocus={false}
          allowDeselect={false}
          value={to}
          data={others.map(({ one }) => ({
            value: one.digest,
            label: `Version ${one.number}, effective from ${dateText(one.effectiveFrom)}`,
          }))}
          onChange={(value) => value !== null && choose(as<Digest>(value))}
        />
      )}
      {found !== null && (
        <Callout tone={verdicts[found.verdict].tone} title={verdicts[found.verdict].title}>
          {found.says.length === 0 ? undefined : (
            <ul className={classes['says']}>
              {found.says.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          )}
        </Callout>
      )}
    </ActDialog>
  );
}
