import type { EventOf } from '#engine/event.ts';
import type { Names, Told } from './told.ts';
import { incidentWord } from './incident-words.ts';
import { quoted } from './told.ts';

export function suspended(e: EventOf<'suspended'>, names: Names): Told {
  const reason = quoted(e.reason);
  return {
    says:
      e.incident.node === undefined
        ? incidentWord[e.incident.code]
        : `Suspended at ${names.node(e.incident.node)}: ${incidentWord[e.incident.code].toLowerCase()}`,
    ...(reason ? { more: reason } : {}),
    sign: 'stop',
    ...(e.incident.node === undefined ? {} : { node: e.incident.node }),
    weighs: true,
  };
}
export function resumed(e: EventOf<'resumed'>): Told {
  const reason = quoted(e.reason);
  return { says: 'Resumed', ...(reason ? { more: reason } : {}), sign: 'go' };
}
export const withdrawn = (e: EventOf<'withdrawn'>): Told => ({
  says: 'Withdrew the request',
  more: quoted(e.reason) ?? '',
  sign: 'withdrawn',
  weighs: true,
});
export const revoked = (e: EventOf<'revoked'>): Told => ({
  says: 'Revoked the approval',
  more: quoted(e.reason) ?? '',
  sign: 'revoked',
  weighs: true,
});
export const reminded = (): Told => ({ says: 'Reminder sent', sign: 'time' });
export const overdue = (e: EventOf<'overdue'>, names: Names): Told => ({
  says: `Condition overdue: ${names.condition(e.condition)}`,
  sign: 'time',
});
export const migrated = (e: EventOf<'migrated'>): Told => ({
  says: `Moved to version ${e.to.slice(0, 4)}…${e.to.slice(-4)}`,
  sign: 'version',
  weighs: true,
});
