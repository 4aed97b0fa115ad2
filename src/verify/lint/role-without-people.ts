import { assignmentsBy, nodesOf } from '#model/rows.ts';
import { atNode, named } from './finding.ts';
import type { Rule } from './finding.ts';

/** A request that comes to an empty role is suspended. */
export const roleWithoutPeople: Rule = (d) =>
  nodesOf(d, 'role')
    .filter((role) => role.group === null && assignmentsBy(d, role.id).length > 0)
    .map((role) =>
      atNode(
        'warning',
        'role_without_people',
        role,
        `The role ${named(role)} has no group in the directory: nobody could act for it.`,
        { field: 'group' },
      ),
    );
