/**
 * The list at a point: kinds, what usually follows first, and where it was opened by key also what is drawn already. Type
 * to filter, arrows and Enter to take; a text that is no kind's is the new node's name.
 */
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { Diagram, Node, NodeKind } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { NodeId } from '#model/ids.ts';
import { useDiagram, useEditor, useEditorState } from '../context.ts';
import { follows, kinds, paletteOrder } from '../kinds.ts';
import { runs } from '#model/rows.ts';
import { mayJoin } from '../sides.ts';
import { select } from '../state.ts';
import type { Picking } from '../state.ts';
import classes from './kind-picker.module.css';

export function KindPicker(): ReactNode {
  const picking = useEditorState((state) => state.picking);
  return picking === null ? null : <Picker picking={picking} />;
}

const isKind = (kind: NodeKind | null): kind is NodeKind => kind !== null;

/** A line of the list. */
interface Offer {
  readonly key: string;
  readonly word: string;
  readonly says: string;
  readonly kind: NodeKind;
  /** Joined to it; null: a new node. */
  readonly node: NodeId | null;
  readonly name?: string;
}
const seen = (chosen: HTMLElement | null): void => chosen?.scrollIntoView({ block: 'nearest' });

/** Nodes offered at once. */
const mostNodes = 12;

/** Kinds in the order in which they usually follow. */
function kindsFor(picking: Picking, source: Node | undefined): readonly NodeKind[] {
  const all = paletteOrder.filter(isKind).filter((kind) => kind !== 'intake');
  if (picking.change !== null || source === undefined)
    return all.filter((kind) => picking.change === null || kind !== 'role');
  if (source.kind === 'role') return ['gate', 'step'];
  const first = follows[source.kind];
  const roles: NodeKind[] = source.kind === 'gate' || source.kind === 'step' ? ['role'] : [];
  return [...first, ...all.filter((kind) => runs(kind) && !first.includes(kind)), ...roles];
}

function offersOf(diagram: Diagram, picking: Picking, typed: string): readonly Offer[] {
  const source = diagram.nodes[picking.from ?? picking.change ?? as<NodeId>('')];
  const wanted = typed.trim().toLowerCase();
  const offered = kindsFor(picking, source);
  const made = offered
    .filter((kind) => kinds[kind].word.toLowerCase().includes(wanted))
    .map((kind): Offer => {
      const { word, says } = kinds[kind];
      return { key: kind, word, says, kind, node: null };
    });
  const from = picking.from;
  const drawn =
    from === null || picking.beside !== true || wanted === ''
      ? []
      : Object.values(diagram.nodes)
          .filter(
            ({ id, name }) =>
              name.toLowerCase().includes(wanted) && mayJoin(diagram, from, id) === true,
          )
          .slice(0, mostNodes)
          .map(({ id, kind, name }): Offer => {
            const says = kind === 'role' ? 'Assign this role' : 'Connect to it';
            return { key: id, word: name, says, kind, node: id };
          });
  if (made.length > 0 || wanted === '' || picking.change !== null) return [...made, ...drawn];
  const name = typed.trim();
  const named = (kind: NodeKind, called: string): Offer => {
    const { word, says } = kinds[kind];
    const key = `${kind} ${called === name ? 'named' : 'told'}`;
    return { key, word: `${word} “${called}”`, says, kind, node: null, name: called };
  };
  const told = toldKind(offered, name);
  return [
    ...(told === null ? [] : [named(told.kind, told.name)]),
    ...drawn,
    ...offered.map((kind) => named(kind, name)),
  ];
}

/** "role Legal": the kind, then the name. */
function toldKind(
  offered: readonly NodeKind[],
  typed: string,
): { kind: NodeKind; name: string } | null {
  const [, word, name] = /^(\p{L}+)[\s:]+(.+)$/u.exec(typed) ?? [];
  if (word === undefined || name === undefined) return null;
  const said = word.toLowerCase();
  const kind = offered.find((one) => one === said || kinds[one].word.toLowerCase() === said);
  return kind === undefined ? null : { kind, name };
}

function Picker({ picking }: { readonly picking: Picking }): ReactNode {
  const { draft, store, commands } = useEditor();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const frame = useRef<HTMLDivElement>(null);
  const id = useId();
  const diagram = useDiagram();
  const shown = useMemo(() => offersOf(diagram, picking, typed), [diagram, picking, typed]);

  useEffect(() => {
    const away = (event: PointerEvent): void => {
      if (event.target instanceof Element && frame.current?.contains(event.target) === true) return;
      store.setState({ picking: null });
    };
    addEventListener('pointerdown', away, true);
    return () => {
      removeEventListener('pointerdown', away, true);
    };
  }, [store]);

  const take = ({ kind, node, name }: Offer): void => {
    store.setState({ picking: null });
    const { from, change, side, beside } = picking;
    const called = name === undefined ? {} : { name };
    if (change !== null) draft.edit('Change kind', 'changeKind', { id: change, kind });
    else if (node !== null && from !== null) {
      commands.connect(from, node);
      // By key one goes on from where one is.
      select(store, [from]);
    } else if (from === null) commands.add(kind, { at: picking.at, ...called });
    else if (beside === true) commands.add(kind, { after: from, ...called });
    else
      commands.add(kind, {
        at: picking.at,
        after: from,
        ...(side === undefined ? {} : { side }),
        ...called,
      });
    commands.view()?.focus();
  };
  return (
    <section
      ref={frame}
      className={classes['picker']}
      aria-label={picking.change === null ? 'What comes here' : 'Change the kind'}
      style={{
        left: Math.max(8, Math.min(picking.screen.x, innerWidth - 276)),
        top: Math.max(8, Math.min(picking.screen.y, innerHeight - 360)),
      }}
    >
      <input
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- opened by the person's own gesture
        autoFocus
        aria-label="Kind"
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={shown[at] === undefined ? undefined : `${id}-${at}`}
        placeholder={
          picking.change === null ? 'Type a kind, a name, or both' : 'Type to find a kind'
        }
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          const chosen = shown[at];
          if (step !== undefined) {
            event.preventDefault();
            setAt((at + step + shown.length) % Math.max(1, shown.length));
          } else if (event.key === 'Enter' && chosen !== undefined) {
            event.preventDefault();
            take(chosen);
          } else if (event.key === 'Escape') {
            store.setState({ picking: null });
            commands.view()?.focus();
          }
        }}
      />
      <div
        id={`${id}-list`}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- of options with icons and a second line
        role="listbox"
        aria-label="Kinds"
        className={classes['kinds']}
      >
        {shown.map((offer, index) => {
          const { icon: Icon } = kinds[offer.kind];
          return (
            <button
              key={offer.key}
              ref={index === at ? seen : undefined}
              id={`${id}-${index}`}
              type="button"
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- with an icon and a second line
              role="option"
              aria-selected={index === at}
              tabIndex={-1}
              data-chosen={index === at || undefined}
              onPointerEnter={() => {
                setAt(index);
              }}
              onClick={() => {
                take(offer);
              }}
            >
              <Icon size={16} strokeWidth={1.75} aria-hidden />
              <span>
                {offer.word}
                <small>{offer.says}</small>
              </span>
            </button>
          );
        })}
        {shown.length === 0 && <p className={classes['none']}>No such kind</p>}
      </div>
    </section>
  );
}
