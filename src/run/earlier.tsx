import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Request } from '#engine/request.ts';
import type { Diagram } from '#model/diagram.ts';
import { sorted } from '#model/order.ts';
import { compiledVersion } from '#store/compiled.ts';
import { nameFor } from '#store/numbers.ts';
import { listRequests } from '#store/requests.ts';
import { Chip, Count } from '#ui/chip.tsx';
import { valueText } from '#ui/field-value.ts';
import { dateText } from '#ui/format.ts';
import { links } from '#ui/links.ts';
import { OutcomeBadge } from '#ui/outcome.tsx';
import { useDatabase } from '#ui/workspace.tsx';
import classes from './aside.module.css';
import { useScope } from './request-scope.tsx';
import { subjectOf } from './subject.ts';

/** How many requests of the SOP are looked through, what changed last first. */
const searched = 200;
const shown = 5;

interface Found {
  readonly request: Request;
  readonly subject: string;
  readonly number: string;
}

/** Earlier and other requests about the same thing (the same model, the same policy): how they were decided. */
export function Earlier(): ReactNode {
  const { compiled, request } = useScope();
  const database = useDatabase();
  const [found, set] = useState<readonly Found[]>([]);
  const { id, sop } = request;
  const field = subjectField(compiled.diagram);
  const value = field === null ? null : textOf(request, field.key);
  const key = field?.key ?? null;
  // Read once: the list is a help beside the page, and its requests have ended long ago or have pages of their own.
  useEffect(() => {
    let gone = false;
    if (key === null || value === null) return undefined;
    const look = async (): Promise<void> => {
      const all = await listRequests(database, { sop, limit: searched });
      const same = all.filter((one) => one.id !== id && textOf(one, key) === value);
      const named = await Promise.all(
        same.slice(0, shown + 1).map(async (one) => {
          const version = await compiledVersion(database, one.version);
          return {
            request: one,
            subject: version ? subjectOf(version.diagram, one.form, one.id) : one.id,
            number: await nameFor(database, one.id),
          };
        }),
      );
      if (!gone) set(named);
    };
    void look();
    return () => {
      gone = true;
      set([]);
    };
  }, [database, id, sop, key, value]);
  if (found.length === 0 || field === null) return null;
  const about = valueText(field, request.form[field.key]);
  return (
    <section className={classes['block']} aria-label={`Other requests for ${about}`}>
      <div className={classes['title']}>
        <h2>Other requests for {about}</h2>
        {found.length <= shown && <Count>{found.length}</Count>}
      </div>
      {found.slice(0, shown).map(({ request: one, subject, number }) => (
        <div key={one.id} className={classes['earlier']}>
          <div className={classes['who']}>
            <Link href={links.request(one.id)}>{subject}</Link>
            <div className={classes['small']}>
              {number}, {dateText(one.at)}
            </div>
          </div>
          {one.outcome === null ? (
            <Chip small>{one.status === 'suspended' ? 'Suspended' : 'Running'}</Chip>
          ) : (
            <OutcomeBadge outcome={one.outcome} />
          )}
        </div>
      ))}
      {found.length > shown && (
        <Link href={links.requests({ sop })} className={classes['small']}>
          All requests of this SOP
        </Link>
      )}
    </section>
  );
}

/** The first field that names what a request is about. */
function subjectField(diagram: Diagram) {
  const [named] = diagram.control.subject;
  if (named !== undefined) return diagram.fields[named] ?? null;
  const fields = sorted(Object.values(diagram.fields));
  return fields.find(({ required, type }) => required && type.kind === 'string') ?? null;
}

/** Compared as people type it: case and outer spaces are no difference. null: nothing is entered. */
function textOf({ form }: Request, key: string): string | null {
  const value = form[key];
  const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return text === '' ? null : text;
}
