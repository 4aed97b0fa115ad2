/** What was found as files: departures for a spreadsheet, the whole result for a program. */
import { csvText } from '#formats/csv.ts';
import type { Tested } from '#store/backtest-row.ts';
import type { Made } from './use-run.ts';

const columns = [
  'Request',
  'Id',
  'Subject',
  'Verdict',
  'Recorded outcome',
  'Outcome now',
  'Recorded tier',
  'Tier now',
  'Departs at',
  'Because',
  'Later by hours',
  'Stops earlier by hours',
  'Assumed unknown',
] as const;

export function departuresCsv({ result }: Pick<Made, 'result'>): string {
  const rows = result.requests
    .filter(({ verdict }) => verdict !== 'same')
    .map((found: Tested) => [
      found.name,
      found.request,
      found.subject,
      found.verdict,
      found.outcome[0] ?? '',
      found.outcome[1] ?? '',
      found.tier[0] ?? '',
      found.tier[1] ?? '',
      found.place,
      found.because,
      found.laterHours,
      found.stopsHours,
      found.assumed.filter(({ source }) => source === 'unknown').length,
    ]);
  return csvText([columns, ...rows]);
}

function resultJson(made: Made): string {
  const { digest, version, hours, picked, at, result } = made;
  const whole = {
    format: 'countersign-backtest/1',
    at: new Date(at).toISOString(),
    digest,
    version,
    requestsPicked: picked,
    assumeHours: hours,
    ...result,
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

export const exportCsv = (made: Made, title: string): void =>
  save(`${fileName(title)}-backtest.csv`, departuresCsv(made), 'text/csv');
export const exportJson = (made: Made, title: string): void =>
  save(`${fileName(title)}-backtest.json`, resultJson(made), 'application/json');

function save(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on the blob once it began.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

const fileName = (title: string): string =>
  title
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .toLowerCase() || 'sop';
