import type { ReactNode } from 'react';
import type { GroupId } from '#model/ids.ts';
import { openWorkOf, usesOf } from '#store/uses.ts';
import { plural } from '#ui/format.ts';
import { useDirectory, useLive } from '#ui/workspace.tsx';
import { Removal } from './removal.tsx';

/** Removes a group that nothing rests on. */
export function GroupRemoval({
  group,
  onClose,
}: {
  readonly group: GroupId;
  readonly onClose: () => void;
}): ReactNode {
  const name = useDirectory().groups[group]?.name ?? group;
  const held = useLive(
    async (database) => {
      const roles = (await usesOf(database)).groups.get(group) ?? [];
      const work = await openWorkOf(database, group);
      return [
        ...roles.map(({ sop, part }) => `Role ${part} of “${sop}”`),
        ...(work > 0 ? [`${plural(work, 'piece')} of open work`] : []),
      ];
    },
    [group],
  );
  return (
    <Removal
      name={name}
      row={{ table: 'groups', id: group, row: null }}
      held={held}
      why="Without it nobody could do what waits for it. Name another group in those roles and publish, or let the open work end first."
      free="No effective SOP names this group and no open work waits for it. Its members stay."
      onClose={onClose}
    />
  );
}
