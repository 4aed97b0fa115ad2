/** One visit to a field is one undo step. */
import { useRef } from 'react';

let strokes = 0;
export function useStroke(): { readonly current: () => string; readonly renew: () => void } {
  const stroke = useRef('');
  return {
    current: () => stroke.current,
    renew: () => {
      strokes += 1;
      stroke.current = `type ${strokes}`;
    },
  };
}
