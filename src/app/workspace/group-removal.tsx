import type { ReactNode } from 'react';
import type { GroupId } from '#model/ids.ts';
import { openWorkOf, usesOf } from '#store/uses.ts';
import { Callout } from '#ui/callout.tsx';
import { plural } from '#ui/format.ts';
import { useDirectory, useLive } from '#ui/workspace.tsx';
import { useChange } from './change.ts';
import { DirectoryDialog } from './dialog.tsx';
import classes from './workspace.module.css';

/** Removes a group that nothing rests on; of one that is in use it says what holds it. */
export function GroupRemoval({
  group,
  onClose,
}: {
  readonly group: GroupId;
  readonly onClose: () => void;
}): ReactNode {
  const changer = useChange();
  const name = useDirectory().groups[group]?.name ?? group;
  const holds = useLive(
    async (database) => ({
      roles: (await usesOf(database)).groups.get(group) ?? [],
      work: await openWorkOf(database, group),
    }),
    [group],
  );
  const held = holds !== undefined && (holds.roles.length > 0 || holds.work > 0);
  const confirm = async (): Promise<void> => {
    if (holds === undefined || held) return;
    if (await changer.change([{ table: 'groups', id: group, row: null }])) onClose();
  };
  return (
    <DirectoryDialog
      title={`Remove ${name}`}
      changer={changer}
      confirm={held ? null : 'Remove'}
      dangerous
      disabled={holds === undefined}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {held ? (
        <>
          <Callout tone="refusal" title={`${name} is in use.`}>
            Without it nobody could do what waits for it. Name another group in those roles and
            publish, or let the open work end first.
          </Callout>
          <ul className={classes['facts']}>
            {holds.roles.map(({ sop, part }) => (
              <li key={`${sop} ${part}`}>
                Role {part} of “{sop}”
              </li>
            ))}
            {holds.work > 0 && <li>{plural(holds.work, 'piece')} of open work</li>}
          </ul>
        </>
      ) : (
        <p>No effective SOP names this group and no open work waits for it. Its members stay.</p>
      )}
    </DirectoryDialog>
  );
}
