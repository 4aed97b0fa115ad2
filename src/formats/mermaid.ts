/** Mermaid flowcharts (mermaid.js.org/syntax/flowchart) as a sketch: nodes by shape, arrows with texts, subgraphs as phases. */
import type { NodeKind } from '#model/diagram.ts';
import { kindOf, tooMany, tooMuch } from './sketch.ts';
import type { SketchFlow, SketchNode, SketchRead } from './sketch.ts';

const others =
  /^(sequenceDiagram|classDiagram|stateDiagram(-v2)?|erDiagram|gantt|pie|journey|gitGraph|mindmap|timeline|quadrantChart|C4Context)\b/;
const head = /^(graph|flowchart)(-elk)?\b[ \t]*(TB|TD|BT|RL|LR)?[ \t]*;?/;

/** The text without its fence, front matter and comments. */
function bare(text: string): string {
  const fence = /^\s*```(?:mermaid)?[ \t]*\n([\s\S]*?)\n[ \t]*```/.exec(text);
  return (fence?.[1] ?? text)
    .replace(/^\s*---\n[\s\S]*?\n---[ \t]*\n/, '')
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('%%'))
    .join('\n')
    .trim();
}

/** Whether a text says of itself that it is Mermaid, of any kind. */
export function isMermaid(text: string): boolean {
  const start = bare(text.slice(0, 2_000));
  return head.test(start) || others.test(start);
}

type Shape = 'box' | 'round' | 'circle' | 'diamond' | 'double';
interface Box {
  name: string;
  shape: Shape;
  phase: string | null;
}
/** Opening, closing, shape; longer ones first. */
const shapes: readonly (readonly [string, readonly string[], Shape])[] = [
  ['(((', [')))'], 'circle'],
  ['((', ['))'], 'circle'],
  ['([', ['])'], 'round'],
  ['[[', [']]'], 'double'],
  ['[(', [')]'], 'box'],
  ['{{', ['}}'], 'box'],
  ['[/', ['/]', '\\]'], 'box'],
  ['[\\', ['\\]', '/]'], 'box'],
  ['[', [']'], 'box'],
  ['(', [')'], 'box'],
  ['{', ['}'], 'diamond'],
  ['>', [']'], 'box'],
];
const ignored = /^(classDef|class|style|linkStyle|click|direction|accTitle|accDescr)\b/;
const word = /[\p{L}\p{N}_]+(?:[-.](?=[\p{L}\p{N}_])[\p{L}\p{N}_]+)*/uy;
/** An arrow, with a text between its halves, or after it in bars. */
const arrow = /[ \t]*(?:[<xo](?=[-=]))?(?:~~~+|(--+|==+|-\.+)(?:[>xo]|-?>)?)/y;

/** Characters of a text between the halves of an arrow, and arrows at most: each is looked for, so that none is looked for long. */
const longestLabel = 400;
const mostArrows = 5_000;

/** Reads a flowchart; the first thing that can't be read is named by its line. */
export function readMermaid(text: string): SketchRead {
  const large = tooMuch(text);
  if (large !== null) return { ok: false, says: large };
  const body = bare(text);
  const other = others.exec(body)?.[1];
  if (other !== undefined)
    return { ok: false, says: `Of Mermaid, flowcharts are read; this is a ${other}.` };
  const start = head.exec(body);
  if (start === null)
    return { ok: false, says: 'A Mermaid flowchart begins with “flowchart” or “graph”.' };
  const boxes = new Map<string, Box>();
  const phases: { key: string; name: string }[] = [];
  const open: string[] = [];
  const flows: SketchFlow[] = [];
  for (const [at, line] of statements(body.slice(start[0].length)).entries()) {
    if (line === '' || ignored.test(line)) continue;
    const sub = /^subgraph\b[ \t]*(.*)$/.exec(line);
    if (sub !== null) {
      const [, key = `phase ${at}`, name] = /^([^\s[]+)[ \t]*\[(.*)\]$/.exec(sub[1] ?? '') ?? [];
      const title = clean(name ?? sub[1] ?? '');
      const its = name === undefined ? title || key : key;
      phases.push({ key: `phase\u0000${its}`, name: title });
      open.push(`phase\u0000${its}`);
      continue;
    }
    if (/^end$/i.test(line)) {
      open.pop();
      continue;
    }
    const said = statement(line, boxes, flows, open.at(-1) ?? null);
    if (said !== null)
      return { ok: false, says: `The flowchart could not be read at “${said.slice(0, 60)}”.` };
  }
  const many = tooMany(boxes.size);
  if (many !== null) return { ok: false, says: many };
  if (boxes.size === 0) return { ok: false, says: 'The flowchart has no nodes.' };
  return { ok: true, sketch: sketchOf(boxes, phases, flows) };
}

/** Statements: lines, and parts of lines between semicolons outside quotes and brackets. */
function statements(body: string): string[] {
  const out: string[] = [];
  let from = 0;
  let quoted = false;
  for (let at = 0; at <= body.length; at += 1) {
    const letter = body[at];
    if (letter === '"') quoted = !quoted;
    if (
      letter === undefined ||
      letter === '\n' ||
      (letter === ';' && !quoted && !entity(body, at))
    ) {
      out.push(body.slice(from, at).trim());
      from = at + 1;
      if (letter === '\n') quoted = false;
    }
  }
  return out;
}
/** `#35;` and `#quot;` end with a semicolon that ends nothing else. */
const entity = (body: string, at: number): boolean =>
  /#\w{1,8}$/.test(body.slice(Math.max(0, at - 9), at));

/** Takes `A[…] & B --> C` apart; null, or the rest that could not be read. */
function statement(
  line: string,
  boxes: Map<string, Box>,
  flows: SketchFlow[],
  phase: string | null,
): string | null {
  let at = 0;
  const skip = (): void => {
    while (line[at] === ' ' || line[at] === '\t') at += 1;
  };
  const node = (): string | null => {
    skip();
    word.lastIndex = at;
    const key = word.exec(line)?.[0];
    if (key === undefined) return null;
    at += key.length;
    let box = boxes.get(key);
    if (box === undefined) {
      box = { name: key, shape: 'box', phase };
      boxes.set(key, box);
    }
    const wide = /^@\{([^}]*)\}/.exec(line.slice(at, at + 2_000));
    if (wide !== null) {
      const label = /label:\s*(?:"([^"]*)"|([^,}]*))/.exec(wide[1] ?? '');
      if (label !== null) box.name = clean(label[1] ?? label[2] ?? '');
      if (/shape:\s*(diam|diamond|decision|question)\b/.test(wide[1] ?? '')) box.shape = 'diamond';
      else if (
        /shape:\s*(stadium|terminal|pill|circle|circ|dbl-circ|start|stop)\b/.test(wide[1] ?? '')
      )
        box.shape = 'round';
      at += wide[0].length;
    }
    const shape = shapes.find(([begin]) => line.startsWith(begin, at));
    if (shape !== undefined) {
      const [begin, ends, form] = shape;
      const end = closing(line, at + begin.length, ends);
      if (end === null) return null;
      box.name = clean(line.slice(at + begin.length, end.at)) || key;
      box.shape = form;
      at = end.at + end.length;
    }
    const styled = /^:::[\w-]+/.exec(line.slice(at, at + 200));
    if (styled !== null) at += styled[0].length;
    return key;
  };
  const group = (): string[] | null => {
    const keys: string[] = [];
    for (;;) {
      const key = node();
      if (key === null) return null;
      keys.push(key);
      skip();
      if (line[at] !== '&') return keys;
      at += 1;
    }
  };
  const before = at;
  let from = group();
  if (from === null) return line.slice(before);
  for (;;) {
    skip();
    if (at >= line.length) return null;
    const stuck = line.slice(at);
    const label = way();
    if (label === null) return stuck;
    const to = group();
    if (to === null || flows.length + from.length * to.length > mostArrows) return stuck;
    if (label !== undefined)
      for (const one of from)
        for (const two of to)
          flows.push({ from: one, to: two, ...(label === '' ? {} : { label }) });
    from = to;
  }

  /** The text of an arrow, '' for none; undefined for one that isn't seen; null where there is no arrow. */
  function way(): string | undefined | null {
    arrow.lastIndex = at;
    const first = arrow.exec(line);
    if (first === null || first[0] === '') return null;
    at += first[0].length;
    if (first[0].includes('~')) return undefined;
    if (line[at] === '|') return barred();
    // `-- text -->`: the second half has the head.
    if (!/[>xo]$/.test(first[0]) && first[1] !== undefined && first[1].length <= 2) {
      const half = first[1].startsWith('=')
        ? /==+[>xo]?/
        : first[1].includes('.')
          ? /\.+-[>xo]?/
          : /--+[>xo]?/;
      const ahead = line.slice(at, at + longestLabel);
      const second = half.exec(ahead);
      if (second !== null && second.index > 0) {
        at += second.index + second[0].length;
        return clean(ahead.slice(0, second.index));
      }
    }
    skip();
    return line[at] === '|' ? barred() : '';
  }
  function barred(): string | null {
    const end = line.indexOf('|', at + 1);
    if (end < 0) return null;
    const label = clean(line.slice(at + 1, end));
    at = end + 1;
    return label;
  }
}

/** Where a shape ends: behind its quotes, if it has them. */
function closing(
  line: string,
  from: number,
  ends: readonly string[],
): { at: number; length: number } | null {
  let start = from;
  if (line[from] === '"') {
    const quote = line.indexOf('"', from + 1);
    if (quote > 0) start = quote;
  }
  const found = ends
    .map((end) => ({ at: line.indexOf(end, start), length: end.length }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at);
  return found[0] ?? null;
}

const entities: Readonly<Record<string, string>> = {
  quot: '"',
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
};
/** A label as one reads it: without quotes, line breaks, markup and entities. */
const clean = (text: string): string =>
  text
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .replace(/^`(.*)`$/s, '$1')
    .replaceAll(/<br\s*\/?>|\\n/gi, ' ')
    .replaceAll(/<[^<>]{1,100}>/g, '')
    .replaceAll(/[#&](\w{1,8});/g, (whole, name: string) =>
      /^\d+$/.test(name)
        ? String.fromCodePoint(Math.min(Number(name), 0x10ffff))
        : (entities[name] ?? whole),
    )
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\*\*|__/g, '')
    .trim();

function sketchOf(
  boxes: ReadonlyMap<string, Box>,
  phases: readonly { key: string; name: string }[],
  flows: readonly SketchFlow[],
): { nodes: readonly SketchNode[]; flows: readonly SketchFlow[] } {
  const into = new Set(flows.map(({ to }) => to));
  const out = new Set(flows.map(({ from }) => from));
  let begun = false;
  const nodes = [...boxes].map(([key, { name, shape, phase }]): SketchNode => {
    const edge = shape === 'round' || shape === 'circle';
    let kind: NodeKind =
      shape === 'diamond' ? 'decision' : shape === 'double' ? 'subprocess' : kindOf(name);
    if (
      !begun &&
      !into.has(key) &&
      out.has(key) &&
      (edge || /\b(start|request|submit|intake)/i.test(name))
    ) {
      kind = 'intake';
      begun = true;
    } else if (
      !out.has(key) &&
      into.has(key) &&
      (edge || /^(end|stop|done|finished?|closed?|rejected|approved)$/i.test(name))
    )
      kind = 'end';
    return { key, name, kind, ...(phase === null ? {} : { phase }) };
  });
  const frames = phases.map(({ key, name }): SketchNode => ({ key, name, kind: 'phase' }));
  const seen = new Set<string>();
  const once = frames.filter(({ key }) => !seen.has(key) && seen.add(key));
  return { nodes: [...once, ...nodes], flows };
}
