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

/** Gives an SOP another title: in its drawing, which carries it, and in the list. */
export async function rename(database: Database, sop: SopId, title: string): Promise<void> {
  const [{ openDraft }, { renameSop }] = await Promise.all([
    import('#collab/draft.ts'),
    import('#store/sops.ts'),
  ]);
  const draft = await openDraft(database, sop, null);
  draft.edit('Rename', 'setControl', { set: { title } });
  await draft.close();
  await renameSop(database, sop, title);
}
