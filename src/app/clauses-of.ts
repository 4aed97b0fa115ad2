/** The clauses that checklists refer to: data that ships with the templates. */
import { z } from '#model/zod.ts';
import type { Clauses } from '#ui/clauses.tsx';

const files = import.meta.glob<string>('../../templates/clauses.json', {
  query: '?raw',
  import: 'default',
});
/** Title, from when it applies, and remarks. */
const rows = z.record(z.string(), z.tuple([z.string(), z.string()]).rest(z.string()));

let loaded: Promise<Clauses> | undefined;

/** Read once, when a checklist is first shown. */
export function clausesOf(): Promise<Clauses> {
  loaded ??= read();
  return loaded;
}

async function read(): Promise<Clauses> {
  const texts = await Promise.all(Object.values(files).map((load) => load()));
  return new Map(
    texts.flatMap((text) =>
      Object.entries(rows.parse(JSON.parse(text))).map(([code, [title, applies]]) => [
        code,
        { title, applies },
      ]),
    ),
  );
}
