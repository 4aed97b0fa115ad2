import type { GateOutcome } from './diagram.ts';

/** What a signature with this verdict means, in the signer's words (21 CFR 11.50: the meaning of the signing). */
export const meaningOf: Readonly<Record<Exclude<GateOutcome, 'expired'>, string>> = {
  approved: 'I approve',
  conditional: 'I approve with conditions',
  returned: 'I return this for change',
  rejected: 'I reject',
};
