/** Small changes leave the order of what stood: unless much crosses less in another one. */
import type { Item } from './graph.ts';
import type { Tangle } from './tangle.ts';

/** An order that keeps this share of what stood above each other is taken as it is. */
const enough = 0.97;
/** How much more may cross for the sake of the order that stood. */
export const dearer = (crossings: number): number => crossings * 1.25 + 4;

const stood = (it: Item): boolean => it.n !== null && it.n.was !== null;
const level = (it: Item): number => it.n?.was?.v ?? 0;

type Rows = readonly (readonly Item[])[];

/** Whether what stood above something in its layer still does; true where nothing stood. */
export const keepsOrder = (rows: Rows): boolean => share(rows) >= enough;

/** The order found, or that in which the nodes stood, with the rest moved between them. */
export function keptOrder(tangle: Tangle): { readonly rows: Rows; readonly kept: boolean } {
  const fresh = tangle.found();
  if (keepsOrder(fresh)) return { rows: fresh, kept: true };
  tangle.set(fresh);
  const free = tangle.count();
  const rows = fresh.map((r) => {
    const its = r.filter(stood).toSorted((a, b) => a.lane - b.lane || level(a) - level(b));
    let next = 0;
    return r.map((it) => (stood(it) ? its[next++] : it));
  });
  tangle.set(rows);
  tangle.settle((it) => !stood(it));
  return tangle.count() <= dearer(free)
    ? { rows: tangle.rows, kept: true }
    : { rows: fresh, kept: false };
}

/** Of the pairs in one layer and lane, how many stand as they stood. */
function share(rows: Rows): number {
  let [all, same] = [0, 0];
  for (const row of rows) {
    const its = row.filter(stood);
    its.forEach((a, k) => {
      for (const b of its.slice(k + 1)) {
        if (a.lane !== b.lane) continue;
        all += 1;
        if (level(a) <= level(b)) same += 1;
      }
    });
  }
  return all === 0 ? 1 : same / all;
}
