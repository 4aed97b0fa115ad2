/** What a forecast of this page is asked: the SOP's assumptions, what was changed of them here, who is there, how often. */
import type { Diagram } from '#model/diagram.ts';
import type { Directory } from '#model/directory.ts';
import type { Json, JsonObject } from '#model/json.ts';
import type { Sample } from '#model/sample.ts';
import type { Asked } from '#simulate/forecast/part.ts';
import type { SampleForm } from '#simulate/forecast/scenario.ts';

/** By node or role id, or `sop`; then by member. */
export type Changes = { readonly [id: string]: { readonly [member: string]: Json } };

/** How often, and from when. */
export interface Settings {
  /** UTC ms. */
  readonly start: number;
  readonly seed: number;
  readonly cases: number;
  readonly replications: number;
}
const day = 86_400_000;
/** 1 January 1970 was a Thursday. */
const mondayBefore = (at: number): number =>
  Math.floor((Math.floor(at / day) + 3) / 7) * 7 * day - 3 * day;

/** As on the command line, but from this week on. */
export const usualSettings = (now: number): Settings => ({
  start: mondayBefore(now),
  seed: 1,
  cases: 2000,
  replications: 20,
});

/** Sample requests, each standing for others like it. */
export const formsOf = (samples: readonly Sample[]): readonly SampleForm[] =>
  samples.map((sample) => {
    const metrics: JsonObject = Object.assign({}, ...Object.values(sample.metrics));
    return {
      form: sample.form,
      metrics,
      weight: 1,
      priority: 0,
      submitted: Date.parse(sample.submitted),
    };
  });

export interface Situation {
  readonly directory: Directory;
  readonly settings: Settings;
  readonly forms: readonly SampleForm[];
}

/** `rows`: beside the diagram's own. What another version knows nothing of is left out. */
export function askedOf(
  diagram: Diagram,
  rows: Changes,
  { directory, settings, forms }: Situation,
): Asked {
  const known = Object.entries(rows).filter(
    ([id]) => id === 'sop' || Object.hasOwn(diagram.nodes, id),
  );
  return {
    diagram,
    directory,
    scenario: {
      ...settings,
      warmup: null,
      target: null,
      assumptions: Object.fromEntries(known),
      forms,
    },
  };
}

/** With one more person of this role than it has now. */
export const withPeople = (changes: Changes, role: string, people: number): Changes =>
  withMember(changes, role, 'headcount', people);

export const withMember = (
  changes: Changes,
  id: string,
  member: string,
  value: Json | undefined,
): Changes => {
  const { [id]: row, ...others } = changes;
  const { [member]: _before, ...rest } = row ?? {};
  const members = value === undefined ? rest : { ...rest, [member]: value };
  return Object.keys(members).length === 0 ? others : { ...others, [id]: members };
};
