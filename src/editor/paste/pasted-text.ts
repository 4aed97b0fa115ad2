/** A text from elsewhere as rows of this SOP: which reader takes it, where it is placed, what is said. Loaded when needed. */
import { isMermaid, readMermaid } from '#formats/mermaid.ts';
import { clipOfSketch, tooMany, tooMuch } from '#formats/sketch.ts';
import type { SketchRead } from '#formats/sketch.ts';
import { readSop } from '#formats/sop.ts';
import { cellsOf, readList, readTable } from '#formats/table.ts';
import { blankDiagram } from '#model/blank.ts';
import type { Diagram } from '#model/diagram.ts';
import { copyOf, rekeyed } from '#model/edit/copy.ts';
import type { Clip } from '#model/edit/copy.ts';
import { mayConnect } from '#model/edit/may-connect.ts';
import { as } from '#model/ids.ts';
import type { NodeId, RoleId } from '#model/ids.ts';
import { flowsFrom, flowsTo, nodesOf, rolesOf, runs } from '#model/rows.ts';
import { newId } from '#store/new-id.ts';
import { plural } from '#ui/format.ts';
import { boundsOf, boxesOf } from '../canvas/places.ts';
import type { Editor } from '../context.ts';
import { newFlowId } from '../ids.ts';
import { select } from '../state.ts';
import type { Point } from '../state.ts';
import { tidied } from '../tidy.ts';

/** px below everything that stands, where nobody points. */
const below = 80;

/** What came of it; null where the text is nothing that can be drawn. */
export interface Answer {
  readonly text: string;
  readonly failed: boolean;
  /** What stayed behind: to be read, though nothing failed. */
  readonly shown?: boolean;
}

export async function pasteText(
  editor: Editor,
  text: string,
  html: string,
  at: Point | null,
): Promise<Answer | null> {
  const large = tooMuch(text);
  if (large !== null) return { text: large, failed: true };
  if (/^\s*\{/.test(text) && /"format"\s*:\s*"countersign-sop/.test(text.slice(0, 2_000_000)))
    return pasteSop(editor, text, at);
  const read = reader(text, html);
  if (read === null) return null;
  if (!read.ok) return { text: read.says, failed: true };
  const now = editor.draft.diagram();
  const known = new Map(rolesOf(now).map((role) => [role.name.trim().toLowerCase(), role.id]));
  const clip = clipOfSketch(read.sketch, newId, (name) => {
    const id = known.get(name.trim().toLowerCase());
    return id === undefined ? null : as<RoleId>(id);
  });
  const whole = { ...blankDiagram({ title: '', zone: 'UTC' }), ...clip };
  const roles = Object.fromEntries(rolesOf(now).map((role) => [role.id, role]));
  const places = await tidied({ ...whole, nodes: { ...roles, ...clip.nodes } });
  return put(
    editor,
    { ...clip, layout: Object.fromEntries(places.map((row) => [row.id, row])) },
    at,
    '',
  );
}

function reader(text: string, html: string): SketchRead | null {
  if (isMermaid(text)) return readMermaid(text);
  if (/<table\b/i.test(html) && cellsOf(html) !== null && tooMuch(html) === null)
    return readTable(html);
  if (cellsOf(text) !== null) return readTable(text);
  // One line is a name or a sentence: nothing to make a chain of.
  return text.trim().includes('\n') ? readList(text) : null;
}

function pasteSop(editor: Editor, text: string, at: Point | null): Answer {
  const read = readSop(text);
  if (!read.ok) return { text: read.says, failed: true };
  const { diagram } = read.file;
  const ids = Object.keys(diagram.nodes).map((id) => as<NodeId>(id));
  const many = tooMany(ids.length);
  if (many !== null) return { text: many, failed: true };
  return put(
    editor,
    rekeyed(copyOf(diagram, ids), newId),
    at,
    '. Its form, tiers, calendars and rules stay in the file: import it in the library to have them.',
  );
}

/** One gesture: the rows, and a flow to what has no way in yet where the intake leads nowhere. */
function put(
  { draft, store, commands }: Editor,
  clip: Clip,
  at: Point | null,
  more: string,
): Answer {
  const now = draft.diagram();
  const all = boundsOf(boxesOf(now).values());
  const corner = at ?? { x: all?.x ?? 0, y: all === null ? 0 : all.y + all.h + below };
  const bounds = boundsOf(
    Object.values(clip.layout).flatMap(({ x, y }) =>
      x === undefined || y === undefined ? [] : [{ x, y, w: 0, h: 0 }],
    ),
  );
  draft.group('Paste', (edit) => {
    edit('paste', {
      diagram: clip,
      dx: Math.round(corner.x - (bounds?.x ?? 0)),
      dy: Math.round(corner.y - (bounds?.y ?? 0)),
    });
    const made = draft.diagram();
    const [intake] = nodesOf(made, 'intake');
    const first = firstOf(made, clip);
    if (
      intake !== undefined &&
      first !== undefined &&
      clip.nodes[intake.id] === undefined &&
      flowsFrom(made, intake.id).length === 0 &&
      mayConnect(made, intake.id, first) === true
    )
      edit('connect', { id: newFlowId(), from: intake.id, to: first });
  });
  const drawn = Object.values(clip.nodes)
    .map(({ id }) => id)
    .filter((id) => id in draft.diagram().nodes);
  select(
    store,
    drawn.filter((id) => boxesOf(draft.diagram()).has(id)),
  );
  commands.view()?.fit();
  return {
    text: `${plural(drawn.length, 'node')} pasted${more}`,
    failed: false,
    shown: more !== '',
  };
}

const firstOf = (d: Diagram, clip: Clip): NodeId | undefined =>
  Object.values(clip.nodes).find(
    ({ id, kind }) =>
      id in d.nodes && runs(kind) && kind !== 'intake' && flowsTo(d, id).length === 0,
  )?.id;
