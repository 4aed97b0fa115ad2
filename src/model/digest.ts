/** What identifies a diagram: SHA-256 over the canonical JSON of its meaning (CORE.md §1). */
import { canonical } from './canonical.ts';
import type { Diagram, Hex } from './diagram.ts';
import { as } from './ids.ts';
import type { Digest } from './ids.ts';
import { sorted } from './order.ts';
import type { Ordered } from './order.ts';

/** SHA-256 of a text's UTF-8, in lower-case hexadecimal. */
export type Sha256 = (utf8: string) => Hex;

/**
 * All that a diagram says, none of how it looks: without layout and assumptions, and with each order key replaced by
 * its rank in its group, so that re-keying without re-ordering changes nothing.
 */
export function meaning(diagram: Diagram) {
  const { layout: _layout, assumptions: _assumptions, ...rest } = diagram;
  return {
    ...rest,
    flows: ranked(diagram.flows, (flow) => flow.from),
    items: ranked(diagram.items, (item) => item.node),
    evidence: ranked(diagram.evidence, (piece) => piece.node),
    fields: ranked(diagram.fields, () => ''),
    tiers: ranked(diagram.tiers, () => ''),
  };
}

export const digest = (diagram: Diagram, hash: Sha256): Digest =>
  as<Digest>(hash(canonical(meaning(diagram))));

/** Identifies the picture: layout and assumptions. */
export const appearance = ({ layout, assumptions }: Diagram, hash: Sha256): Digest =>
  as<Digest>(hash(canonical({ layout, assumptions })));

function ranked<R extends Ordered>(table: { readonly [id: string]: R }, group: (row: R) => string) {
  const ranks = new Map<string, number>();
  return Object.fromEntries(
    sorted(Object.values(table)).map((row) => {
      const rank = ranks.get(group(row)) ?? 0;
      ranks.set(group(row), rank + 1);
      return [row.id, { ...row, order: rank }];
    }),
  );
}
