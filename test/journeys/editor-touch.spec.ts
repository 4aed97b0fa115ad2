/** Drawing by fingers: what a tablet does, as the browser gets it. */
import type { CDPSession, Page } from '@playwright/test';
import { atRest, middleOf, nodeOf } from './steps/canvas.ts';
import { openTemplate } from './steps/library.ts';
import { expect, test } from './steps/test.ts';

test.use({ hasTouch: true });

type Finger = { readonly x: number; readonly y: number };
const fingers = (page: Page, client: CDPSession) => {
  const touch = (
    type: 'touchStart' | 'touchMove' | 'touchEnd',
    at: readonly Finger[],
  ): Promise<unknown> =>
    client.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: at.map(({ x, y }, id) => ({ x, y, id })),
    });
  const up = (): Promise<unknown> => touch('touchEnd', []);
  return {
    down: (at: Finger) => touch('touchStart', [at]),
    up,
    /** From place to place (a busy browser may leave the last out), without resting at the first: that would ask what can be done there. */
    drag: async (first: readonly Finger[], ...then: readonly (readonly Finger[])[]) => {
      const [second = first, ...rest] = then;
      await Promise.all([touch('touchStart', first), touch('touchMove', second)]);
      for (const at of rest) {
        // What fingers do within one frame is told as one.
        await page.evaluate(() => new Promise(requestAnimationFrame));
        await touch('touchMove', at);
      }
      await page.evaluate(() => new Promise(requestAnimationFrame));
      await up();
    },
  };
};

test('fingers pan, pinch, drag, and ask by resting what can be done', async ({ page, context }) => {
  await openTemplate(page);
  const hand = fingers(page, await context.newCDPSession(page));
  const canvas = page.getByRole('main', { name: 'Canvas' });
  const gate = nodeOf(page, /Technical readiness review/);
  const zoom = async (): Promise<number> =>
    Number(
      /(\d+) %/.exec(await page.getByRole('button', { name: /^Zoom \d/ }).innerText())?.[1] ?? 0,
    );
  const from = await middleOf(gate);
  const area = await atRest(canvas);
  const bare = { x: area.x + area.width / 2, y: area.y + area.height - 30 };

  await test.step('one finger on the empty canvas pans', async () => {
    await hand.drag([bare], [{ x: bare.x, y: bare.y - 20 }], [{ x: bare.x + 40, y: bare.y - 60 }]);
    await expect.poll(async () => (await atRest(gate)).y).toBeLessThan(from.y - 15);
  });

  await test.step('two pinch', async () => {
    const before = await zoom();
    const c = { x: area.x + area.width / 2, y: area.y + area.height / 2 };
    const apart = (by: number): readonly Finger[] => [
      { x: c.x - by, y: c.y },
      { x: c.x + by, y: c.y },
    ];
    await hand.drag(apart(60), apart(90), apart(120));
    await expect.poll(zoom).toBeGreaterThan(before * 1.2);
    await page.getByRole('button', { name: 'Fit' }).click();
  });

  await test.step('a finger that rests asks what can be done there', async () => {
    await hand.down(await middleOf(gate));
    await expect(page.getByRole('menuitem', { name: /^Change kind/ })).toBeVisible();
    await hand.up();
    await page.getByRole('menuitem', { name: /^Pin in place/ }).click();
    await expect(page.getByRole('status', { name: 'What happened' })).toContainText('pinned');
    await page.getByRole('button', { name: 'Undo' }).click();
  });

  await test.step('a finger drags a node, and undo puts it back', async () => {
    const at = await middleOf(gate);
    const lower = (by: number): readonly Finger[] => [{ x: at.x, y: at.y + by }];
    await hand.drag(lower(0), lower(10), lower(50), lower(90));
    await expect.poll(async () => (await middleOf(gate)).y).toBeGreaterThan(at.y + 20);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await middleOf(gate)).y).toBeCloseTo(at.y, 0);
  });
});
