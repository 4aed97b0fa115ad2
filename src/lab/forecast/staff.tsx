/** Who is there for how much of their time, at what cost, by which calendar. */
import type { ReactNode } from 'react';
import type { RoleNode } from '#model/diagram.ts';
import { Select } from '#ui/select.tsx';
import type { AssumptionsProps } from './assumptions-props.ts';
import classes from './assumptions.module.css';
import { Mark, Member } from './member.tsx';
import { changedTo, memberOf } from './stated.ts';

const usualCalendar = '';
const disciplines = [
  { value: 'fifo', label: 'First come' },
  { value: 'due', label: 'Due first' },
  { value: 'priority', label: 'Priority' },
];

export function Roles({ basis, onChanges, people }: AssumptionsProps): ReactNode {
  const { diagram } = basis;
  const works = new Set<string>(
    Object.values(diagram.assignments).flatMap(({ role, letter, node }) =>
      letter === 'A' || letter === 'S' || (letter === 'R' && diagram.nodes[node]?.kind === 'step')
        ? [role]
        : [],
    ),
  );
  const roles = Object.values(diagram.nodes)
    .filter((node): node is RoleNode => node.kind === 'role' && works.has(node.id))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const calendars = [
    { value: usualCalendar, label: 'As most gates' },
    { value: 'always', label: 'Around the clock' },
    ...Object.values(diagram.calendars).map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <section aria-label="People">
      <h3>People</h3>
      <div className={classes['scroll']}>
        <table className={classes['staff']}>
          <thead>
            <tr>
              <th scope="col">Role</th>
              <th scope="col">People</th>
              <th scope="col">Share of time</th>
              <th scope="col">Cost an hour</th>
              <th scope="col">Calendar</th>
              <th scope="col">Queue</th>
            </tr>
          </thead>
          <tbody>
            {roles.map(({ id, name }) => {
              const place = { basis, id, onChanges };
              const text = (member: string): string => {
                const value = memberOf(basis, id, member);
                return typeof value === 'string' ? value : '';
              };
              return (
                <tr key={id}>
                  <th scope="row">
                    {name}
                    <Mark {...place} member="headcount" nobody="from the directory" />
                  </th>
                  <td>
                    <Member
                      {...place}
                      member="headcount"
                      label={`People of ${name}`}
                      usual={people(id) ?? undefined}
                    />
                  </td>
                  <td>
                    <Member
                      {...place}
                      member="sharePercent"
                      label={`Share of time of ${name}`}
                      usual={100}
                      suffix=" %"
                    />
                  </td>
                  <td>
                    <Member
                      {...place}
                      member="costPerHour"
                      label={`Cost of an hour of ${name}`}
                      usual={0}
                    />
                  </td>
                  <td>
                    <Select
                      aria-label={`Calendar of ${name}`}
                      allowDeselect={false}
                      data={calendars}
                      value={text('calendar')}
                      onChange={(value) =>
                        onChanges(
                          changedTo(
                            basis,
                            id,
                            'calendar',
                            value === null || value === usualCalendar ? undefined : value,
                          ),
                        )
                      }
                    />
                  </td>
                  <td>
                    <Select
                      aria-label={`Queue of ${name}`}
                      allowDeselect={false}
                      data={disciplines}
                      value={text('discipline') || 'fifo'}
                      onChange={(value) =>
                        onChanges(changedTo(basis, id, 'discipline', value ?? 'fifo'))
                      }
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
