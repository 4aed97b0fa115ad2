import { ChevronDown, ChevronRight, CornerDownRight } from 'lucide-react';
import { memo, useState } from 'react';
import type { ReactNode } from 'react';
import type { Diagram } from '#model/diagram.ts';
import type { OutlineRow } from '#model/outline.ts';
import { kinds } from '../kinds.ts';
import classes from './outline.module.css';
import { nameOf, spoken, wayMark, whoOf } from './row-words.ts';

/** px a level stands further right, up to the deepest that still leaves room for names. */
const step = 18;
const deepest = 8;

export interface RowProps {
  readonly row: OutlineRow;
  /** Among all rows, where not all are drawn. */
  readonly place: number | undefined;
  readonly name: string;
  readonly way: string;
  readonly words: string;
  readonly who: string;
  readonly kind: Diagram['nodes'][keyof Diagram['nodes']]['kind'];
  readonly current: boolean;
  readonly selected: boolean;
  readonly open: boolean | null;
  readonly naming: boolean;
  readonly remarks: number;
  readonly onToggle: (key: string) => void;
  readonly onPress: (row: OutlineRow) => void;
  readonly onName: (row: OutlineRow, name: string | null) => void;
}

/** Plain values, so that a row is drawn again only where something of it changed. */
export function rowFacts(
  d: Diagram,
  row: OutlineRow,
): Pick<RowProps, 'name' | 'way' | 'words' | 'who' | 'kind'> {
  return {
    name: nameOf(d, row),
    way: wayMark(d, row),
    words: spoken(d, row),
    who: whoOf(d, row)
      .map((one) => one.join(' '))
      .join(', '),
    kind: d.nodes[row.node]?.kind ?? 'note',
  };
}

export const Row = memo(function Row({
  row,
  place,
  name,
  way,
  words,
  who,
  kind,
  current,
  selected,
  open,
  naming,
  remarks,
  onToggle,
  onPress,
  onName,
}: RowProps): ReactNode {
  const { icon: Icon, word } = kinds[kind];
  const Chevron = open === false ? ChevronRight : ChevronDown;
  return (
    <tr
      className={classes['row']}
      data-key={row.key}
      data-kind={kind}
      data-link={row.link || undefined}
      aria-level={row.depth + 1}
      aria-rowindex={place}
      aria-selected={selected}
      aria-expanded={open ?? undefined}
      tabIndex={current ? 0 : -1}
      onClick={() => {
        onPress(row);
      }}
      onDoubleClick={() => {
        onName(row, null);
      }}
    >
      <td>
        <div
          className={classes['what']}
          style={{ paddingLeft: Math.min(row.depth, deepest) * step }}
        >
          {open === null ? (
            <span className={classes['chevron']} />
          ) : (
            <button
              type="button"
              tabIndex={-1}
              className={classes['chevron']}
              aria-label={open ? 'Fold the branches' : 'Show the branches'}
              onClick={(event) => {
                event.stopPropagation();
                onToggle(row.key);
              }}
            >
              <Chevron size={14} aria-hidden />
            </button>
          )}
          {row.link ? (
            <CornerDownRight size={14} strokeWidth={1.75} aria-hidden />
          ) : (
            <Icon size={15} strokeWidth={1.75} aria-hidden />
          )}
          {way !== '' && (
            <span className={classes['way']} title={way}>
              {way}
            </span>
          )}
          <span className="cs-spoken">{words}</span>
          {naming ? (
            <Naming
              name={name}
              onDone={(typed) => {
                onName(row, typed);
              }}
            />
          ) : (
            <span className={classes['name']} title={name}>
              {name.trim() || word}
            </span>
          )}
        </div>
      </td>
      <td className={classes['who']} title={who}>
        {who}
      </td>
      <td className={classes['remarks']}>
        {remarks > 0 && <span title="Open comments">{remarks}</span>}
        {remarks > 0 && <span className="cs-spoken">open comments</span>}
      </td>
    </tr>
  );
});

/** The name while it is typed; `null`: left as it was. */
function Naming({
  name,
  onDone,
}: {
  readonly name: string;
  readonly onDone: (typed: string) => void;
}): ReactNode {
  const [typed, setTyped] = useState(name);
  const [left, setLeft] = useState(false);
  const done = (text: string): void => {
    if (left) return;
    setLeft(true);
    onDone(text);
  };
  return (
    <input
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- opened by the person's own key
      autoFocus
      className={classes['naming']}
      aria-label="Name in the outline"
      value={typed}
      onFocus={(event) => {
        event.currentTarget.select();
      }}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') done(typed);
        else if (event.key === 'Escape') done(name);
        else return;
        event.preventDefault();
      }}
      onClick={(event) => {
        event.stopPropagation();
      }}
      onBlur={() => {
        done(typed);
      }}
    />
  );
}
