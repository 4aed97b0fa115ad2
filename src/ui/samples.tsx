import { createContext, use, useEffect, useMemo, useState } from 'react';
import type { SopId } from '#model/ids.ts';
import type { Sample } from '#model/sample.ts';
import { ownSamples } from '#store/own-samples.ts';
import { useLive } from './workspace.tsx';

/** The sample requests that came with the template an SOP was made from; `app` knows where templates lie. */
export type SamplesOf = (sop: SopId) => Promise<readonly Sample[]>;

export const SamplesContext = createContext<SamplesOf>(() => Promise.resolve([]));

const none: readonly Sample[] = [];

/** Sample requests of an SOP, those recorded for it last; none while they load, and none where it has none. */
export const useSamples = (sop: SopId | undefined): readonly Sample[] =>
  useLoadedSamples(sop) ?? none;

/** The same; undefined while they load. */
export function useLoadedSamples(sop: SopId | undefined): readonly Sample[] | undefined {
  const samplesOf = use(SamplesContext);
  const [samples, set] = useState<readonly Sample[]>();
  const own = useLive(
    (db) => (sop === undefined ? Promise.resolve(none) : ownSamples(db, sop)),
    [sop],
  );
  useEffect(() => {
    let gone = false;
    if (sop === undefined) return undefined;
    samplesOf(sop).then(
      (found) => gone || set(found),
      // Samples are a help, never a need: without them the form is filled by hand.
      () => gone || set(none),
    );
    return () => {
      gone = true;
    };
  }, [sop, samplesOf]);
  return useMemo(
    () => (own === undefined || samples === undefined ? undefined : [...samples, ...own]),
    [samples, own],
  );
}
