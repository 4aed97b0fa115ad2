/** What makes an SOP of one's own: blank, from a template or a file, as a copy. Each is a draft under a new id. */
import type { Actor } from '#engine/command.ts';
import type { SopFile } from '#formats/sop.ts';
import { blankDiagram } from '#model/blank.ts';
import type { Diagram } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { PersonId, SopId } from '#model/ids.ts';
import { displayName } from '#model/rows.ts';
import type { Database } from '#store/database.ts';
import { newId } from '#store/new-id.ts';
import { getSop } from '#store/sops.ts';
import { replaceUpdates } from '#store/updates.ts';

export interface Maker {
  readonly database: Database;
  /** Who acts in this tab. */
  readonly person: PersonId | null;
}

/** Who acts, or, before anybody is chosen, whoever sits at this device. */
export async function actorOf(person: PersonId | null): Promise<Actor> {
  if (person !== null) return { kind: 'person', id: person };
  const { device } = await import('#store/directory.ts');
  return device;
}

/** Bytes of drafts that may be made next, by their diagram. */
const prepared = new WeakMap<Diagram, Promise<Uint8Array>>();

/** For a diagram that somebody points at: what making it a draft takes is ready when they click. */
export function prepare(diagram: Diagram): Promise<Uint8Array> {
  let bytes = prepared.get(diagram);
  if (bytes === undefined) {
    bytes = import('#collab/seed.ts').then(({ updateOf }) => updateOf(diagram));
    prepared.set(diagram, bytes);
  }
  return bytes;
}

/** Stores a diagram as a new draft: its bytes first, so that a listed SOP always has a drawing. */
async function create(
  { database, person }: Maker,
  diagram: Diagram,
  from: string | null,
  id: SopId = as<SopId>(newId('sop')),
  /** What else has to stand before the SOP is listed. */
  ready: Promise<unknown> = Promise.resolve(),
): Promise<SopId> {
  const [bytes, { createSop }] = await Promise.all([
    prepare(diagram),
    import('#store/sop-life.ts'),
  ]);
  // In the place of what an import that failed half-way may have left under this id.
  await Promise.all([replaceUpdates(database, id, bytes), ready]);
  const answer = await createSop(database, {
    id,
    title: displayName(diagram),
    from,
    actor: await actorOf(person),
  });
  if ('refused' in answer) throw new Error(answer.says);
  return id;
}

/** An intake alone. */
export function createBlank(maker: Maker): Promise<SopId> {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return create(maker, blankDiagram({ title: 'Untitled SOP', zone: timeZone }), null);
}

/**
 * A file's SOP, under a new id unless one is given: its people, groups and holiday lists are added where they are
 * missing, and it remembers the file it came from.
 */
export async function createFrom(maker: Maker, file: SopFile, id?: SopId): Promise<SopId> {
  const { addToDirectory } = await import('#store/directory.ts');
  const ready = addToDirectory(maker.database, file.directory, file.holidays);
  return create(maker, file.diagram, file.id, id, ready);
}

/** A copy of what is drawn now, under a title that says so. */
export function createCopy(maker: Maker, diagram: Diagram, from: string | null): Promise<SopId> {
  const title = `${diagram.control.title} (copy)`;
  return create(maker, { ...diagram, control: { ...diagram.control, title } }, from);
}

export type Imported =
  | {
      readonly ok: true;
      readonly sop: SopId;
      /** Its id was here already. */
      readonly copy: boolean;
      readonly warnings: readonly string[];
    }
  | { readonly ok: false; readonly says: string };

/** bytes; more is no SOP (CORE.md's largest is far below) and would freeze the tab while it is read. */
const largest = 50e6;

/** Reads a `.sop.json` and keeps it; nothing is kept of a file that does not read. */
export async function importFile(maker: Maker, file: File): Promise<Imported> {
  if (file.size > largest)
    return {
      ok: false,
      says: `${file.name} is ${Math.round(file.size / 1e6)} MB; an SOP is at most 50 MB.`,
    };
  const { readSop } = await import('#formats/sop.ts');
  const read = readSop(await file.text());
  if (!read.ok) return { ok: false, says: read.says };
  const { file: sop, warnings } = read;
  const copy = (await getSop(maker.database, sop.id)) !== undefined;
  // A template's id names where it lies, never an SOP of one's own.
  const own = copy || sop.id.includes('/') ? undefined : sop.id;
  const diagram = await stood(sop.diagram);
  return { ok: true, sop: await createFrom(maker, { ...sop, diagram }, own), copy, warnings };
}

/** Nodes; to lay out more takes longer than anybody waits for an import, and Tidy can be cancelled. */
const mostStood = 100;

/** What a hand-written file draws nowhere is laid out; else the canvas would show it as a row in no order. */
async function stood(diagram: Diagram): Promise<Diagram> {
  if (Object.keys(diagram.nodes).length > mostStood) return diagram;
  const { standing } = await import('#layout/standing.ts');
  return standing(diagram);
}
