import { useEffect, useImperativeHandle, useMemo, useRef } from 'react';
import type { ReactNode, Ref } from 'react';
import type { RequestId } from '#model/ids.ts';
import { useNow } from '#ui/workspace.tsx';
import { dueGroups } from './due-groups.ts';
import type { Claims } from './inbox-claims.ts';
import { InboxItem } from './inbox-item.tsx';
import classes from './inbox-page.module.css';
import type { InboxRow } from './inbox-rows.ts';
import { useRowFocus } from './row-focus.ts';
import { subjectOf } from './subject.ts';
import { useVisible } from './visible.ts';

/** What the keys of the page do in the list. */
export interface ListHandle {
  /** Focuses the row after or before the current one; answers it. */
  readonly move: (by: 1 | -1) => InboxRow | null;
  /** The row that has the focus, else the open one. */
  readonly current: () => InboxRow | null;
}

/** What stands open beside the list. */
export interface Opened {
  readonly request: RequestId;
  /** Of which work or condition; null: none in particular. */
  readonly at: string | null;
}

type Line = { readonly title: string } | { readonly row: InboxRow };

/** px, as inbox-page.module.css draws them. */
const heading = 30;
const wide = 80;
const phone = { one: 106, two: 128 };
/** Characters of a subject that stand on one line of a phone. */
const oneLine = 26;
/** The next page is read when so few lines are left below what is seen. */
const early = 30;
/** So many are read in any case, one page after the other, so that the head can say how many there are. */
const counted = 250;

/** Rows under the heading of when they are due; only those in sight are drawn. */
export function InboxList({
  ref,
  rows,
  open,
  narrow,
  claims,
  unread,
  more,
}: {
  readonly ref: Ref<ListHandle>;
  readonly rows: readonly InboxRow[];
  readonly open: Opened | null;
  readonly narrow: boolean;
  readonly claims: Claims;
  readonly unread: boolean;
  readonly more: ((beyond: number) => void) | undefined;
}): ReactNode {
  const now = useNow(30_000);
  const list = useRef<HTMLUListElement>(null);
  const lines = useMemo(
    () =>
      dueGroups(rows, now).flatMap(({ title, rows: inside }): Line[] => [
        { title },
        ...inside.map((row) => ({ row })),
      ]),
    [rows, now],
  );
  const heights = useMemo(
    () => lines.map((line) => ('title' in line ? heading : heightOf(line.row, narrow))),
    [lines, narrow],
  );
  const visible = useVisible(heights, list);
  const wanted = visible.to + early >= lines.length || rows.length < counted;
  const count = rows.length;
  useEffect(() => {
    if (unread && wanted) more?.(count);
  }, [unread, wanted, more, count]);

  const openKey = openOf(rows, open);
  const keys = useMemo(() => lines.map((line) => ('row' in line ? line.row.key : null)), [lines]);
  const focus = useRowFocus(list, keys, visible, () =>
    lines.findIndex((line) => 'row' in line && line.row.key === openKey),
  );
  const rowAt = (at: number): InboxRow | null => {
    const line = lines[at];
    return line !== undefined && 'row' in line ? line.row : null;
  };
  useImperativeHandle(ref, () => ({
    move: (by) => rowAt(focus.move(by)),
    current: () => rowAt(focus.current()),
  }));

  return (
    <ul ref={list} className={classes['rows']} style={{ height: visible.top(lines.length) }}>
      {lines.slice(visible.from, visible.to).map((line, i) => {
        const at = visible.from + i;
        const style = { transform: `translateY(${visible.top(at)}px)`, height: heights[at] };
        return 'title' in line ? (
          <li key={line.title} className={classes['line']} style={style}>
            <h2 className={classes['group']}>{line.title}</h2>
          </li>
        ) : (
          <li key={line.row.key} className={classes['line']} style={style}>
            <InboxItem
              row={line.row}
              open={line.row.key === openKey}
              now={now}
              selecting={claims.selecting}
              selected={claims.selected.has(line.row.key)}
              onSelect={claims.toggle}
            />
          </li>
        );
      })}
    </ul>
  );
}

/** The row of what is open: where its work is none of the list's any more, the first of its request. */
function openOf(rows: readonly InboxRow[], open: Opened | null): string | null {
  if (open === null) return null;
  const own = rows.filter((row) => row.request.id === open.request);
  return (own.find((row) => row.at === open.at) ?? own[0])?.key ?? null;
}

function heightOf({ request, compiled }: InboxRow, narrow: boolean): number {
  if (!narrow) return wide;
  const subject = subjectOf(compiled.diagram, request.form, request.id);
  return subject.length > oneLine ? phone.two : phone.one;
}
