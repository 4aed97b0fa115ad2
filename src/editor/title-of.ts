import type { Node } from '#model/diagram.ts';
import { kinds } from './kinds.ts';

/** What a node is called in lists: its name, else what it is. */
export const titleOf = (node: Node): string =>
  node.name.trim() === '' ? kinds[node.kind].word : node.name;
