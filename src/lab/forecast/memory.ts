/** Answers that were found on this page: what is compared with, or tried, is often what was asked a moment ago. */
import { useState } from 'react';
import type { Asked } from '#simulate/forecast/part.ts';
import type { Answer } from './runner.ts';

export interface Memory {
  readonly find: (asked: Asked) => Answer | null;
  readonly keep: (asked: Asked, answer: Answer) => void;
  readonly clear: () => void;
}
/** An answer of 100 nodes and 20 replications takes a megabyte. */
const most = 12;

export function useMemory(): Memory {
  const [memory] = useState(memoryOf);
  return memory;
}

const textOf = ({ scenario }: Asked): string => JSON.stringify(scenario);

function memoryOf(): Memory {
  let kept: readonly { readonly asked: Asked; readonly text: string; readonly answer: Answer }[] =
    [];
  return {
    find: (asked) => {
      const text = textOf(asked);
      return (
        kept.find(
          (each) =>
            each.asked.diagram === asked.diagram &&
            each.asked.directory === asked.directory &&
            each.text === text,
        )?.answer ?? null
      );
    },
    keep: (asked, answer) => {
      kept = [...kept.slice(1 - most), { asked, text: textOf(asked), answer }];
    },
    clear: () => {
      kept = [];
    },
  };
}
