import { useEffect, useState } from 'react';
import { openDraft } from '#collab/draft.ts';
import type { DraftHandle } from '#collab/draft.ts';
import type { Diagram } from '#model/diagram.ts';
import type { SopId } from '#model/ids.ts';
import { useDatabase } from '#ui/workspace.tsx';

/** The draft as it is now, also while another tab draws; `undefined` while it loads, or where none is asked for. */
export function useDraft(sop: SopId | null): Diagram | undefined {
  const database = useDatabase();
  const [diagram, set] = useState<Diagram>();
  useEffect(() => {
    if (sop === null) return undefined;
    let gone = false;
    let draft: DraftHandle | undefined;
    void openDraft(database, sop, null).then((opened) => {
      draft = opened;
      if (gone) return opened.close();
      set(opened.diagram());
      opened.subscribe(() => set(opened.diagram()));
      return undefined;
    });
    return () => {
      gone = true;
      void draft?.close();
    };
  }, [database, sop]);
  return diagram;
}
