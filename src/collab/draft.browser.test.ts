import { describe, expect, it, onTestFinished } from 'vitest';
import { soon } from '../../test/builders/soon.ts';
import { blankDiagram } from '#model/blank.ts';
import { as } from '#model/ids.ts';
import type { NodeId, SopId } from '#model/ids.ts';
import { Database } from '#store/database.ts';
import { readUpdates } from '#store/updates.ts';
import { openDraft } from './draft.ts';
import type { DraftHandle } from './draft.ts';

const sop = as<SopId>('sop_one');
const gate = { id: as<NodeId>('g'), kind: 'gate', name: 'Review', rule: 'veto' } as const;

function freshDatabase(): Database {
  const db = new Database(`test-${crypto.randomUUID()}`);
  onTestFinished(() => db.delete());
  return db;
}
async function opened(db: Database): Promise<DraftHandle> {
  const draft = await openDraft(db, sop, null);
  onTestFinished(() => draft.close());
  return draft;
}
const name = (draft: DraftHandle): string | undefined => draft.diagram().nodes[gate.id]?.name;

describe('a draft in the browser', () => {
  it('starts blank where there is none, and is the same when opened again', async () => {
    const db = freshDatabase();
    const first = await opened(db);
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    expect(first.diagram()).toEqual(blankDiagram({ title: 'Untitled SOP', zone: timeZone }));
    first.edit('Add', 'addNode', { node: gate });
    await first.close();
    const again = await opened(db);
    expect(again.diagram()).toEqual(first.diagram());
  });

  it('says saved only when what was drawn is stored', async () => {
    const db = freshDatabase();
    const draft = await opened(db);
    const before = (await readUpdates(db, sop)).length;
    draft.edit('Add', 'addNode', { node: gate });
    for (const letter of ['a', 'b', 'c'])
      draft.edit('Rename', 'rename', { id: gate.id, name: letter });
    expect(draft.saved()).toBe('saving');
    await soon(() => {
      expect(draft.saved()).toBe('saved');
    });
    // Gathered: four edits, one write.
    expect(await readUpdates(db, sop)).toHaveLength(before + 1);
    const copy = await openDraft(db, sop, null);
    expect(name(copy)).toBe('c');
    await copy.close();
  });

  it('writes at once when the page is hidden', async () => {
    const db = freshDatabase();
    const draft = await opened(db);
    const before = (await readUpdates(db, sop)).length;
    draft.edit('Add', 'addNode', { node: gate });
    dispatchEvent(new Event('pagehide'));
    // One turn of the store, without the wait for company.
    await db.updates.count();
    expect(await readUpdates(db, sop)).toHaveLength(before + 1);
  });

  it('says that it failed, keeps what was drawn, and saves it when the store is back', async () => {
    const db = freshDatabase();
    const draft = await opened(db);
    db.close();
    draft.edit('Add', 'addNode', { node: gate });
    await soon(() => {
      expect(draft.saved()).toBe('failed');
    });
    expect(name(draft)).toBe('Review');
    await db.open();
    await soon(() => {
      expect(draft.saved()).toBe('saved');
    });
    const again = await openDraft(db, sop, null);
    expect(name(again)).toBe('Review');
    await again.close();
  });

  it('shows in one tab what another draws, and undoes only its own', async () => {
    const db = freshDatabase();
    const [a, b] = [await opened(db), await opened(db)];
    a.edit('Add', 'addNode', { node: gate });
    await soon(() => {
      expect(name(b)).toBe('Review');
    });
    expect(b.canUndo()).toBe(false);
    b.edit('Rename', 'rename', { id: gate.id, name: 'Legal' });
    await soon(() => {
      expect(name(a)).toBe('Legal');
    });
    b.undo();
    await soon(() => {
      expect(name(a)).toBe('Review');
    });
  });

  it('has what was drawn last, when it is left and opened again at once', async () => {
    const db = freshDatabase();
    const draft = await opened(db);
    draft.edit('Add', 'addNode', { node: gate });
    void draft.close();
    expect(name(await opened(db))).toBe('Review');
  });

  it('merges many stored updates into one without losing any', async () => {
    const db = freshDatabase();
    const draft = await opened(db);
    draft.edit('Add', 'addNode', { node: gate });
    for (let n = 0; n < 45; n += 1) {
      draft.edit('Rename', 'rename', { id: gate.id, name: `n${n}` });
      dispatchEvent(new Event('pagehide'));
      await soon(() => {
        expect(draft.saved()).toBe('saved');
      });
    }
    await draft.close();
    expect((await readUpdates(db, sop)).length).toBeGreaterThan(40);
    const again = await opened(db);
    expect(await readUpdates(db, sop)).toHaveLength(1);
    expect(name(again)).toBe('n44');
  });
});
