/** A chart with its name, its legend, and its figures as a table for whoever would rather read them. */
import { Button } from '@mantine/core';
import { ChartColumn, Table2 } from 'lucide-react';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import classes from './card.module.css';

export function Card({
  title,
  controls,
  legend,
  table,
  children,
}: {
  readonly title: string;
  readonly controls?: ReactNode;
  readonly legend?: ReactNode;
  /** The same figures as a table. */
  readonly table: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  const Icon = asTable ? ChartColumn : Table2;
  return (
    <section className={`cs-card ${classes['card']}`} aria-labelledby={id}>
      <header className={classes['head']}>
        <h3 id={id}>{title}</h3>
        {controls}
        <span className={classes['space']} />
        {!asTable && legend}
        <Button
          size="xs"
          variant="subtle"
          leftSection={<Icon size={14} strokeWidth={2.1} aria-hidden />}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? 'Show as chart' : 'Show as table'}
        </Button>
      </header>
      {asTable ? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keys too
        <section className={classes['table']} aria-label={`${title}, table`} tabIndex={0}>
          {table}
        </section>
      ) : (
        children
      )}
    </section>
  );
}

/** A sample of a line beside what it stands for. */
export function Key({
  line,
  children,
}: {
  readonly line: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <span className={classes['key']}>
      {line}
      {children}
    </span>
  );
}

/** Rows of texts; the first of each names the row. */
export function Rows({
  head,
  rows,
}: {
  readonly head: readonly string[];
  readonly rows: readonly (readonly ReactNode[])[];
}): ReactNode {
  return (
    <table className={classes['rows']}>
      <thead>
        <tr>
          {head.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, ...cells], at) => (
          <tr key={at}>
            <th scope="row">{name}</th>
            {cells.map((cell, column) => (
              <td key={head[column + 1]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
