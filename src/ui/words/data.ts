import type { EventOf } from '#engine/event.ts';
import { listText, plural } from '../format.ts';
import type { Names, Told } from './told.ts';
import { quoted, said } from './told.ts';

export const submitted = (e: EventOf<'submitted'>): Told => ({
  says: e.tier === null ? 'Request submitted' : `Request submitted, tier ${e.tier} computed`,
  sign: 'form',
  node: e.node,
  weighs: true,
});

export function edited(e: EventOf<'edited'>, names: Names): Told {
  const fields = listText(e.keys.map((key) => names.field(key)));
  const tier = e.tier === null ? '' : `, tier ${e.tier}`;
  const reason = quoted(e.reason);
  return {
    says: `Changed ${fields}${tier}`,
    ...(reason ? { more: reason } : {}),
    sign: 'edit',
  };
}

export function attached(e: EventOf<'attached'>, names: Names): Told {
  const verb = e.version > 1 ? 'Replaced' : 'Attached';
  const what = e.url === undefined ? said(e.name) : said(e.url);
  return {
    says: `${verb} “${names.evidence(e.evidence)}”`,
    more: `${what}, version ${e.version}, sha256 ${e.sha256.slice(0, 4)}…${e.sha256.slice(-4)}`,
    sign: 'evidence',
  };
}

export const opened = (e: EventOf<'opened'>, names: Names): Told => ({
  says: `Opened “${names.evidence(e.evidence)}”`,
  more: `version ${e.version}`,
  sign: 'open',
});

export function checked(e: EventOf<'checked'>, names: Names): Told {
  const failing = e.results.filter((r) => r.result === 'fail');
  const unknown = e.results.filter((r) => r.result === 'unknown');
  const run = plural(e.results.length, 'automated check');
  const rest = [
    ...(failing.length > 0 ? [`${failing.length} failed`] : []),
    ...(unknown.length > 0 ? [`${unknown.length} cannot be computed yet`] : []),
  ];
  const named = failing.map((r) => names.item(r.item));
  return {
    says: `${run} run, ${rest.length === 0 ? (e.results.length === 1 ? 'it passes' : 'all pass') : listText(rest)}`,
    ...(named.length > 0 ? { more: `Failed: ${named.join('; ')}` } : {}),
    sign: 'checks',
  };
}

export function answered(e: EventOf<'answered'>, names: Names): Told {
  const word = { pass: 'pass', fail: 'fail', na: 'not applicable' } as const;
  const one = e.answers[0];
  const comments = e.answers.flatMap((a) => quoted(a.comment) ?? []);
  return {
    says:
      e.answers.length === 1 && one
        ? `Answered “${names.item(one.item)}”: ${word[one.result]}`
        : `Answered ${plural(e.answers.length, 'checklist item')}`,
    ...(comments.length > 0 ? { more: comments.join(' ') } : {}),
    sign: 'answer',
  };
}

export function waived(e: EventOf<'waived'>, names: Names): Told {
  const reason = quoted(e.reason);
  return {
    says: `Waived “${names.item(e.item)}”`,
    ...(reason ? { more: reason } : {}),
    sign: 'waive',
    weighs: true,
  };
}

export const reassessed = (e: EventOf<'reassessed'>): Told => ({
  says: `Reassessed on today’s data: ${plural(e.results.length, 'automated check')}`,
  sign: 'checks',
});

export function commented(e: EventOf<'commented'>): Told {
  return { says: 'Commented', more: quoted(e.text) ?? '', sign: 'comment' };
}
