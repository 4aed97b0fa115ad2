/** A FEEL expression: errors are marked as it is typed, names of the form complete. */
import { parseFeel } from '#model/feel/parse.ts';
import type { Diagram, FieldType } from '#model/diagram.ts';
import { sorted } from '#model/order.ts';
import { lazy, Suspense, useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { usePart } from '../context.ts';
import classes from './feel-field.module.css';
import { useStroke } from '../stroke.ts';
import type { Write } from './fields.tsx';

const SampleValue = lazy(() => import('./sample-value.tsx'));

/** Also by the last word alone: whoever types "touch" means form.touches_customers. */
const completes = (typed: string, name: string): boolean =>
  name !== typed &&
  (name.startsWith(typed) ||
    (!typed.includes('.') && name.slice(name.lastIndexOf('.') + 1).startsWith(typed)));

export function FeelField({
  label,
  bare = false,
  value,
  onWrite,
  placeholder,
}: {
  readonly label: string;
  readonly bare?: boolean;
  readonly value: string;
  readonly onWrite: Write<string>;
  readonly placeholder?: string;
}): ReactNode {
  const stroke = useStroke();
  const id = useId();
  const input = useRef<HTMLTextAreaElement>(null);
  const names = useNames();
  const [caret, setCaret] = useState<number | null>(null);
  const [at, setAt] = useState(0);
  const { faults } = parseFeel(value);
  const shown = value.trim() === '' && placeholder !== undefined ? [] : faults;

  const typed = caret === null ? '' : (/[A-Za-z_][\w.]*$/.exec(value.slice(0, caret))?.[0] ?? '');
  const offers =
    typed === '' ? [] : [...names.keys()].filter((name) => completes(typed, name)).slice(0, 6);

  const accept = (name: string): void => {
    if (caret === null) return;
    const next = caret - typed.length + name.length;
    onWrite(value.slice(0, caret - typed.length) + name + value.slice(caret), stroke.current());
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(next, next);
      setCaret(null);
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (offers.length === 0) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = offers[at % offers.length];
    if (step !== undefined) setAt((at + step + offers.length) % offers.length);
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen !== undefined) accept(chosen);
    else if (event.key === 'Escape') setCaret(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={classes['feel']}>
      {!bare && (
        <label htmlFor={id} className={classes['label']}>
          {label}
        </label>
      )}
      <div className={classes['box']} data-error={shown.length > 0 || undefined}>
        <div className={classes['mirror']} aria-hidden>
          {marked(
            value,
            shown.map((fault) => fault.span),
          )}
        </div>
        <textarea
          id={id}
          ref={input}
          aria-label={bare ? label : undefined}
          aria-invalid={shown.length > 0}
          aria-describedby={shown.length > 0 ? `${id}-says` : undefined}
          className={classes['input']}
          spellCheck={false}
          autoComplete="off"
          rows={1}
          value={value}
          placeholder={placeholder}
          onFocus={stroke.renew}
          onBlur={() => {
            setCaret(null);
          }}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setCaret(event.currentTarget.selectionEnd);
            setAt(0);
            onWrite(event.currentTarget.value, stroke.current());
          }}
        />
      </div>
      {offers.length > 0 && (
        <div className={classes['offers']}>
          {offers.map((name, index) => (
            <button
              key={name}
              type="button"
              tabIndex={-1}
              data-chosen={index === at || undefined}
              onPointerDown={(event) => {
                event.preventDefault();
                accept(name);
              }}
            >
              {name}
              <small>{names.get(name)}</small>
            </button>
          ))}
        </div>
      )}
      {shown.length === 0 && value.trim() !== '' && (
        <Suspense>
          <SampleValue text={value} />
        </Suspense>
      )}
      {shown[0] !== undefined && (
        <p id={`${id}-says`} className={classes['says']}>
          {shown[0].says}
        </p>
      )}
    </div>
  );
}

/** The text with the faulty spans underlined; an empty or end-of-text span marks the character before it. */
function marked(text: string, spans: readonly (readonly [number, number])[]): ReactNode[] {
  const bad = new Set<number>();
  for (const [from, to] of spans) {
    const start = Math.max(0, Math.min(from, text.length - 1));
    for (let at = start; at < Math.max(to, start + 1); at += 1) bad.add(at);
  }
  const parts: ReactNode[] = [];
  for (let at = 0; at < text.length;) {
    let to = at + 1;
    while (to < text.length && bad.has(to) === bad.has(at)) to += 1;
    const part = text.slice(at, to);
    parts.push(bad.has(at) ? <mark key={at}>{part}</mark> : part);
    at = to;
  }
  return parts;
}

/** What an expression may read, with its type: the form's fields, the tier, the request, and metrics others name. */
function useNames(): ReadonlyMap<string, string> {
  const [fields, items, flows, tiers] = usePart(
    (diagram) => [diagram.fields, diagram.items, diagram.flows, diagram.tiers] as const,
  );
  return useMemo(() => namesOf({ fields, items, flows, tiers }), [fields, items, flows, tiers]);
}

function namesOf(
  diagram: Pick<Diagram, 'fields' | 'items' | 'flows' | 'tiers'>,
): ReadonlyMap<string, string> {
  const texts = [
    ...Object.values(diagram.items).flatMap((item) => [item.check ?? '', item.when ?? '']),
    ...Object.values(diagram.flows).map(({ route }) => (route.kind === 'when' ? route.when : '')),
    ...Object.values(diagram.tiers).map((tier) => tier.when),
  ];
  const seen = texts
    .filter((text) => text !== '')
    .flatMap((text) => parseFeel(text).paths)
    .filter(([first]) => first === 'metrics')
    .map((path) => [path.join('.'), ''] as const);
  const form = sorted(Object.values(diagram.fields)).map(
    ({ key, type }) => [`form.${key}`, typeWords(type)] as const,
  );
  const tier = [...new Set(Object.values(diagram.tiers).map((row) => row.tier))];
  return new Map([
    ...form,
    ['tier', tier.length === 0 ? 'text' : listed(tier)],
    ['request.id', 'text'],
    ['request.submittedAt', 'date and time'],
    ...seen,
  ]);
}

/** "number, %", "low, medium or high" */
function typeWords(type: FieldType): string {
  switch (type.kind) {
    case 'string':
    case 'text':
      return 'text';
    case 'enum':
      return listed(type.values);
    case 'multi':
      return `list of ${listed(type.values)}`;
    case 'number':
      return type.unit === undefined ? 'number' : `number, ${type.unit}`;
    case 'boolean':
      return 'true or false';
    case 'date':
      return 'date';
    case 'time':
      return 'time';
  }
}
const listed = (values: readonly string[]): string =>
  values
    .slice(0, 4)
    .map((value) => `"${value}"`)
    .join(', ') + (values.length > 4 ? ', …' : '');
