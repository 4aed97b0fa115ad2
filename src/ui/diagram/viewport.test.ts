import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitted, zoomedAt } from './viewport.ts';

const spot = fc.integer({ min: -5000, max: 5000 });
const extent = fc.integer({ min: 1, max: 9000 });
const side = fc.integer({ min: 120, max: 2000 });

test('whatever is fitted lies inside the frame, in its middle, and is never larger than life', () => {
  fc.assert(
    fc.property(spot, spot, extent, extent, side, side, (x, y, w, h, W, H) => {
      const view = fitted({ x, y, w, h }, { w: W, h: H });
      expect(view.zoom).toBeLessThanOrEqual(1);
      expect(view.x + (x + w / 2) * view.zoom).toBeCloseTo(W / 2);
      expect(view.y + (y + h / 2) * view.zoom).toBeCloseTo(H / 2);
      // Below the least zoom nothing could be told apart: then it is not shrunk further.
      if (view.zoom > 0.05) {
        expect(w * view.zoom).toBeLessThanOrEqual(W);
        expect(h * view.zoom).toBeLessThanOrEqual(H);
      }
    }),
  );
});

test('zooming keeps the point under the pointer where it is', () => {
  fc.assert(
    fc.property(
      spot,
      spot,
      fc.double({ min: 0.05, max: 2.5, noNaN: true }),
      side,
      side,
      (x, y, zoom, px, py) => {
        const before = { x, y, zoom: 0.4 };
        const after = zoomedAt(before, zoom, px, py);
        expect((px - after.x) / after.zoom).toBeCloseTo((px - before.x) / before.zoom, 3);
        expect((py - after.y) / after.zoom).toBeCloseTo((py - before.y) / before.zoom, 3);
      },
    ),
  );
});
