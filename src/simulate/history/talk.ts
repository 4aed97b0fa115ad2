/** What the people of a made-up history write, and the files they bring. */
import type { CNode } from '#engine/compiled.ts';
import type { Hash } from '#engine/context.ts';
import { canonical } from '#model/canonical.ts';
import type { Evidence, Hex } from '#model/diagram.ts';
import type { JsonObject } from '#model/json.ts';
import type { Chance } from './chance.ts';

const reasons = {
  returned: [
    'The intended use does not say whose decisions it makes.',
    'The figures are those of the version before.',
    'The plan for going back is missing.',
    'Two of the documents contradict each other.',
    'The limits of the data are not described.',
  ],
  rejected: [
    'The risk is not worth the gain.',
    'There is an approved tool for this.',
    'The data may not be used for this purpose.',
    'Nobody would be answerable once it runs.',
  ],
} as const;
const conditions = [
  'Report the first month of use.',
  'Add the missing limit to the documentation.',
  'Check a sample of twenty cases a week.',
  'Train the team before it is used by everybody.',
  'Agree on who is called at night.',
] as const;
const fulfilled = [
  'Done, see the ticket.',
  'Documented and checked.',
  'Reported to the group.',
] as const;
const waivers = ['Known, and covered by the plan.', 'Does not matter at this volume.'] as const;

export class Talk {
  readonly #chance: Chance;
  readonly #hash: Hash | null;
  readonly #digests = new Map<string, Hex>();

  constructor(chance: Chance, hash: Hash | null) {
    this.#chance = chance;
    this.#hash = hash;
  }

  reason(verdict: 'returned' | 'rejected', node: CNode): string {
    return `${this.#chance.pick(reasons[verdict]) ?? ''} (${node.row.name})`;
  }
  condition(): string {
    return this.#chance.pick(conditions) ?? '';
  }
  fulfilled(): string {
    return this.#chance.pick(fulfilled) ?? '';
  }
  waiver(): string {
    return this.#chance.pick(waivers) ?? '';
  }
  advice(verdict: 'approved' | 'returned'): string {
    return verdict === 'approved' ? 'No objection.' : 'I would ask for one more round.';
  }

  /** A stub: the same text for every request, so that it would be stored once. */
  file(
    { id, name }: Evidence,
    metrics: JsonObject | null,
  ): { name: string; sha256: Hex; size: number } {
    const text = metrics === null ? `Stub of ${name}` : canonical(metrics);
    let sha256 = this.#digests.get(text);
    if (sha256 === undefined) {
      sha256 = this.#hash?.(text) ?? noDigest;
      this.#digests.set(text, sha256);
    }
    return { name: `${id}.${metrics === null ? 'txt' : 'json'}`, sha256, size: text.length };
  }
}

/** Stands where nothing is hashed: a file's digest is not needed to play. */
const noDigest: Hex = '0'.repeat(64);
