import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { Doc, applyUpdateV2, encodeStateAsUpdate } from 'yjs';
import { edited } from '#model/edit/edits.ts';
import { repair } from '#model/repair.ts';
import { diagrams } from '../../test/laws/diagram.ts';
import { mirror } from './doc.ts';
import { updateOf } from './seed.ts';
import { slim, slimDecoder } from './slim.ts';

it('a draft read slimly says and writes what it would else', () => {
  fc.assert(
    fc.property(diagrams(), (diagram) => {
      const update = updateOf(diagram);
      const doc = new Doc();
      applyUpdateV2(doc, update, 'store', slimDecoder());
      slim(doc);
      const shown = mirror(doc, () => undefined);
      expect(shown.diagram()).toEqual(repair(diagram).diagram);
      expect(encodeStateAsUpdate(doc)).toEqual(update);
      const set = { title: 'Written after' };
      shown.write((draft) => {
        Object.assign(draft.control, set);
      }, 'test');
      expect(shown.diagram()).toEqual(edited(repair(diagram).diagram, 'setControl', { set }));
    }),
    { numRuns: 30 },
  );
});
