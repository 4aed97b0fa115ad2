/** The editor's canvas, by the names its nodes have. */
import type { Locator, Page } from '@playwright/test';
import { expect } from './test.ts';

export const nodeOf = (page: Page, name: RegExp): Locator =>
  page.getByRole('main', { name: 'Canvas' }).getByRole('group', { name });

export async function boxOf(
  thing: Locator,
): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await thing.boundingBox();
  if (box === null) throw new Error('It is not on the screen.');
  return box;
}

/** Where a thing stands once nothing glides any more, neither the view nor nodes: there a hand can take it. */
export function atRest(
  thing: Locator,
): Promise<{ x: number; y: number; width: number; height: number }> {
  return thing.evaluate(
    (element) =>
      new Promise((resolve) => {
        let before = '';
        const look = (): void => {
          const { x, y, width, height } = element.getBoundingClientRect();
          const now = [x, y, width, height].join();
          const moves = document.querySelector('[data-moving], [data-gliding]') !== null;
          if (!moves && now === before) resolve({ x, y, width, height });
          else requestAnimationFrame(look);
          before = moves ? '' : now;
        };
        look();
      }),
  );
}

/** Its middle, at rest. */
export async function middleOf(thing: Locator): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = await atRest(thing);
  return { x: x + width / 2, y: y + height / 2 };
}

/** Drags from the middle of one thing by so many px, or to the middle of another. */
export async function drag(
  page: Page,
  thing: Locator,
  to: Locator | { readonly by: readonly [number, number] },
): Promise<void> {
  const start = await middleOf(thing);
  const end = 'by' in to ? { x: start.x + to.by[0], y: start.y + to.by[1] } : await middleOf(to);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 5 });
  await page.mouse.move(end.x, end.y, { steps: 5 });
  await page.mouse.up();
}

/** Types the name of the node that is selected, where it stands. */
export async function nameIt(page: Page, kind: string, name: string): Promise<void> {
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: `Name of ${kind}` }).fill(name);
  await page.keyboard.press('Enter');
}

export const saved = (page: Page): Promise<void> =>
  expect(page.getByRole('banner').getByText('All changes saved')).toBeVisible();
