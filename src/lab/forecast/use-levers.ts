/** What one person more of a role would change: tried for the roles with the longest queues, once nothing else runs. */
import { useEffect, useRef, useState } from 'react';
import type { Estimate } from '#simulate/forecast/estimate.ts';
import type { RoleForecast } from '#simulate/forecast/result.ts';
import { difference } from '#simulate/forecast/together.ts';
import { withPeople } from './ask.ts';
import type { Memory } from './memory.ts';
import { Runner } from './runner.ts';
import type { Result } from './use-forecast.ts';

export interface Lever {
  readonly role: string;
  readonly name: string;
  /** With that one more. */
  readonly people: number;
  /** Hours that a request then takes more on average: less than nothing is gained. */
  readonly gain: Estimate;
}
export interface Levers {
  readonly levers: readonly Lever[];
  /** Roles still to be tried. */
  readonly left: number;
}
const most = 3;

/** Who keeps others waiting, the longest queue first. */
function candidates(
  roles: readonly RoleForecast[],
): readonly (RoleForecast & { people: number })[] {
  return roles
    .flatMap((role) => (role.people === null ? [] : [{ ...role, people: role.people }]))
    .filter(({ queue }) => (queue?.mean ?? 0) > 0)
    .toSorted((a, b) => (b.queue?.mean ?? 0) - (a.queue?.mean ?? 0))
    .slice(0, most);
}

export function useLevers(result: Result | null, busy: boolean, memory: Memory): Levers {
  const runner = useRef<Runner>(null);
  const [found, setFound] = useState<(Levers & { readonly of: Result }) | null>(null);

  useEffect(() => {
    if (result === null || busy) return undefined;
    let gone = false;
    const runs = (runner.current ??= new Runner());
    const { asked, own } = result;
    const all = candidates(own.forecast.roles);
    const run = async (): Promise<void> => {
      const levers: Lever[] = [];
      for (const [at, { id, name, people }] of all.entries()) {
        const assumptions = withPeople(asked.scenario.assumptions, id, people + 1);
        const scenario = { ...asked.scenario, assumptions };
        const tried = { ...asked, scenario };
        const known = memory.find(tried);
        const answer = known ?? (await runs.run(tried));
        if (gone) return;
        if (known === null) memory.keep(tried, answer);
        const gain = answer.ok ? difference(answer.parts, own.parts)?.cycle : null;
        if (gain !== null && gain !== undefined)
          levers.push({ role: id, name, people: people + 1, gain });
        setFound({
          of: result,
          levers: levers.toSorted((a, b) => a.gain.mean - b.gain.mean),
          left: all.length - at - 1,
        });
      }
    };
    // A lever that cannot be tried is none; what is wrong was said of the forecast itself.
    run().catch(() => gone || setFound({ of: result, levers: [], left: 0 }));
    return () => {
      gone = true;
      runs.cancel();
    };
  }, [result, busy, memory]);
  useEffect(() => () => runner.current?.end(), []);
  if (result === null) return none;
  return found?.of === result
    ? found
    : { levers: [], left: candidates(result.own.forecast.roles).length };
}
const none: Levers = { levers: [], left: 0 };
