/**
 * The draft's Y.Doc as a diagram: what is written comes back as touched rows, from this tab, another tab or a server
 * alike; nothing else changes what the screen shows (ARCHITECTURE.md).
 */
import type { Diagram } from '#model/diagram.ts';
import type { Finding } from '#model/finding.ts';
import { repair } from '#model/repair.ts';
import type { AbstractType, Doc, Map as YMap, YEvent } from 'yjs';
import { readAll, reread } from './read.ts';
import type { Reading, Touches } from './read.ts';
import { roots, tableNames } from './roots.ts';
import type { Root } from './texts.ts';
import { write } from './write.ts';
import type { Recipe } from './write.ts';

/** The format this program reads; a doc of a newer one is refused. */
const format = 1;

export interface Mirror {
  /** Repaired; the same object until something shown changes. */
  readonly diagram: () => Diagram;
  /** Of repair, and rows that could not be read. */
  readonly findings: () => readonly Finding[];
  readonly write: (recipe: Recipe, origin: unknown) => void;
  readonly stop: () => void;
}

/** Throws where the doc was written by a newer program. `changed` is called after each transaction that shows. */
export function mirror(doc: Doc, changed: () => void): Mirror {
  const found = roots(doc).meta.get('format') ?? format;
  if (typeof found !== 'number' || found > format)
    throw new Error('This draft was written by a newer Countersign. Update to open it.');
  let reading = readAll(doc);
  let shown = show(reading);
  const touches: Touches = new Map();

  const observers = ['control' as const, ...tableNames].map((root) => {
    const map = roots(doc)[root];
    const observe = (events: readonly YEvent<AbstractType<unknown>>[]): void => {
      for (const event of events) touch(touches, root, map, event);
    };
    map.observeDeep(observe);
    return () => {
      map.unobserveDeep(observe);
    };
  });
  // Fires once all observers of the transaction have run, whatever maps it touched.
  const settle = (): void => {
    if (touches.size === 0) return;
    const before = reading;
    reading = reread(doc, before, touches);
    touches.clear();
    if (reading.diagram === before.diagram && sameKeys(reading, before)) return;
    shown = show(reading);
    changed();
  };
  doc.on('afterTransaction', settle);

  return {
    diagram: () => shown.diagram,
    findings: () => shown.findings,
    write: (recipe, origin) => {
      write(doc, shown.diagram, recipe, origin);
    },
    stop: () => {
      doc.off('afterTransaction', settle);
      for (const stop of observers) stop();
    },
  };
}

function show(reading: Reading): { diagram: Diagram; findings: readonly Finding[] } {
  const { diagram, findings } = repair(reading.diagram);
  return { diagram, findings: [...reading.unreadable.values(), ...findings] };
}

function touch(
  touches: Touches,
  root: Root,
  map: YMap<unknown>,
  event: YEvent<AbstractType<unknown>>,
): void {
  const ids = touches.get(root) ?? new Set<string>();
  touches.set(root, ids);
  if (root === 'control') ids.add('');
  else if (event.target === map) for (const id of event.changes.keys.keys()) ids.add(id);
  else ids.add(String(event.path[0]));
}

function sameKeys(a: Reading, b: Reading): boolean {
  return (
    a.unreadable.size === b.unreadable.size &&
    [...a.unreadable.keys()].every((key) => b.unreadable.has(key))
  );
}
