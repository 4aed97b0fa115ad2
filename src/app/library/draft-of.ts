import type { Diagram } from '#model/diagram.ts';
import type { SopId } from '#model/ids.ts';
import type { Database } from '#store/database.ts';

/** What is drawn of an SOP now. Drafts live in Y.Docs, so the code that reads them comes only when it is needed. */
export async function draftOf(database: Database, sop: SopId): Promise<Diagram> {
  const { openDraft } = await import('#collab/draft.ts');
  const draft = await openDraft(database, sop, null);
  const diagram = draft.diagram();
  await draft.close();
  return diagram;
}

/** Gives an SOP another title: in its drawing, from which its row takes it. */
export async function retitle(database: Database, sop: SopId, title: string): Promise<void> {
  const { openDraft } = await import('#collab/draft.ts');
  const draft = await openDraft(database, sop, null);
  draft.edit('Rename SOP', 'setControl', { set: { title } });
  await draft.close();
}
