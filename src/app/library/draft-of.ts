import type { Diagram } from '#model/diagram.ts';
import type { Digest, SopId } from '#model/ids.ts';
import type { Database } from '#store/database.ts';

/** What is drawn of an SOP now. Drafts live in Y.Docs, so the code that reads them comes only when it is needed. */
export async function draftOf(database: Database, sop: SopId): Promise<Diagram> {
  const { openDraft } = await import('#collab/draft.ts');
  const draft = await openDraft(database, sop, null);
  const diagram = draft.diagram();
  await draft.close();
  return diagram;
}

/** The same with its digest over meaning. */
export async function draftWithDigest(
  database: Database,
  sop: SopId,
): Promise<{ readonly diagram: Diagram; readonly digest: Digest }> {
  const [diagram, { digest }, { hash }] = await Promise.all([
    draftOf(database, sop),
    import('#model/digest.ts'),
    import('#store/hash.ts'),
  ]);
  return { diagram, digest: digest(diagram, hash) };
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
