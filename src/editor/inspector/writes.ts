/** How the inspector writes: one field of one row, and what rows it can point at. */
import type { Edits } from '#model/edit/edits.ts';
import type { Node, NodeKind, RoleNode, TableName } from '#model/diagram.ts';
import type { NodeId, RoleId } from '#model/ids.ts';
import { as } from '#model/ids.ts';
import type { Json } from '#model/json.ts';
import { titleOf } from '../title-of.ts';
import { useEditor, usePart } from '../context.ts';
import type { Choice } from './fields.tsx';

/** undefined takes the field away. */
export type SetField = (set: { [field: string]: Json | undefined }, stroke?: string) => void;

export function useSetNode(id: NodeId): SetField {
  const { draft } = useEditor();
  return (set, stroke) => {
    draft.edit('Change', 'setNode', { id, set }, stroke);
  };
}

export function useSetRow(table: TableName, id: string): SetField {
  const { draft } = useEditor();
  return (set, stroke) => {
    draft.edit('Change', 'setRow', { table, id, set }, stroke);
  };
}

export function useSetControl(): SetField {
  const { draft } = useEditor();
  return (set, stroke) => {
    draft.edit('Change', 'setControl', { set }, stroke);
  };
}

/** Adds or replaces a row as one step. */
export function usePutRow(): (args: Edits['putRow']) => void {
  const { draft } = useEditor();
  return (args) => {
    draft.edit('Add', 'putRow', args);
  };
}

export const roleChoices = (roles: readonly RoleNode[]): Choice<RoleId>[] =>
  roles.map((role) => ({
    value: as<RoleId>(role.id),
    label: role.name || 'Unnamed role',
  }));

/** Nodes of some kinds, to point at. */
export const useNodes = (which: (kind: NodeKind) => boolean): readonly Node[] =>
  usePart(({ nodes }) => Object.values(nodes).filter((node) => which(node.kind)));

export const nodeChoices = (nodes: readonly Node[]): Choice<NodeId>[] =>
  nodes
    .map((node) => ({ value: node.id, label: titleOf(node) }))
    .toSorted((a, b) => (a.label < b.label ? -1 : 1));
