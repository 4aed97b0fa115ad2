import { assert, double, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { fitted, zoomedAt } from './viewport.ts';

const spot = integer({ min: -5000, max: 5000 });
const extent = integer({ min: 1, max: 9000 });
const side = integer({ min: 120, max: 2000 });
const near = (a: number, b: number): boolean => Math.abs(a - b) < 0.01;

test('whatever is fitted lies inside the frame, in its middle, and is never larger than life', () => {
  const law = property(spot, spot, extent, extent, side, side, (x, y, w, h, W, H) => {
    const view = fitted({ x, y, w, h }, { w: W, h: H });
    const middle =
      near(view.x + (x + w / 2) * view.zoom, W / 2) &&
      near(view.y + (y + h / 2) * view.zoom, H / 2);
    // Below the least zoom nothing could be told apart: then it is not shrunk further.
    const inside = view.zoom <= 0.05 || (w * view.zoom <= W && h * view.zoom <= H);
    return middle && inside && view.zoom <= 1;
  });
  expect(() => assert(law)).not.toThrow();
});

test('zooming keeps the point under the pointer where it is', () => {
  const zooms = double({ min: 0.05, max: 2.5, noNaN: true });
  const law = property(spot, spot, zooms, side, side, (x, y, zoom, px, py) => {
    const before = { x, y, zoom: 0.4 };
    const after = zoomedAt(before, zoom, px, py);
    return (
      near((px - after.x) / after.zoom, (px - before.x) / before.zoom) &&
      near((py - after.y) / after.zoom, (py - before.y) / before.zoom)
    );
  });
  expect(() => assert(law)).not.toThrow();
});
