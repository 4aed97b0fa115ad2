import { Tabs } from '@mantine/core';
import { Equal, Hourglass, Layers, OctagonX, Split } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { Diagram } from '#model/diagram.ts';
import type { SopId } from '#model/ids.ts';
import type { Tested } from '#store/backtest-row.ts';
import { Count } from '#ui/chip.tsx';
import { numberText, plural } from '#ui/format.ts';
import { KeyCap } from '#ui/key-cap.tsx';
import { links } from '#ui/links.ts';
import { outcomes } from '#ui/outcome.tsx';
import classes from './backtest.module.css';
import { assumedText } from './choices.ts';
import { Departure } from './departure.tsx';
import { Departures } from './departures.tsx';
import { figuresOf, hoursText, listsOf } from './figures.ts';
import type { Tab } from './figures.ts';
import { OutcomeMatrix } from './outcome-matrix.tsx';
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

function FiguresRow({ made }: { readonly made: Made }): ReactNode {
  const figures = useMemo(() => figuresOf(made.result), [made.result]);
  const { all, same, otherwise, stopped, later, tier } = figures;
  const share = all === 0 ? '' : `${Math.round((100 * same) / all)} %`;
  return (
    <dl className={classes['figures']}>
      <Figure icon={<Equal />} hue="expired" says="End the same" count={same} more={share} />
      <Figure
        icon={<Split />}
        hue="rejected"
        says="End otherwise"
        count={otherwise.count}
        more={
          otherwise.most === null
            ? ''
            : `${otherwise.most[1]} now ${outcomes[otherwise.most[0]].status.toLowerCase()}`
        }
      />
      <Figure
        icon={<OctagonX />}
        hue="approved"
        says="Stopped earlier"
        count={stopped.count}
        more={stopped.hours === null ? '' : `by ${hoursText(stopped.hours)}, median`}
      />
      <Figure
        icon={<Hourglass />}
        hue="conditional"
        says="Wait longer"
        count={later.count}
        more={later.hours === null ? '' : `${hoursText(later.hours)} more, median`}
      />
      <Figure
        icon={<Layers />}
        hue="ink"
        says="Change tier"
        count={tier.count}
        more={tier.most === null ? '' : `${tier.most[0]} to ${tier.most[1]}`}
      />
    </dl>
  );
}

function Figure({
  icon,
  hue,
  says,
  count,
  more,
}: {
  readonly icon: ReactNode;
  readonly hue: string;
  readonly says: string;
  readonly count: number;
  readonly more: string;
}): ReactNode {
  return (
    <div className={classes['figure']}>
      <dt>
        <span
          style={{ color: `var(--cs-${hue}-${hue === 'expired' ? 'solid' : 'text'})` }}
          aria-hidden
        >
          {icon}
        </span>
        {says}
      </dt>
      <dd>
        <b>{numberText(count)}</b> <span className={classes['muted']}>{more}</span>
      </dd>
    </div>
  );
}

/** What the figures rest on: what was assumed, what was left out, what the record lacks. */
function Beside({ made: { result, hours } }: { readonly made: Made }): ReactNode {
  const assumed = assumedText(result.assumed);
  const gaps = result.requests.filter((found) => found.gaps > 0).length;
  return (
    <div className={classes['beside']}>
      <p>
        {assumed === '' ? 'Nothing had to be assumed.' : `Assumed: ${assumed}.`}
        {hours !== null && ` New work is approved after ${hours} h.`}
        {gaps > 0 &&
          ` ${plural(gaps, 'request')} ${gaps === 1 ? 'has' : 'have'} gaps in the record; what could be read was replayed.`}
      </p>
      {result.left.length > 0 && (
        <details>
          <summary>
            {plural(result.left.length, 'request')} could not be replayed and{' '}
            {result.left.length === 1 ? 'is' : 'are'} not counted
          </summary>
          <ul>
            {result.left.slice(0, 50).map(({ request, name, says }) => (
              <li key={request}>
                {name}: {says}
              </li>
            ))}
            {result.left.length > 50 && <li>and {numberText(result.left.length - 50)} more</li>}
          </ul>
        </details>
      )}
    </div>
  );
}

const typing =
  'input:not([type="checkbox"]), textarea, select, [contenteditable], [role="dialog"], [role="menu"]';

/** Single keys of the page, while no text is typed, nothing is open above it and no modifier is held. */
function useKeys(keys: { readonly [key: string]: () => unknown }): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(typing)) return;
      if (document.querySelector('[role="dialog"]')) return;
      const act = keys[event.key.toLowerCase()];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}
