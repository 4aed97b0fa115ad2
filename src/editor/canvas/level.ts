/** How much is drawn at the zoom at hand (LOOK.md §3.5). */
import { useStore } from '@xyflow/react';
import { levelAt } from '#ui/diagram/state.ts';
import type { Level } from '#ui/diagram/state.ts';

/** Renders again only when the level changes, not with every turn of the wheel. */
export const useLevel = (): Level => useStore((state) => levelAt(state.transform[2]));
