import { useCallback, useState } from 'react';
import type { Form } from '#engine/request.ts';
import { z } from '#model/zod.ts';
import { session } from '#ui/kept.ts';

const form = z.record(z.string(), z.json());

function read(key: string): Form | null {
  const text = session.getItem(key);
  if (text === null) return null;
  try {
    const parsed = form.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/**
 * A form in the making, kept in this tab's session storage: a reload loses nothing, another tab has its own.
 * `forget` empties the store once the values have been sent.
 */
export function useKeptForm(
  key: string,
  initial: Form,
): { form: Form; set: (form: Form) => void; forget: () => void; kept: boolean } {
  const [state, setState] = useState<{ key: string; form: Form | null }>(() => ({
    key,
    form: read(key),
  }));
  const current = state.key === key ? state.form : read(key);
  const set = useCallback(
    (next: Form) => {
      setState({ key, form: next });
      try {
        session.setItem(key, JSON.stringify(next));
      } catch {
        // Storage is full: the form stays in memory, only a reload would lose it.
      }
    },
    [key],
  );
  const forget = useCallback(() => {
    session.removeItem(key);
    setState({ key, form: null });
  }, [key]);
  return { form: current ?? initial, set, forget, kept: current !== null };
}

/** A short text kept in this tab's session storage; null: none. */
export function useKeptText(key: string): [string | null, (text: string | null) => void] {
  const [text, setText] = useState(() => session.getItem(key));
  const keep = useCallback(
    (next: string | null) => {
      if (next === null) session.removeItem(key);
      else session.setItem(key, next);
      setText(next);
    },
    [key],
  );
  return [text, keep];
}
