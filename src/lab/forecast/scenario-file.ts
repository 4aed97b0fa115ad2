/** What this page is asked as a scenario's file, and back: the same that the command line reads. */
import type { ScenarioFile } from '#formats/scenario.ts';
import type { SampleForm } from '#simulate/forecast/scenario.ts';
import type { Changes, Settings } from './ask.ts';

const iso = (at: number): string => new Date(at).toISOString();

export function fileOf(
  name: string,
  settings: Settings,
  rows: Changes,
  forms: readonly SampleForm[],
): ScenarioFile {
  return {
    format: 'countersign-scenario/1',
    name,
    start: iso(settings.start),
    seed: settings.seed,
    cases: settings.cases,
    replications: settings.replications,
    assumptions: rows,
    forms: forms.map(({ form, metrics, weight, priority, submitted }) => ({
      form,
      metrics,
      weight,
      priority,
      ...(submitted === null ? {} : { submitted: iso(submitted) }),
    })),
  };
}

export interface Opened {
  readonly settings: Settings;
  readonly changes: Changes;
  /** Null: those of the SOP. */
  readonly forms: readonly SampleForm[] | null;
}
/** What the file leaves out is as it is here. */
export function openedOf(file: ScenarioFile, here: Settings): Opened {
  return {
    settings: {
      start: file.start === undefined ? here.start : Date.parse(file.start),
      seed: file.seed ?? here.seed,
      cases: file.cases ?? here.cases,
      replications: file.replications ?? here.replications,
    },
    changes: file.assumptions ?? {},
    forms:
      file.forms?.map((each) => ({
        form: each.form,
        metrics: each.metrics ?? {},
        weight: each.weight ?? 1,
        priority: each.priority ?? 0,
        submitted: each.submitted === undefined ? null : Date.parse(each.submitted),
      })) ?? null,
  };
}
