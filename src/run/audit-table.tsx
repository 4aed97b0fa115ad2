import { ActionIcon, Tooltip } from '@mantine/core';
import { CalendarClock, Cpu, Eraser, Link2 } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Avatar } from '#ui/avatar.tsx';
import { exactText } from '#ui/format.ts';
import { FindingGlyph } from '#ui/outcome.tsx';
import { useDirectory } from '#ui/workspace.tsx';
import type { AuditRow } from './audit-rows.ts';
import classes from './audit.module.css';
import { personName } from '#ui/names.ts';
import { RedactDialog, useErasable } from './redact-dialog.tsx';
import { SignIcon } from '#ui/words/sign-icon.tsx';

/** An entry of a stream; null where a break is not at one entry. */
export interface Place {
  readonly stream: string | null;
  readonly seq: number | null;
}

/** The entry that is marked: the broken one, or, where it was removed, the first after it. */
function breakAt(rows: readonly AuditRow[], broken: Place | null): number | null {
  if (broken === null || broken.seq === null) return null;
  const from = broken.seq;
  const seqs = rows.filter((row) => row.stream === broken.stream).map((row) => row.seq);
  return Math.min(...seqs.filter((seq) => seq >= from));
}

/** The chosen row comes into sight when it is chosen. */
const toSight = (row: HTMLTableRowElement | null): void =>
  row?.scrollIntoView({ block: 'nearest' });

/** Events as a list with a spine: what, who, where, when with seconds and zone, and the link in the chain. */
export function AuditTable({
  rows,
  place,
  selected,
  onSelect,
  broken,
}: {
  readonly rows: readonly AuditRow[];
  readonly place: (row: AuditRow) => string;
  readonly selected: Place | null;
  readonly onSelect: (row: AuditRow) => void;
  readonly broken: Place | null;
}): ReactNode {
  const zone = commonZone(rows);
  const breaks = breakAt(rows, broken);
  const erasable = useErasable(rows);
  const [erasing, setErasing] = useState<AuditRow | null>(null);
  return (
    <div className={classes['card']}>
      {erasing !== null && (
        <RedactDialog place={erasing} says={erasing.told.says} onClose={() => setErasing(null)} />
      )}
      <table className={classes['table']}>
        <thead>
          <tr>
            <th>
              <span className="cs-spoken">Kind</span>
            </th>
            <th>Event</th>
            <th>By</th>
            <th>At</th>
            <th>Time{zone === null ? '' : `, ${zone}`}</th>
            <th>Link</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => {
            const at = place(row);
            const before = rows[i - 1];
            const same = !row.first && before !== undefined && place(before) === at;
            const chosen = selected?.seq === row.seq && selected.stream === row.stream;
            const bad = broken?.stream === row.stream && breaks === row.seq;
            const after = broken?.stream === row.stream && breaks !== null && row.seq > breaks;
            return (
              <tr
                key={row.key}
                ref={chosen && row.first ? toSight : undefined}
                className={classes['row']}
                data-selected={chosen || undefined}
                data-bad={bad || undefined}
                data-after={after || undefined}
                data-seq={row.seq}
                data-first={row.first || undefined}
                aria-selected={chosen}
                onClick={() => onSelect(row)}
              >
                <td className={classes['sign']}>
                  {bad && row.first ? (
                    <FindingGlyph level="error" size={18} />
                  ) : (
                    <SignIcon sign={row.told.sign} />
                  )}
                </td>
                <td>
                  <button type="button" className={classes['says']} data-weighs={row.told.weighs}>
                    {row.told.says}
                  </button>
                  {row.told.more && <div className={classes['more']}>{row.told.more}</div>}
                </td>
                <td>
                  <By row={row} />
                </td>
                <td className={classes['place']} title={at}>
                  {same ? '' : at}
                </td>
                <td className={classes['time']}>{row.first && <Time row={row} zone={zone} />}</td>
                <td>
                  {row.first && (
                    <span className={classes['chain']}>
                      <span className={classes['link']} title={row.hash}>
                        <Link2 size={14} strokeWidth={2.1} aria-hidden />
                        {row.hash.slice(0, 4)} {row.hash.slice(4, 8)}
                      </span>
                      {erasable.has(`${row.stream} ${row.seq}`) && (
                        <Tooltip label="Erase what is private in this entry">
                          <ActionIcon
                            size="sm"
                            variant="subtle"
                            aria-label={`Erase what is private in entry ${row.seq}`}
                            onClick={(event) => {
                              event.stopPropagation();
                              setErasing(row);
                            }}
                          >
                            <Eraser size={14} strokeWidth={2.1} aria-hidden />
                          </ActionIcon>
                        </Tooltip>
                      )}
                    </span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** The zone's offset, where all rows share it: then it stands in the head; else (summer time began) in every row. */
function commonZone(rows: readonly AuditRow[]): string | null {
  const zones = new Set(
    rows.flatMap((row) => (row.at === null ? [] : exactText(row.at).split(' ').slice(-1))),
  );
  const [one] = zones;
  return zones.size === 1 && one !== undefined ? one : null;
}

function Time({ row, zone }: { readonly row: AuditRow; readonly zone: string | null }): ReactNode {
  if (row.at === null) return null;
  return (
    <>
      <span title={`${exactText(row.at, row.zone)}, ${row.zone}`}>
        {zone === null ? exactText(row.at) : exactText(row.at).slice(0, -zone.length - 1)}
      </span>
      {row.clock !== undefined && (
        <div className={classes['more']}>
          {Math.abs(row.clock - row.at) > 3_600_000
            ? 'The device’s clock jumped: '
            : 'Device’s clock: '}
          {exactText(row.clock)}
        </div>
      )}
    </>
  );
}

function By({ row }: { readonly row: AuditRow }): ReactNode {
  const directory = useDirectory();
  if (row.by === null || row.by === 'system')
    return (
      <span className={classes['by']}>
        <Cpu size={16} strokeWidth={1.75} aria-hidden /> Engine
      </span>
    );
  if (row.by === 'clock')
    return (
      <span className={classes['by']}>
        <CalendarClock size={16} strokeWidth={1.75} aria-hidden /> Clock
      </span>
    );
  const name = personName(directory, row.by);
  return (
    <span className={classes['by']}>
      <Avatar id={row.by} name={name} size={20} />
      <span>
        {name}
        {row.for !== null && (
          <span className={classes['more']}> on behalf of {personName(directory, row.for)}</span>
        )}
      </span>
    </span>
  );
}
