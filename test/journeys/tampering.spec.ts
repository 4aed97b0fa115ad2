import { readFile, writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { countersign } from './steps/command-line.ts';
import { newRequest, publishImported } from './steps/library.ts';
import { actAs } from './steps/people.ts';
import { attachFile, buy, submit } from './steps/request.ts';
import { smallSop } from './steps/small-sop.ts';
import { entriesOf, putEntries } from './steps/storage.ts';
import { signAs } from './steps/signing.ts';
import { expect, test } from './steps/test.ts';

/** A request that has run to its end, its audit page open; answers with its stream. */
async function endedRequest(page: Page): Promise<string> {
  await publishImported(page, smallSop());
  await newRequest(page);
  await actAs(page, 'Dan Staff');
  await buy(page, 'Stool', '40');
  await submit(page, 'Stool');
  await attachFile(page, 'Offer', 'A stool, 40.');
  await signAs(page, 'Bea Lead', 'Purchase review');
  await page.getByRole('link', { name: 'Audit trail' }).first().click();
  await expect(page.getByText(/^Chain verified: 5 entries, unbroken/)).toBeVisible();
  return `request/${new URL(page.url()).pathname.split('/')[2] ?? ''}`;
}

test('one stored entry changed, removed, moved or inserted is found, with its place', async ({
  page,
}) => {
  const stream = await endedRequest(page);
  const good = await entriesOf(page, stream);
  const [first, second, third, fourth, last] = good;
  if (!first || !second || !third || !fourth || !last) throw new Error('five entries are expected');
  const cases = [
    {
      done: 'changed',
      entries: [
        first,
        { ...second, text: second.text.replace('offer', 'order') },
        third,
        fourth,
        last,
      ],
      says: `Entry 1 of ${stream} was changed`,
    },
    {
      done: 'removed',
      entries: [first, second, fourth, last],
      says: `Entry 2 of ${stream} was removed`,
    },
    {
      done: 'moved',
      entries: [first, second, { ...fourth, seq: third.seq }, { ...third, seq: fourth.seq }, last],
      says: `Entry 2 of ${stream} was`,
    },
    {
      done: 'inserted',
      entries: [...good, { ...last, seq: last.seq + 1, command: 'another' }],
      says: `Entry 5 of ${stream} was inserted`,
    },
  ];
  for (const { done, entries, says } of cases)
    await test.step(`an entry ${done}`, async () => {
      expect(entries).not.toEqual(good);
      await putEntries(page, stream, entries);
      await page.reload();
      await expect(page.getByRole('alert')).toContainText(says);
    });
  await putEntries(page, stream, good);
  await page.reload();
  await expect(page.getByText(/^Chain verified: 5 entries, unbroken/)).toBeVisible();
  await expect(page.getByRole('alert')).toBeHidden();
});

test('an exported log is verified on the command line, a tampered copy is not', async ({
  page,
}, info) => {
  const stream = await endedRequest(page);
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export JSONL' }).click();
  const file = info.outputPath('good.log.jsonl');
  await (await saving).saveAs(file);
  const verified = countersign('verify-log', file);
  expect(verified.says).toContain('5 entries in 1 stream: every one unchanged and in its place.');
  expect(verified.code).toBe(0);

  const text = await readFile(file, 'utf8');
  const lines = text.trimEnd().split('\n');
  const at = lines.findIndex((line) => line.includes('attached'));
  const copies = {
    changed: text.replace('attached', 'detached'),
    removed: [...lines.slice(0, at), ...lines.slice(at + 1)].join('\n'),
    moved: [...lines.slice(0, at), lines[at + 1], lines[at], ...lines.slice(at + 2)].join('\n'),
    inserted: [...lines.slice(0, at), lines[at], lines[at], ...lines.slice(at + 1)].join('\n'),
  };
  for (const [done, copy] of Object.entries(copies)) {
    const tampered = info.outputPath(`${done}.log.jsonl`);
    await writeFile(tampered, copy);
    const { code, says } = countersign('verify-log', tampered);
    expect(says).toContain(`Entry 1 of ${stream} was ${done}`);
    expect(code).toBe(1);
  }
});
