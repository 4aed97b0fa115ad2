/** Where the time goes: the diagram itself, each node as hot as its figure, which is printed on it. */
import { SegmentedControl } from '@mantine/core';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Diagram } from '#model/diagram.ts';
import { DiagramView } from '#ui/diagram/diagram-view.tsx';
import { Card, Rows } from './card.tsx';
import classes from './heat-card.module.css';
import { heatAt, heatKind, heats, heatStates, heatWords, hottest } from './heat.ts';
import type { Heat } from './heat.ts';
import type { Result } from './use-forecast.ts';
import { fullText, valueText } from './words.ts';

const steps = [0, 1, 2, 3, 4] as const;

export function HeatCard({
  diagram,
  result: { own, other },
  heat,
  onHeat,
}: {
  readonly diagram: Diagram;
  readonly result: Result;
  readonly heat: Heat;
  readonly onHeat: (heat: Heat) => void;
}): ReactNode {
  const most = hottest(heat, [own.forecast, other?.forecast ?? null]);
  const states = useMemo(() => heatStates(own.forecast, heat, most), [own.forecast, heat, most]);
  const words = heatWords[heat];
  return (
    <Card
      title="Where the time goes"
      controls={
        <SegmentedControl
          aria-label="What is shown on the diagram"
          value={heat}
          onChange={(value) => onHeat(heats.find((each) => each === value) ?? 'waiting')}
          data={heats.map((each) => ({ value: each, label: heatWords[each].tab }))}
        />
      }
      legend={
        <span className={classes['legend']}>
          {words.legend} <span>0</span>
          <span className={classes['ramp']} aria-hidden>
            {steps.map((step) => (
              <span key={step} style={{ background: `var(--cs-heat-${step})` }} />
            ))}
          </span>
          <span>{valueText({ mean: most, half: null }, heatKind[heat])}</span>
        </span>
      }
      table={<HeatTable result={own.forecast.nodes} />}
    >
      <div className={classes['strip']}>
        <DiagramView
          diagram={diagram}
          states={states}
          embedded
          label={`Diagram, ${words.tab.toLowerCase()}`}
        />
      </div>
    </Card>
  );
}

function HeatTable({ result }: { readonly result: Result['own']['forecast']['nodes'] }): ReactNode {
  const rows = result.filter((node) => heats.some((heat) => heatAt(node, heat) !== null));
  return (
    <Rows
      head={['Node', 'Visits per request', ...heats.map((heat) => heatWords[heat].tab)]}
      rows={rows.map((node) => [
        node.name,
        fullText(node.visits, 'number'),
        ...heats.map((heat) => fullText(heatAt(node, heat), heatKind[heat])),
      ])}
    />
  );
}
