import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { dateText, exactText } from '#ui/format.ts';
import { OutcomeBadge } from '#ui/outcome.tsx';
import { DigestText } from '#ui/version-seal.tsx';
import classes from './audit.module.css';
import type { Read } from './record.ts';
import type { Names } from '#ui/words/told.ts';
import { authText } from '#ui/words/signing.ts';
import { said } from '#ui/words/told.ts';

/** One entry in full: who, as whom, why, what was signed, and its place in the chain. */
export function EventCard({
  read,
  names,
  play,
}: {
  readonly read: Read;
  readonly names: Names;
  /** Where a copy of the request is played from this entry on. */
  readonly play?: string;
}): ReactNode {
  const { entry, hash, events } = read;
  const given = events.find((event) => event.type === 'signed' || event.type === 'affirmed');
  const signed = given?.type === 'signed' ? given : undefined;
  const facts: (readonly [string, ReactNode])[] = [
    ['Command', entry.command.type],
    ['Actor', entry.actor.kind === 'person' ? names.person(entry.actor.id) : entry.actor.kind],
    ...(entry.for ? [['On behalf of', names.person(entry.for)] as const] : []),
    ...(given
      ? ([
          ['Printed name', said(given.identity.name)],
          ['Identity', authText(given)],
          ['Meaning', said(given.meaning)],
          ...(signed?.reason === undefined ? [] : [['Reason', said(signed.reason)] as const]),
          ...(signed?.conditions ?? []).map(
            (one) => ['Condition', `${said(one.text)}, due ${dateText(one.due)}`] as const,
          ),
          ['Signed', given.content === null ? '–' : <DigestText key="d" digest={given.content} />],
        ] as const)
      : []),
    ['Time', exactText(entry.at)],
    ['Actor’s time', exactText(entry.at, entry.zone)],
    ['Link', <DigestText key="h" digest={hash} />],
    ['Previous', <DigestText key="p" digest={entry.prev} />],
    ...(entry.sealed === null
      ? []
      : [['Private values', <DigestText key="s" digest={entry.sealed} />] as const]),
  ];
  return (
    <section className={classes['card']} aria-label={`Entry ${entry.seq}`}>
      <div className={classes['facts']}>
        <div className={classes['cardHead']}>
          <h2>Entry {entry.seq}</h2>
          {signed && <OutcomeBadge outcome={signed.verdict} />}
        </div>
        {facts.map(([name, value], i) => (
          <div key={`${name}${i}`} className={classes['fact']}>
            <span>{name}</span>
            <span>{value}</span>
          </div>
        ))}
        {play !== undefined && <Link href={play}>Play a copy from here</Link>}
      </div>
    </section>
  );
}
