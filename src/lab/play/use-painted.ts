import { useEffect, useState } from 'react';
import { afterPaint } from '#ui/after-paint.ts';

/** The value, a frame late: what is drawn of it does not hold up what is drawn at once. */
export function usePainted<T>(value: T): T {
  const [late, set] = useState(value);
  useEffect(() => (late === value ? undefined : afterPaint(() => set(() => value))), [late, value]);
  return late;
}
