import type { EventOf } from '#engine/event.ts';
import { listText, plural } from '../format.ts';
import { outcomes } from '../outcome.tsx';
import type { Names, Told } from './told.ts';
import { quoted, said } from './told.ts';

const limited = 'Independence limitation recorded';

/** How the signer was known when they signed. */
export function authText({
  identity: { auth },
  seal,
}: Pick<EventOf<'signed'>, 'identity' | 'seal'>): string {
  if (auth === 'none') return 'not authenticated';
  if (auth === 'account') return 'signed in';
  return `confirmed by passphrase${seal === undefined ? '' : `, key ${seal.kid.slice(0, 8)}…`}`;
}
const authLine = (e: Pick<EventOf<'signed'>, 'identity' | 'seal'>): string => {
  const text = authText(e);
  return text.slice(0, 1).toUpperCase() + text.slice(1);
};

export function signed(e: EventOf<'signed'>, names: Names): Told {
  const lines = [
    quoted(e.reason),
    e.fields && e.fields.length > 0
      ? `To change: ${listText(e.fields.map((f) => names.field(f)))}`
      : undefined,
    e.conditions.length > 0
      ? `${plural(e.conditions.length, 'condition')}: ${e.conditions.map((c) => said(c.text)).join('; ')}`
      : undefined,
    e.limitation ? limited : undefined,
    authLine(e),
  ].filter((line) => line !== undefined);
  return {
    says: `Signed “${said(e.meaning)}”`,
    more: lines.join(' · '),
    sign: e.verdict,
    node: e.node,
    weighs: true,
  };
}

export function recommended(e: EventOf<'recommended'>): Told {
  const text = quoted(e.text);
  return {
    says: `Recommended: ${outcomes[e.verdict].status.toLowerCase()}`,
    ...(text ? { more: text } : {}),
    sign: 'recommend',
  };
}

export function closed(e: EventOf<'closed'>, names: Names): Told {
  if (e.outcome === 'done')
    return {
      says: 'Finished',
      ...(e.limitation ? { more: limited } : {}),
      sign: 'completed',
      node: e.node,
    };
  return {
    says: `Gate closed: ${outcomes[e.outcome].status.toLowerCase()}`,
    ...(e.signers && e.signers.length > 0
      ? { more: `Signed by ${listText(e.signers.map((p) => names.person(p)))}` }
      : {}),
    sign: e.outcome,
    node: e.node,
  };
}

export const overtaken = (e: EventOf<'overtaken'>, names: Names): Told => ({
  says: `Changed after ${names.node(e.node)} was signed`,
  sign: 'stop',
  node: e.node,
});
export const affirmed = (e: EventOf<'affirmed'>): Told => ({
  says: 'Affirmed the change',
  more: e.limitation ? `${limited} · ${authLine(e)}` : authLine(e),
  sign: 'approved',
  node: e.node,
  weighs: true,
});
export const claimed = (): Told => ({
  says: 'Claimed the work',
  sign: 'person',
});
export const released = (): Told => ({
  says: 'Released the work',
  sign: 'person',
});
export const delegated = (e: EventOf<'delegated'>, names: Names): Told => ({
  says: e.to === null ? 'Took the work back' : `Delegated the work to ${names.person(e.to)}`,
  sign: 'person',
});
export const recused = (e: EventOf<'recused'>): Told => ({
  says: 'Recused',
  more: quoted(e.reason) ?? '',
  sign: 'person',
  node: e.node,
});
export const added = (e: EventOf<'added'>, names: Names): Told => ({
  says: `Added ${names.person(e.person)} as ${e.letter === 'S' ? 'signer' : 'consulted'}`,
  sign: 'person',
});
export const escalated = (e: EventOf<'escalated'>, names: Names): Told => ({
  says:
    e.why === 'breach'
      ? `SLA breached: escalated to ${names.role(e.role)}`
      : `Escalated to ${names.role(e.role)}`,
  ...(e.reason ? { more: quoted(e.reason) ?? '' } : {}),
  sign: 'time',
});
export const settled = (e: EventOf<'settled'>, names: Names): Told => ({
  says: `Condition ${e.how}: ${names.condition(e.condition)}`,
  more: quoted(e.note) ?? '',
  sign: 'condition',
});
