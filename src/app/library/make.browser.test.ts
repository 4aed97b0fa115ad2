import { beforeEach, expect, test } from 'vitest';
import { as } from '#model/ids.ts';
import type { PersonId } from '#model/ids.ts';
import { openDatabase } from '#store/database.ts';
import type { Database } from '#store/database.ts';
import { readDirectory } from '#store/directory.ts';
import { hash } from '#store/hash.ts';
import { writeSop } from '#formats/sop.ts';
import { blankDiagram } from '#model/blank.ts';
import { digest } from '#model/digest.ts';
import { draftOf, rename } from './draft-of.ts';
import { createBlank, createCopy, createFrom, importFile } from './make.ts';
import type { Maker } from './make.ts';
import { getSop, listSops } from '#store/sops.ts';
import { loadSamples, loadTemplate, templateIds } from './template-files.ts';

const fiveGates = 'general/five-gate-deployment';
let database: Database;
let maker: Maker;

beforeEach(() => {
  database = openDatabase(`library-${crypto.randomUUID()}`);
  maker = { database, person: as<PersonId>('priya.raman') };
});

const file = (text: string, name = 'some.sop.json'): File => new File([text], name);

test('a template becomes a draft under a new id that remembers where it is from', async () => {
  const template = await loadTemplate(fiveGates);
  const sop = await createFrom(maker, template);
  expect(sop).not.toBe(template.id);
  expect(await getSop(database, sop)).toMatchObject({
    title: template.diagram.control.title,
    from: fiveGates,
  });
  const draft = await draftOf(database, sop);
  expect(digest(draft, hash)).toBe(digest(template.diagram, hash));
  expect(draft.layout).toEqual(template.diagram.layout);
});

test('its people come with it where they are missing, and nobody is overwritten', async () => {
  const template = await loadTemplate(fiveGates);
  await createFrom(maker, template);
  const [id] = Object.keys(template.directory?.people ?? {});
  const before = await readDirectory(database);
  expect(Object.keys(before.people)).toHaveLength(
    Object.keys(template.directory?.people ?? {}).length,
  );
  await createFrom(maker, {
    ...template,
    directory: {
      groups: {},
      people: { [as<PersonId>(id ?? '')]: { name: 'Somebody else', active: true } },
    },
  });
  expect(await readDirectory(database)).toEqual(before);
});

test('every template that ships reads, and its samples are found by its id', async () => {
  expect(templateIds[0]).toBe(fiveGates);
  for (const id of templateIds) expect((await loadTemplate(id)).id).toBe(id);
  expect((await loadSamples(fiveGates)).length).toBeGreaterThan(0);
  expect(await loadSamples('nowhere/nothing')).toEqual([]);
});

test('a blank SOP is an intake alone', async () => {
  const draft = await draftOf(database, await createBlank(maker));
  expect(Object.values(draft.nodes).map(({ kind }) => kind)).toEqual(['intake']);
});

test('a file keeps its id, unless that is here already: then it comes in as a copy', async () => {
  const { diagram } = await loadTemplate(fiveGates);
  const text = writeSop({ id: as('sop_elsewhere'), revision: '', diagram });
  const first = await importFile(maker, file(text));
  const second = await importFile(maker, file(text));
  expect(first).toMatchObject({ ok: true, sop: 'sop_elsewhere', copy: false });
  expect(second).toMatchObject({ ok: true, copy: true });
  expect(second.ok && second.sop).not.toBe('sop_elsewhere');
  expect(await listSops(database)).toHaveLength(2);
});

test.each([
  ['an empty file', ''],
  ['a text', 'Dear all,'],
  [
    'a cut one',
    writeSop({
      id: as('x'),
      revision: '',
      diagram: blankDiagram({ title: 'Cut', zone: 'UTC' }),
    }).slice(0, 400),
  ],
  ['a list', '[1, 2]'],
  ['a newer one', '{ "format": "countersign-sop/9" }'],
  ['sample requests', '{ "format": "countersign-runs/1", "sop": "x", "runs": [] }'],
])('%s is refused with a sentence, and nothing of it is kept', async (_name, text) => {
  const done = await importFile(maker, file(text));
  expect(done).toMatchObject({ ok: false });
  expect(done.ok ? '' : done.says).toMatch(/^[A-Z].{10,}\.$/s);
  expect(await listSops(database)).toEqual([]);
  expect(await database.updates.count()).toBe(0);
  expect(await database.entries.count()).toBe(0);
});

test('a file comes in whole where an import of it failed half-way before', async () => {
  const { diagram } = await loadTemplate(fiveGates);
  await database.updates.add({ sop: as('sop_elsewhere'), bytes: new Uint8Array([0, 0]) });
  await importFile(maker, file(writeSop({ id: as('sop_elsewhere'), revision: '', diagram })));
  expect(await database.updates.count()).toBe(1);
});

test('a copy is drawn the same under a title that says so', async () => {
  const template = await loadTemplate(fiveGates);
  const copy = await createCopy(maker, template.diagram, fiveGates);
  const draft = await draftOf(database, copy);
  expect(draft.control.title).toBe(`${template.diagram.control.title} (copy)`);
  expect(draft.nodes).toEqual(template.diagram.nodes);
});

test('a new title stands in the list and in the drawing', async () => {
  const sop = await createBlank(maker);
  await rename(database, sop, 'Model release');
  expect((await getSop(database, sop))?.title).toBe('Model release');
  expect((await draftOf(database, sop)).control.title).toBe('Model release');
});

test('a hand-written file that draws nothing anywhere is laid out, and means the same', async () => {
  const template = await loadTemplate('general/startup-lightweight-exception');
  const bare = { ...template, diagram: { ...template.diagram, layout: {} } };
  const imported = await importFile(maker, file(writeSop(bare)));
  if (!imported.ok) throw new Error(imported.says);
  const draft = await draftOf(database, imported.sop);
  const gates = Object.values(draft.nodes).filter(({ kind }) => kind === 'gate');
  expect(gates.map(({ id }) => draft.layout[id])).toEqual(
    gates.map(() => expect.objectContaining({ x: expect.any(Number), y: expect.any(Number) })),
  );
  expect(digest(draft, hash)).toBe(digest(template.diagram, hash));
});
