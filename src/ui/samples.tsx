import { createContext, use, useEffect, useState } from 'react';
import type { SopId } from '#model/ids.ts';
import type { Sample } from '#model/sample.ts';

/** The sample requests that came with the template an SOP was made from; `app` knows where templates lie. */
export type SamplesOf = (sop: SopId) => Promise<readonly Sample[]>;

export const SamplesContext = createContext<SamplesOf>(() => Promise.resolve([]));

/** Sample requests of an SOP; none while they load, and none where it came from no template. */
export function useSamples(sop: SopId | undefined): readonly Sample[] {
  const samplesOf = use(SamplesContext);
  const [samples, set] = useState<readonly Sample[]>([]);
  useEffect(() => {
    let gone = false;
    if (sop === undefined) return undefined;
    samplesOf(sop).then(
      (found) => gone || set(found),
      // Samples are a help, never a need: without them the form is filled by hand.
      () => gone || set([]),
    );
    return () => {
      gone = true;
    };
  }, [sop, samplesOf]);
  return samples;
}
