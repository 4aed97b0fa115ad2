import { Temporal } from 'temporal-polyfill';
import { compile } from '#engine/compile.ts';
import { readScenario } from '#formats/scenario.ts';
import type { ScenarioFile } from '#formats/scenario.ts';
import { digest } from '#model/digest.ts';
import type { JsonObject } from '#model/json.ts';
import { forecast as forecastOf } from '#simulate/forecast/forecast.ts';
import type { Forecast } from '#simulate/forecast/result.ts';
import type { SampleForm, Scenario } from '#simulate/forecast/scenario.ts';
import { directoryOf } from './directory.ts';
import { takeValues, wholeNumber } from './options.ts';
import { parseArgs, printable, Unusable } from './outcome.ts';
import type { Command } from './outcome.ts';
import { readRunsFile, readSopFile, readText, sha256 } from './read.ts';

const usage =
  'forecast SOP [--scenario FILE] [--runs RUNS] [--cases N] [--replications R] [--seed S] [--json]';
const valued = ['--scenario', '--runs', '--cases', '--replications', '--seed'];

/** Where nothing is said: a start that is the same for everybody, so that the same seed gives the same numbers. */
const usual = { start: '2026-01-05T00:00:00Z', seed: 1, cases: 2000, replications: 20 };

/** How long requests will take and where they wait. Exit code 1 where the assumptions cannot be simulated. */
export const forecast: Command = (args) => {
  const { rest, values } = takeValues(args, valued, usage);
  const { files, flags } = parseArgs(rest, 1, usage, ['--json']);
  const [name = ''] = files;
  const sop = readSopFile(name);
  const stated = values['--scenario'];
  const file = stated === undefined ? none : scenarioFile(stated);
  const runs = values['--runs'];
  const samples = runs === undefined ? [] : readRunsFile(runs).runs.map(sampleForm);
  const scenario: Scenario = {
    start: instant(file.start ?? usual.start),
    seed: wholeNumber(values, '--seed') ?? file.seed ?? usual.seed,
    cases: wholeNumber(values, '--cases') ?? file.cases ?? usual.cases,
    replications: wholeNumber(values, '--replications') ?? file.replications ?? usual.replications,
    warmup: file.warmup ?? null,
    target: file.target ?? null,
    assumptions: file.assumptions ?? {},
    forms: [...(file.forms ?? []).map(formOf), ...samples],
  };
  const version = digest(sop.diagram, sha256);
  const answer = forecastOf(compile(sop.diagram, version), directoryOf(sop), scenario);
  if (flags.has('--json'))
    console.log(JSON.stringify({ sop: sop.id, version, ...answer }, null, 2));
  else if (answer.ok) for (const line of lines(answer)) console.log(printable(line));
  else for (const line of answer.says) console.error(printable(line));
  return answer.ok ? 0 : 1;
};

const none: ScenarioFile = { format: 'countersign-scenario/1' };
function scenarioFile(name: string): ScenarioFile {
  const read = readScenario(readText(name));
  if (!read.ok) throw new Unusable(`${name}: ${read.says}`);
  return read.file;
}
function instant(text: string): number {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    throw new Unusable(`${text} is no instant.`);
  }
}
type FileForm = NonNullable<ScenarioFile['forms']>[number];
const formOf = (each: FileForm): SampleForm => ({
  form: each.form,
  metrics: each.metrics ?? {},
  weight: each.weight ?? 1,
  priority: each.priority ?? 0,
  submitted: each.submitted === undefined ? null : instant(each.submitted),
});
function sampleForm(sample: ReturnType<typeof readRunsFile>['runs'][number]): SampleForm {
  const metrics: JsonObject = Object.assign({}, ...Object.values(sample.metrics));
  return {
    form: sample.form,
    metrics,
    weight: 1,
    priority: 0,
    submitted: instant(sample.submitted),
  };
}

/** What a terminal shows: the sentences, and the nodes and roles that take longest. */
function lines(answer: Forecast): string[] {
  const slow = answer.nodes
    .filter(({ stay }) => stay !== null && stay.mean > 0)
    .toSorted((a, b) => heat(b) - heat(a))
    .slice(0, 8);
  return [
    ...answer.says,
    `${answer.replications} replications of ${answer.cases} requests after a warm-up of ${answer.warmup}, seed ${answer.seed}.`,
    ...slow.map(
      ({ name, stay, waiting }) =>
        `  ${name}: ${number(stay, ' h')}, of it queues ${number(waiting, ' h')}`,
    ),
    ...answer.roles.map(
      ({ name, utilisation, queue }) =>
        `  ${name}: busy ${number(utilisation)}, queue ${number(queue)}`,
    ),
    ...(answer.assumed.length > 0
      ? ['Assumed:', ...answer.assumed.map((each) => `  ${each}`)]
      : []),
  ];
}
const heat = ({ stay, visits }: Forecast['nodes'][number]): number =>
  (stay?.mean ?? 0) * (visits?.mean ?? 0);
function number(of: { mean: number; half: number | null } | null, unit = ''): string {
  if (of === null) return '–';
  const half = of.half === null ? '' : ` ± ${of.half.toPrecision(2)}`;
  return `${of.mean.toPrecision(3)}${half}${unit}`;
}
