/** The list of kinds at a point: type to filter, arrows and Enter to take; what usually follows stands first. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { NodeKind } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { NodeId } from '#model/ids.ts';
import { useEditor, useEditorState } from '../context.ts';
import { follows, kinds, paletteOrder } from '../kinds.ts';
import { runs } from '#model/rows.ts';
import type { Picking } from '../state.ts';
import classes from './kind-picker.module.css';

export function KindPicker(): ReactNode {
  const picking = useEditorState((state) => state.picking);
  return picking === null ? null : <Picker picking={picking} />;
}

const isKind = (kind: NodeKind | null): kind is NodeKind => kind !== null;

function Picker({ picking }: { readonly picking: Picking }): ReactNode {
  const { draft, store, commands } = useEditor();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const frame = useRef<HTMLDivElement>(null);
  const source = draft.diagram().nodes[picking.from ?? picking.change ?? as<NodeId>('')];
  const offered = useMemo(() => {
    const all = paletteOrder.filter(isKind).filter((kind) => kind !== 'intake');
    if (picking.change !== null || source === undefined)
      return all.filter((kind) => kind !== 'role');
    if (source.kind === 'role') return all.filter((kind) => kind === 'gate' || kind === 'step');
    const first = follows[source.kind];
    return [...first, ...all.filter((kind) => runs(kind) && !first.includes(kind))];
  }, [picking.change, source]);
  const wanted = typed.trim().toLowerCase();
  const shown = offered.filter((kind) => kinds[kind].word.toLowerCase().includes(wanted));

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

  const take = (kind: NodeKind): void => {
    store.setState({ picking: null });
    if (picking.change !== null)
      draft.edit('Change kind', 'changeKind', { id: picking.change, kind });
    else if (picking.from === null) commands.add(kind, { at: picking.at });
    else if (picking.beside === true) commands.add(kind, { after: picking.from });
    else commands.add(kind, { at: picking.at, after: picking.from });
    commands.view()?.focus();
  };
  return (
    <section
      ref={frame}
      className={classes['picker']}
      aria-label={picking.change === null ? 'What comes here' : 'Change the kind'}
      style={{
        left: Math.min(picking.screen.x, innerWidth - 276),
        top: Math.min(picking.screen.y, innerHeight - 360),
      }}
    >
      <input
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- opened by the person's own gesture
        autoFocus
        aria-label="Kind"
        placeholder="Type to find a kind"
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
      <div className={classes['kinds']}>
        {shown.map((kind, index) => {
          const { word, says, icon: Icon } = kinds[kind];
          return (
            <button
              key={kind}
              type="button"
              tabIndex={-1}
              data-chosen={index === at || undefined}
              onPointerEnter={() => {
                setAt(index);
              }}
              onClick={() => {
                take(kind);
              }}
            >
              <Icon size={16} strokeWidth={1.75} aria-hidden />
              <span>
                {word}
                <small>{says}</small>
              </span>
            </button>
          );
        })}
        {shown.length === 0 && <p className={classes['none']}>No such kind</p>}
      </div>
    </section>
  );
}
