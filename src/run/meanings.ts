import type { Verdict } from '#engine/request.ts';

/** What a signature with this outcome means, in the signer's words (21 CFR 11.50: the meaning of the signing). */
export const meaningOf: Readonly<Record<Verdict, string>> = {
  approved: 'I approve',
  conditional: 'I approve with conditions',
  returned: 'I return this for change',
  rejected: 'I reject',
};
