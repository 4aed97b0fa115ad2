import { describe, expect, test } from 'vitest';
import { templateDiagram, templates } from '../../test/builders/templates.ts';
import { randomSop } from '../../test/laws/random-sop.ts';
import { withPlaces } from './cases/judge.ts';
import { measure } from './cases/measure.ts';
import { qualityOf } from './cases/quality.ts';
import { randomCase } from './cases/random.ts';
import { spikeSize } from './cases/spike.ts';
import { layoutLanes } from './lanes.ts';
import { layoutDiagram } from './layout.ts';

const sound = { through: 0, slanted: 0, offNode: 0, nodeOnNode: 0, labelOnNode: 0, outside: 0 };
/** In the templates no label lies on another flow either. */
const calm = { ...sound, labelOnFlow: 0 };

describe('what a picture may never show', () => {
  test.for(templates())('%s as it is stored', (id) => {
    expect(qualityOf(templateDiagram(id))).toMatchObject(calm);
  });

  test.for(templates())('%s tidied', (id) => {
    const diagram = { ...templateDiagram(id), layout: {} };
    const { places } = layoutDiagram(diagram);
    expect(qualityOf(withPlaces(diagram, places))).toMatchObject(calm);
  });

  // All 200 are in `npm run bench layout`; every fifth seed has the same kind of lanes, so these take one of each.
  test('random SOPs, tidied', () => {
    for (let seed = 1; seed <= 200; seed += 13) {
      const diagram = randomSop(seed);
      const { places } = layoutDiagram(diagram);
      const { through, labelOnNode, outside } = qualityOf(withPlaces(diagram, places));
      expect({ seed, through, labelOnNode, outside }).toEqual({
        seed,
        through: 0,
        labelOnNode: 0,
        outside: 0,
      });
    }
  });

  test('random processes in lanes of every kind', () => {
    for (let seed = 1; seed <= 200; seed += 9) {
      const { diagram, options } = randomCase(seed, spikeSize);
      const m = measure(diagram, layoutLanes(diagram, options));
      expect({ seed, ...m }).toMatchObject({
        seed,
        through: 0,
        labelOnNode: 0,
        outsideLane: 0,
        failed: 0,
      });
    }
  });
});
