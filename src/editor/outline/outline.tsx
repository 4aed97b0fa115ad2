/** The SOP as an indented list that is edited by keyboard alone; its selection is the canvas' own. */
import { X } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { NodeKind } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { NodeId } from '#model/ids.ts';
import { outlineOf } from '#model/outline.ts';
import type { OutlineRow } from '#model/outline.ts';
import { rolesOf, runs } from '#model/rows.ts';
import { openCounts, useThreads } from '../comments/use-threads.ts';
import { useDiagram, useEditor, useEditorState } from '../context.ts';
import { kinds, paletteOrder } from '../kinds.ts';
import { select } from '../state.ts';
import { actsOf } from './acts.ts';
import type { Said } from './acts.ts';
import { Chooser } from './chooser.tsx';
import panel from '../panel.module.css';
import classes from './outline.module.css';
import { Row, rowFacts } from './outline-row.tsx';
import { few, pieces, rowHeight, useSeenRows } from './seen-rows.ts';
import { panelsOf, toggleOutline, usePanels } from './panels.ts';

const letters = new Map<string, NodeKind>();
for (const kind of Object.keys(kinds).filter((name): name is NodeKind => name in kinds))
  letters.set(kinds[kind].key.toLowerCase(), kind);

const parts: readonly (readonly [OutlineRow['part'], string])[] = [
  ['flow', ''],
  ['loose', 'Nothing leads here'],
  ['aside', 'Phases, roles, notes'],
];
const selectedBy = (row: OutlineRow): string => (row.link ? (row.via ?? row.key) : row.node);

const rowIn = (grid: HTMLElement | null, key: string): HTMLElement | null =>
  grid?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? null;

interface Choosing {
  readonly what: 'kind' | 'role';
  readonly row: OutlineRow;
  readonly at: { readonly x: number; readonly y: number };
}

export default function Outline(): ReactNode {
  const threads = useThreads();
  const remarks = useMemo(() => openCounts(threads), [threads]);
  const editor = useEditor();
  const { store, commands } = editor;
  const diagram = useDiagram();
  const selected = useEditorState((state) => state.selected);
  const naming = usePanels((state) => state.naming);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [said, setSaid] = useState<Said>({ text: '', refused: false });
  const [choosing, setChoosing] = useState<Choosing | null>(null);
  const grid = useRef<HTMLDivElement>(null);
  const wanted = useRef<string | null>(null);
  const held = useRef(false);
  const acts = useMemo(() => actsOf(editor), [editor]);
  const all = outlineOf(diagram);
  const shown = useMemo(() => unfolded(all, folded), [all, folded]);
  const current = shown.find((row) => selected.has(selectedBy(row))) ?? shown[0];
  const seen = useSeenRows(grid, shown.length);
  const places = useMemo(
    () => (shown.length > few ? new Map(shown.map((row, at) => [row, at + 2])) : null),
    [shown],
  );

  // What was moved or added holds the focus again, once it is drawn.
  useEffect(() => {
    if (wanted.current === null) return;
    const element = rowIn(grid.current, wanted.current);
    if (element === null) return;
    const typing = panelsOf(store).getState().naming === wanted.current;
    wanted.current = null;
    // A name being typed has the focus already.
    if (!typing) element.focus({ preventScroll: true });
    element.scrollIntoView({ block: 'nearest' });
  });
  // An undo may take the row away that held the focus: the outline keeps it.
  useEffect(() => {
    const row = current?.key;
    if (held.current && row !== undefined && document.activeElement === document.body)
      rowIn(grid.current, row)?.focus({ preventScroll: true });
  });
  useEffect(() => {
    const away = (event: PointerEvent): void => {
      if (event.target instanceof Node && grid.current?.contains(event.target) !== true)
        held.current = false;
    };
    addEventListener('pointerdown', away, true);
    return () => {
      removeEventListener('pointerdown', away, true);
    };
  }, []);
  // What is selected on the canvas is brought into view here.
  const at = current?.key;
  useEffect(() => {
    if (at !== undefined && grid.current?.contains(document.activeElement) !== true)
      rowIn(grid.current, at)?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const go = useCallback(
    (row: OutlineRow | undefined): void => {
      if (row === undefined) return;
      wanted.current = row.key;
      select(store, [selectedBy(row)]);
      commands.view()?.reveal(row.node);
    },
    [store, commands],
  );
  const tell = (next: Said, thenName = false): void => {
    setSaid(next);
    if (next.at === undefined) return;
    wanted.current = next.at;
    if (!next.refused && thenName) panelsOf(store).setState({ naming: next.at });
  };
  const toggle = useCallback((key: string): void => {
    setFolded((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }, []);
  const name = useCallback(
    (row: OutlineRow, typed: string | null): void => {
      const panels = panelsOf(store);
      if (typed === null) panels.setState({ naming: row.key });
      else {
        const text = typed.trim();
        const was =
          row.link && row.via !== null ? diagramName(editor, row.via) : nodeName(editor, row.node);
        if (text !== was) setSaid(acts.rename(row, text));
        wanted.current = row.key;
        panels.setState({ naming: null });
      }
    },
    [store, acts, editor],
  );

  const press = (event: KeyboardEvent): void => {
    if (current === undefined || event.target instanceof HTMLInputElement) return;
    const index = shown.indexOf(current);
    const { key } = event;
    const mod = event.ctrlKey || event.metaKey;
    const choose = (what: Choosing['what']): void => {
      const box = rowIn(grid.current, current.key)?.getBoundingClientRect();
      setChoosing({ what, row: current, at: { x: (box?.left ?? 0) + 40, y: box?.bottom ?? 0 } });
    };
    const hasBranches = branches(all, current);
    const does: { readonly [key: string]: () => void } = {
      ArrowDown: () => {
        go(shown[index + 1]);
      },
      ArrowUp: () => {
        go(shown[index - 1]);
      },
      Home: () => {
        go(shown[0]);
      },
      End: () => {
        go(shown.at(-1));
      },
      ArrowRight: () => {
        if (hasBranches && folded.has(current.key)) toggle(current.key);
        else if (hasBranches) go(shown[index + 1]);
      },
      ArrowLeft: () => {
        if (hasBranches && !folded.has(current.key)) toggle(current.key);
        else go(shown.find((row) => row.key === current.parent));
      },
      Enter: () => {
        name(current, null);
      },
      F2: () => {
        name(current, null);
      },
      Delete: () => {
        tell(acts.remove(current, (shown[index + 1] ?? shown[index - 1])?.key));
      },
      Escape: () => {
        commands.view()?.focus();
      },
      a: () => {
        choose('role');
      },
      o: () => {
        toggleOutline(store);
        commands.view()?.focus();
      },
    };
    const moved: { readonly [key: string]: () => void } = {
      ArrowUp: () => {
        tell(acts.up(current));
      },
      ArrowDown: () => {
        tell(acts.down(current));
      },
      ArrowRight: () => {
        tell(acts.indent(current));
      },
      ArrowLeft: () => {
        tell(acts.outdent(current));
      },
    };
    const kind = letters.get(key.toLowerCase());
    let act: (() => void) | undefined;
    if (event.altKey) act = moved[key];
    else if (mod && key === 'Enter')
      act = () => {
        tell(acts.add(current, 'step'), true);
      };
    else if (event.shiftKey && key === 'Enter')
      act = () => {
        choose('kind');
      };
    else if (!mod && !event.shiftKey)
      act =
        does[key === 'Backspace' ? 'Delete' : key] ??
        (kind === undefined
          ? undefined
          : () => {
              tell(acts.add(current, kind), true);
            });
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };

  return (
    <section className={classes['panel']} aria-label="Outline">
      <div className={panel['head']}>
        <h2>Outline</h2>
        <button
          type="button"
          className={panel['button']}
          aria-label="Close the outline"
          onClick={() => {
            toggleOutline(store);
            commands.view()?.focus();
          }}
        >
          <X size={16} strokeWidth={1.75} aria-hidden />
        </button>
      </div>
      <div ref={grid} className={classes['grid']}>
        <table
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- the WAI-ARIA pattern for rows that indent and are edited
          role="treegrid"
          aria-label="Outline of the SOP"
          aria-rowcount={places === null ? undefined : shown.length + 1}
          onKeyDown={press}
          onFocus={() => {
            held.current = true;
          }}
          onBlur={({ currentTarget, relatedTarget }) => {
            // A row that is taken away hands the focus to nobody.
            if (relatedTarget !== null && !currentTarget.contains(relatedTarget))
              held.current = false;
          }}
        >
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Who</th>
              <th scope="col">
                <span className="cs-spoken">Comments</span>
              </th>
            </tr>
          </thead>
          {parts.map(([part, title]) => {
            const its = shown.filter((row) => row.part === part);
            const [first] = its;
            if (first === undefined) return null;
            const before = shown.indexOf(first);
            const near = { from: seen.from - before, to: seen.to - before };
            return (
              <tbody key={part} aria-label={title || 'The way of a request'}>
                {title !== '' && (
                  <tr className={classes['part']}>
                    <td colSpan={3}>{title}</td>
                  </tr>
                )}
                {pieces(its, near, current).map((piece, nth) => {
                  if ('left' in piece)
                    return (
                      <tr key={`left ${nth}`} aria-hidden>
                        {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- room for rows that are not drawn */}
                        <td colSpan={3} style={{ height: piece.left * rowHeight, padding: 0 }} />
                      </tr>
                    );
                  const { row } = piece;
                  return (
                    <Row
                      key={row.key}
                      row={row}
                      place={places?.get(row)}
                      {...rowFacts(diagram, row)}
                      current={row === current}
                      selected={selected.has(selectedBy(row))}
                      open={branches(all, row) ? !folded.has(row.key) : null}
                      naming={naming === row.key}
                      remarks={remarks.get(selectedBy(row)) ?? 0}
                      onToggle={toggle}
                      onPress={go}
                      onName={name}
                    />
                  );
                })}
              </tbody>
            );
          })}
        </table>
      </div>
      <output className={classes['said']} data-refused={said.refused || undefined}>
        {said.text}
      </output>
      {choosing !== null && (
        <Chooser
          label={choosing.what === 'kind' ? 'Change the kind' : 'Assign a role'}
          at={choosing.at}
          choices={choosing.what === 'kind' ? kindChoices : roleChoices(diagram)}
          {...(choosing.what === 'role' ? { other: (typed: string) => `New role “${typed}”` } : {})}
          onTake={(value) => {
            const { row, what } = choosing;
            setChoosing(null);
            if (what === 'role') tell(acts.assign(row, value));
            else if (isKind(value)) tell(acts.changeKind(row, value));
          }}
          onClose={() => {
            wanted.current = choosing.row.key;
            setChoosing(null);
          }}
        />
      )}
    </section>
  );
}

const isKind = (value: string): value is NodeKind => value in kinds;
const kindChoices = paletteOrder
  .filter((kind): kind is NodeKind => kind !== null && runs(kind) && kind !== 'intake')
  .map((kind) => {
    const Icon = kinds[kind].icon;
    return {
      value: kind,
      label: kinds[kind].word,
      icon: <Icon size={15} strokeWidth={1.75} aria-hidden />,
    };
  });
const roleChoices = (d: Parameters<typeof rolesOf>[0]) =>
  rolesOf(d).map((role) => ({ value: role.id, label: role.name || 'Unnamed role' }));

type InEditor = ReturnType<typeof useEditor>;
const diagramName = ({ draft }: InEditor, flow: string): string =>
  Object.values(draft.diagram().flows).find((one) => one.id === flow)?.label ?? '';
function nodeName({ draft }: InEditor, id: NodeId): string {
  const node = draft.diagram().nodes[as<NodeId>(id)];
  return node === undefined ? '' : node.kind === 'note' ? node.text : node.name;
}

/** Without what stands in folded branches. */
function unfolded(rows: readonly OutlineRow[], folded: ReadonlySet<string>): readonly OutlineRow[] {
  if (folded.size === 0) return rows;
  const out: OutlineRow[] = [];
  let under = Infinity;
  for (const row of rows) {
    if (row.depth > under) continue;
    under = !row.link && folded.has(row.key) ? row.depth : Infinity;
    out.push(row);
  }
  return out;
}

const next = new WeakMap<readonly OutlineRow[], ReadonlySet<string>>();
/** Whether a row has branches beneath it, folded or not. */
function branches(all: readonly OutlineRow[], row: OutlineRow): boolean {
  let parents = next.get(all);
  if (parents === undefined) {
    parents = new Set(all.flatMap(({ parent }) => parent ?? []));
    next.set(all, parents);
  }
  return !row.link && parents.has(row.key);
}
