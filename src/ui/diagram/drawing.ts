import type { Diagram, Node, NodeKind } from '#model/diagram.ts';
import type { ReactNode } from 'react';
import type { Level, NodeState } from './state.ts';

/** A node as an SVG group whose upper left corner is its place; its box is `sizeOf(node)`. */
export interface DrawingProps<K extends NodeKind = NodeKind> {
  readonly node: Extract<Node, { readonly kind: K }>;
  readonly diagram: Diagram;
  readonly state: NodeState;
  readonly level: Level;
}
export type Drawing<K extends NodeKind> = (props: DrawingProps<K>) => ReactNode;
