import type { SopEvent } from '#engine/sop/event.ts';
import { dateText, shortDigest } from '../format.ts';
import type { Told } from './told.ts';
import { quoted, said } from './told.ts';

/** An event of an SOP's own life in words. */
export function toldOfSop(event: SopEvent): Told {
  switch (event.type) {
    case 'created':
      return {
        says: `Created the SOP “${said(event.title)}”`,
        ...(event.from === null ? {} : { more: `from ${said(event.from)}` }),
        sign: 'form',
      };
    case 'published': {
      const accepted = event.accepted.length;
      const warnings = accepted === 0 ? '' : ` ${accepted} accepted in writing.`;
      return {
        says: `Published version ${event.number}, effective from ${dateText(event.effectiveFrom)}`,
        more: `${quoted(event.reason) ?? ''}${warnings} Digest ${shortDigest(event.digest)}`.trim(),
        sign: 'version',
        weighs: true,
      };
    }
    case 'retired':
      return {
        says: 'Retired the SOP',
        more: quoted(event.reason) ?? '',
        sign: 'cancel',
        weighs: true,
      };
  }
}
