/** The results as files: a table for a spreadsheet, everything for a program. */
import { csvText } from '#formats/csv.ts';
import type { ScenarioFile } from '#formats/scenario.ts';
import type { Estimate } from '#simulate/forecast/estimate.ts';
import type { Figures } from '#simulate/forecast/result.ts';
import type { Result } from './use-forecast.ts';

type Row = readonly [
  about: string,
  figure: string,
  unit: string,
  of: (figures: Figures) => Estimate | null | undefined,
];

const node =
  (id: string) =>
  ({ nodes }: Figures): Figures['nodes'][number] | undefined =>
    nodes.find((each) => each.id === id);
const cells = (of: Estimate | null | undefined): (number | null)[] => [
  of?.mean ?? null,
  of?.half ?? null,
];

function rowsOf(figures: Figures): readonly Row[] {
  return [
    ['Request', 'Cycle time, mean', 'h', ({ cycle }) => cycle],
    ...Object.keys(figures.percentiles).map((key): Row => [
      'Request',
      `Cycle time, ${key}`,
      'h',
      (of) => of.percentiles[key],
    ]),
    ['Request', 'Waiting for people', 'h', ({ waiting }) => waiting],
    ['Request', 'Processing', 'h', ({ processing }) => processing],
    ['Request', 'SLA breach', 'share', ({ breach }) => breach],
    ['Request', 'Rework', 'share', ({ rework }) => rework],
    ['Request', 'Cost', 'money', ({ cost }) => cost],
    ['Request', 'Finished per week', 'number', ({ finishedPerWeek }) => finishedPerWeek],
    ['Request', 'Under way', 'number', ({ underWay }) => underWay],
    ...Object.keys(figures.outcomes).map((key): Row => [
      'Request',
      `Ends ${key}`,
      'share',
      (of) => of.outcomes[key],
    ]),
    ...figures.nodes.flatMap(({ id, name }): Row[] => [
      [name, 'Visits per request', 'number', (of) => node(id)(of)?.visits],
      [name, 'Stay per visit', 'h', (of) => node(id)(of)?.stay],
      [name, 'Waiting per visit', 'h', (of) => node(id)(of)?.waiting],
      [name, 'Processing per visit', 'h', (of) => node(id)(of)?.processing],
      [name, 'SLA breach', 'share', (of) => node(id)(of)?.breach],
      [name, 'Sent back', 'share', (of) => node(id)(of)?.rework],
      [name, 'Cost per request', 'money', (of) => node(id)(of)?.cost],
    ]),
    ...figures.roles.flatMap(({ name }, i): Row[] => [
      [name, 'Utilization', 'share', (of) => of.roles[i]?.utilisation],
      [name, 'People needed', 'number', (of) => of.roles[i]?.needed],
      [name, 'In the queue', 'number', (of) => of.roles[i]?.queue],
      [name, 'Wait of each', 'h', (of) => of.roles[i]?.waiting],
      [name, 'Cost per request', 'money', (of) => of.roles[i]?.cost],
    ]),
  ];
}

const columns = ['About', 'Figure', 'Unit', 'Value', '95 % interval ±'];
const compared = ['Difference', '95 % interval ± of it'];

/** A row a figure; what differs from the other side beside it. */
export function resultsCsv({ own, difference }: Result): string {
  return csvText([
    [...columns, ...(difference === null ? [] : compared)],
    ...rowsOf(own.forecast).flatMap(([about, figure, unit, of]) => {
      const found = of(own.forecast);
      if (found === null || found === undefined) return [];
      return [
        [
          about,
          figure,
          unit,
          ...cells(found),
          ...(difference === null ? [] : cells(of(difference))),
        ],
      ];
    }),
  ]);
}

export function resultsJson(result: Result, scenario: ScenarioFile, version: string): string {
  const { own, other, difference } = result;
  const all = {
    format: 'countersign-forecast/1',
    version,
    scenario,
    forecast: own.forecast,
    ...(other === null ? {} : { other: other.forecast, difference }),
  };
  return `${JSON.stringify(all, null, 2)}\n`;
}

/** Hands a text to the browser as a file. */
export function download(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
