/**
 * Every edit by name (ARCHITECTURE.md): nothing else changes a draft. An edit is a recipe on an Immer draft; new ids are
 * arguments. `repair(edit(d)) = edit(d)`: an edit deletes its dependants itself.
 */
import { produce } from 'immer';
import type { Draft } from 'immer';
import type { Diagram } from '../diagram.ts';
import type { Json } from '../json.ts';
import { addNode } from './add-node.ts';
import { assignRole, unassign } from './assign-role.ts';
import { changeKind } from './change-kind.ts';
import { connect } from './connect.ts';
import { deleteThings } from './delete-things.ts';
import { handOver } from './hand-over.ts';
import { move } from './move.ts';
import { paste } from './paste.ts';
import { putRow } from './put-row.ts';
import { removeRow } from './remove-row.ts';
import { renameKey } from './rename-key.ts';
import { rename } from './rename.ts';
import { reorder } from './reorder.ts';
import { setControl } from './set-control.ts';
import { setNode } from './set-node.ts';
import { setPlaces } from './set-places.ts';
import { setRow } from './set-row.ts';
import { splitFlow } from './split-flow.ts';

const recipes = {
  addNode,
  connect,
  splitFlow,
  move,
  setPlaces,
  rename,
  setNode,
  setRow,
  setControl,
  putRow,
  removeRow,
  changeKind,
  assignRole,
  unassign,
  handOver,
  deleteThings,
  paste,
  reorder,
  renameKey,
};
type Recipes = typeof recipes;

/** The arguments of each edit. */
export type Edits = { readonly [N in keyof Recipes]: Parameters<Recipes[N]>[1] } & {
  /** The mend of a finding, as it stands there. */
  readonly mend: { readonly edit: string; readonly args: Json };
};
export type EditName = keyof Edits;

export const edits: {
  readonly [N in EditName]: (d: Draft<Diagram>, args: Edits[N]) => void;
} = { ...recipes, mend };

/** The diagram after an edit; unchanged rows and tables keep their identity, and so does a diagram left as it was. */
export function edited<N extends EditName>(diagram: Diagram, name: N, args: Edits[N]): Diagram {
  const recipe = edits[name];
  return produce(diagram, (draft) => {
    recipe(draft, args);
  });
}

const isRecipe = (name: string): name is keyof Recipes => Object.hasOwn(recipes, name);

function mend(d: Draft<Diagram>, { edit, args }: Edits['mend']): void {
  if (!isRecipe(edit)) throw new Error(`mend: there is no edit "${edit}"`);
  // Findings and edits are of one program; what gets into a row passes its schema in any case.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- args of a finding are plain JSON by type
  const recipe = recipes[edit] as (draft: Draft<Diagram>, args: unknown) => void;
  recipe(d, args);
}
