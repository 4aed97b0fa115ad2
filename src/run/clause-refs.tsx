import { Popover } from '@mantine/core';
import type { ReactNode } from 'react';
import { citation, useClauses } from '#ui/clauses.tsx';
import classes from './checklist.module.css';

/** "INT" says that no external clause asks for it: nothing to cite. */
const internal = 'INT';
/** How many are cited on the row; the others stand in the card. */
const cited = 1;

/** Which clauses an item gives evidence for: cited short, in full when pressed. */
export function ClauseRefs({ codes }: { readonly codes: readonly string[] }): ReactNode {
  const clauses = useClauses();
  const shown = codes.filter((code) => code !== internal);
  if (shown.length === 0) return null;
  const short = shown.slice(0, cited).map((code) => citation(code, clauses.get(code)));
  const more = shown.length - short.length;
  return (
    <Popover width={340} position="bottom-end">
      <Popover.Target>
        <button type="button" className={classes['refs']}>
          <span className="cs-spoken">Evidence mapped to </span>
          {short.join(', ')}
          {more > 0 && ` +${more}`}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes['clauses']}>
          <b>Evidence mapped to</b>
          <ul>
            {shown.map((code) => {
              const clause = clauses.get(code);
              return (
                <li key={code}>
                  {clause?.title ?? code}
                  {clause !== undefined && clause.applies !== '-' && (
                    <span> Applies: {clause.applies}</span>
                  )}
                </li>
              );
            })}
          </ul>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
