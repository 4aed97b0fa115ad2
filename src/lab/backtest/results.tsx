import { Tabs } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { Diagram } from '#model/diagram.ts';
import type { SopId } from '#model/ids.ts';
import type { Tested } from '#store/backtest-row.ts';
import { Count } from '#ui/chip.tsx';
import { numberText } from '#ui/format.ts';
import { KeyCap } from '#ui/key-cap.tsx';
import { links } from '#ui/links.ts';
import classes from './backtest.module.css';
import { Departure } from './departure.tsx';
import { Departures } from './departures.tsx';
import { Beside, FiguresRow } from './figures-row.tsx';
import { listsOf } from './figures.ts';
import type { Tab } from './figures.ts';
import { OutcomeMatrix } from './outcome-matrix.tsx';
import { useKeys } from './use-keys.ts';
import type { Made } from './use-run.ts';

export function Results({
  sop,
  made,
  diagram,
  dimmed,
  what,
}: {
  readonly sop: SopId;
  readonly made: Made;
  readonly diagram: Diagram;
  /** It is being run again. */
  readonly dimmed: boolean;
  readonly what: string;
}): ReactNode {
  const { result } = made;
  const lists = useMemo(() => listsOf(result), [result]);
  const first = lists.find(({ rows }) => rows.length > 0) ?? lists[0];
  const [tab, setTab] = useState<Tab>(first?.tab ?? 'outcome');
  const [chosen, choose] = useState<Tested | null>(first?.rows[0] ?? null);
  const rows = lists.find((list) => list.tab === tab)?.rows ?? [];
  const [, go] = useLocation();
  const playing = chosen === null ? null : playOf(sop, made, chosen);
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    p: () => playing !== null && go(playing),
  });
  function step(by: 1 | -1): void {
    const at = rows.findIndex((row) => row === chosen);
    const next = rows[at < 0 ? 0 : at + by];
    if (next !== undefined) choose(next);
  }
  const show = (name: string | null): void => {
    const list = lists.find((each) => each.tab === name);
    if (list === undefined) return;
    setTab(list.tab);
    choose(list.rows[0] ?? null);
  };
  return (
    <div className={classes['results']} data-dimmed={dimmed}>
      <output className={classes['says']}>{result.says}</output>
      <FiguresRow made={made} />
      <Beside made={made} />
      <div className={classes['halves']}>
        <section className={classes['list']} aria-label="Departures">
          <Tabs value={tab} onChange={show} className={classes['tabs'] ?? ''}>
            <Tabs.List>
              {lists.map((list) => (
                <Tabs.Tab
                  key={list.tab}
                  value={list.tab}
                  rightSection={<Count>{numberText(list.rows.length)}</Count>}
                >
                  {list.says}
                </Tabs.Tab>
              ))}
              <span className={classes['keys']} aria-hidden>
                <KeyCap keys="J K" /> move <KeyCap keys="P" /> play
              </span>
            </Tabs.List>
            {lists.map((list) => (
              <Tabs.Panel key={list.tab} value={list.tab} keepMounted={false} tabIndex={-1}>
                <Departures key={tab} rows={list.rows} chosen={chosen} onChoose={choose} />
              </Tabs.Panel>
            ))}
          </Tabs>
        </section>
        <div className={classes['aside']}>
          <OutcomeMatrix result={result} what={what} />
          {chosen !== null && playing !== null && (
            <Departure
              key={chosen.request}
              found={chosen}
              made={made}
              diagram={diagram}
              play={playing}
              what={what}
            />
          )}
        </div>
      </div>
    </div>
  );
}

const playOf = (sop: SopId, made: Made, { request, node }: Tested): string =>
  links.play(sop, {
    request,
    through: made.version === null ? 'draft' : made.digest,
    ...(made.hours === null ? {} : { hours: String(made.hours) }),
    ...(node === null ? {} : { node }),
  });
