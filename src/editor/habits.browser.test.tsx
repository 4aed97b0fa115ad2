/** The habits of EXPERIENCE.md §3, each in one opened editor with what it does to the model, and undone exactly. */
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { soon } from '../../test/builders/soon.ts';
import { deskWith } from '../../test/builders/desk.ts';
import { at, drag, element, pointer, press } from '../../test/builders/editor.tsx';
import { number, sop } from '../../test/builders/sop.ts';
import { canonical } from '#model/canonical.ts';
import type { Diagram, Node } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { EvidenceId, NodeId, PersonId } from '#model/ids.ts';
import type { Sample } from '#model/sample.ts';

const start: Diagram = sop('Release')
  .role('r_lead', { name: 'Lead' })
  .role('r_legal', { name: 'Legal' })
  .requesters('r_lead')
  .owner('r_lead')
  .intake({ amount: number(0, 100) })
  .step('s', { name: 'Build', R: 'r_lead' })
  .gate('g', { name: 'Review', A: 'r_lead', items: { c1: 'Tested' } })
  .gate('g2', { name: 'Sign-off', A: 'r_legal' })
  .end('e', { name: 'Released' })
  .note('n', 'Mind the freeze')
  .path('in', 's', 'g', 'g2', 'e')
  .place('in', { x: 0, y: 0 })
  .place('s', { x: 300, y: 16 })
  .place('g', { x: 620, y: 0 })
  .place('g2', { x: 1000, y: 0 })
  .place('e', { x: 1380, y: 26 })
  .place('n', { x: 620, y: 320 })
  .diagram();

const sample: Sample = {
  id: 'one',
  name: 'A dear release',
  story: '',
  requester: as<PersonId>('p'),
  submitted: '2026-03-02T09:00:00Z',
  form: { amount: 80 },
  metrics: { [as<EvidenceId>('ev')]: { auc: 0.9 } },
  acts: [],
  expected: { tier: null, outcome: null, trail: [] },
};

const desk = deskWith(start, [sample]);
const { diagram, added, flows, place, said, canvas, chosen, select, takenBack, ring } = desk;
const nodes = (): Node[] => Object.values(diagram().nodes);

const zoom = (): number =>
  Number(/(\d+) %/.exec(page.getByRole('button', { name: /^Zoom \d/ }).element().textContent)?.[1]);

/** What axe finds on the page as it stands. */
const faults = async (): Promise<string[]> => {
  const { violations } = await axe.run(document.body, {
    rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
  });
  return violations.map(
    ({ id, nodes: where }) => `${id}: ${where.map(({ html }) => html.slice(0, 140)).join(' | ')}`,
  );
};

describe('adding by flow', () => {
  it('shows what a ring would add, and adds it there', async () => {
    const bottom = await ring('g', 'bottom');
    bottom.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
    await soon(() => {
      expect(document.querySelector('[class*="ghost"]')).not.toBeNull();
    });
    const { left, top } = bottom.getBoundingClientRect();
    pointer('down', bottom, { x: left + 4, y: top + 4 });
    pointer('up', document.body, { x: left + 4, y: top + 4 });
    expect(added()).toMatchObject({ kind: 'end', name: 'Rejected', outcome: 'rejected' });
    expect(flows()).toContain(`g → ${added().id}`);
    await soon(() => {
      expect(document.querySelector('[class*="ghost"]')).toBeNull();
    });
    await takenBack();
  });

  it.each([
    ['ArrowRight', 's', (id: string) => [`s → ${id}`, `${id} → g`]],
    ['ArrowLeft', 'g', (id: string) => [`s → ${id}`, `${id} → g`]],
    ['ArrowUp', 'g2', (id: string) => [`g2 → ${id}`]],
    ['ArrowDown', 'g2', (id: string) => [`g2 → ${id}`]],
  ])('by Ctrl and %s, joined', async (key, from, expected) => {
    await select(from);
    press(`ctrl ${key}`);
    expect(flows()).toEqual(expect.arrayContaining(expected(added().id)));
    await soon(() => {
      expect(said()).toMatch(/ added/);
    });
    await takenBack();
  });

  it('splits the flow on which a node from the palette is dropped', async () => {
    const tool = page.getByRole('button', { name: /^Step/ }).element();
    const from = tool.getBoundingClientRect();
    const [a, b] = [at('s'), at('g')];
    const to = { x: (a.x + b.x + 40) / 2, y: a.y };
    pointer('down', tool, { x: from.left + 9, y: from.top + 9 });
    pointer('move', document.body, { x: to.x - 10, y: to.y });
    pointer('move', document.body, to);
    pointer('up', document.body, to);
    expect(flows()).toEqual(expect.arrayContaining([`s → ${added().id}`, `${added().id} → g`]));
    expect(flows()).not.toContain('s → g');
    await takenBack();
  });

  it('by a kind and a name in the list, and connects to what is there', async () => {
    await select('g2');
    press('a');
    await userEvent.fill(page.getByLabelText('Kind', { exact: true }), 'step Mend it');
    press('Enter');
    expect(added()).toMatchObject({ kind: 'step', name: 'Mend it' });
    canvas().focus();
    press('a');
    await userEvent.fill(page.getByLabelText('Kind', { exact: true }), 'sign');
    press('Enter');
    expect(flows()).toContain(`${added().id} → g2`);
    await soon(() => {
      expect(said()).toBe('Mend it connected to Sign-off');
    });
  });

  it('opens the list of kinds by double click on empty canvas', async () => {
    const { left, bottom } = canvas().getBoundingClientRect();
    const pane = document.querySelector('.react-flow__pane') ?? canvas();
    const spot = { clientX: left + 400, clientY: bottom - 200 };
    pane.dispatchEvent(new MouseEvent('dblclick', { bubbles: true, ...spot }));
    await userEvent.fill(page.getByLabelText('Kind', { exact: true }), 'note');
    press('Enter');
    expect(added().kind).toBe('note');
    await takenBack();
  });
});

describe('in place', () => {
  it('changes the kind, in one step', async () => {
    await select('s');
    press('shift Enter');
    await userEvent.fill(page.getByLabelText('Kind', { exact: true }), 'subp');
    press('Enter');
    expect(diagram().nodes[as<NodeId>('s')]?.kind).toBe('subprocess');
    await takenBack();
  });

  it.each([
    ['from right to left', 'مراجعة المخاطر'],
    ['with signs of faces', '👩‍⚖️ Review 🚦'],
    ['of 500 characters', 'A very long name '.repeat(30).slice(0, 500).trim()],
  ])('takes a name %s', async (_what, name) => {
    await select('s');
    press('F2');
    await userEvent.fill(page.getByLabelText('Name of step'), name);
    press('Enter');
    expect(diagram().nodes[as<NodeId>('s')]?.name).toBe(name);
    expect(element('s').getBoundingClientRect().width).toBeLessThan(260);
    await takenBack();
  });
});

describe('copies', () => {
  it('stay in the hand with Alt, and Ctrl+D repeats the offset', async () => {
    await drag(element('n'), at('n'), [120, 40], { altKey: true }, () => {
      expect(document.querySelector('[class*="copies"]')).not.toBeNull();
      expect(canonical(diagram())).toBe(canonical(start));
    });
    await soon(() => {
      expect(added().kind).toBe('note');
    });
    const first = place(added().id);
    const by = { x: first.x - place('n').x, y: first.y - place('n').y };
    expect(place('n')).toEqual({ x: 620, y: 320 });
    canvas().focus();
    press('ctrl d');
    const [, second] = nodes().filter(({ id }) => start.nodes[id] === undefined);
    const places = [first, place(second?.id ?? '')].toSorted((a, b) => a.x - b.x);
    expect((places[1]?.x ?? 0) - (places[0]?.x ?? 0)).toBe(Math.abs(by.x));
    press('ctrl z');
    await takenBack();
  });

  it('a cut closes the chain, in one step', async () => {
    await select('g');
    const data = new DataTransfer();
    canvas().dispatchEvent(
      new ClipboardEvent('cut', { clipboardData: data, bubbles: true, cancelable: true }),
    );
    expect(diagram().nodes[as<NodeId>('g')]).toBeUndefined();
    expect(flows()).toContain('s → g2');
    await soon(() => {
      expect(said()).toBe('Review deleted');
    });
    expect(data.getData('application/x-countersign+json')).toContain('Review');
    await takenBack();
  });
});

describe('moving', () => {
  it('nudges by 1 and 5, as one step while it goes on', async () => {
    await select('n');
    press('ArrowRight');
    press('shift ArrowDown');
    expect(place('n')).toEqual({ x: 621, y: 325 });
    await soon(() => {
      expect(said()).toContain('moved to 621, 325');
    });
    await takenBack();
  });

  it('keeps to one axis with Shift', async () => {
    await drag(element('n'), at('n'), [150, 30], { shiftKey: true });
    await soon(() => {
      expect(place('n').x).not.toBe(620);
    });
    expect(place('n').y).toBe(320);
    await takenBack();
  });

  it('shows where a node lines up, and Esc leaves all as it was', async () => {
    await drag(element('n'), at('n'), [4, -60], {}, () => {
      expect(document.querySelector('[class*="guideX"]')).not.toBeNull();
      dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    });
    expect(canonical(diagram())).toBe(canonical(start));
  });

  it('flings nothing farther than where it is found again', async () => {
    await select('n');
    await drag(element('n'), at('n'), [9_000_000, -9_000_000]);
    await soon(() => {
      expect(place('n').x).toBeGreaterThan(620);
    });
    expect(place('n').x).toBeLessThanOrEqual(100_000);
    expect(place('n').y).toBeGreaterThanOrEqual(-100_000);
    await takenBack();
    press('1');
  });

  it('aligns, spreads and tidies what is selected', async () => {
    await select('s', 'g', 'g2');
    press('alt w');
    expect(['s', 'g', 'g2'].map((id) => place(id).y)).toEqual([0, 0, 0]);
    await takenBack();
    press('shift alt h');
    expect(place('g').x).toBe(622);
    await takenBack();
    const view = [...document.querySelectorAll('button')].find(
      (button) => button.textContent === 'Tidy' && button.closest('aside') !== null,
    );
    view?.click();
    await soon(() => {
      expect(place('g2')).not.toEqual({ x: 1000, y: 0 });
    });
    expect(place('n')).toEqual({ x: 620, y: 320 });
    await takenBack();
  });
});

describe('seeing and finding', () => {
  it('zooms by key', async () => {
    canvas().focus();
    press('ctrl 0');
    await soon(() => {
      expect(zoom()).toBe(100);
    });
    press('shift 1');
    await soon(() => {
      expect(zoom()).toBeLessThan(100);
    });
    await select('n');
    press('2');
    await soon(() => {
      expect(zoom()).toBe(150);
    });
    press('1');
    await soon(() => {
      expect(zoom()).toBeLessThan(100);
    });
  });

  it('walks along the flows and says where', async () => {
    await select('s');
    press('alt ArrowRight');
    await soon(() => {
      expect(chosen()).toEqual(['g']);
    });
    await soon(() => {
      expect(said()).toBe('Review');
    });
    press('alt ArrowLeft');
    await soon(() => {
      expect(chosen()).toEqual(['s']);
    });
  });

  it('offers what can be done, by right click and by key', async () => {
    const where = at('g');
    element('g').dispatchEvent(
      new MouseEvent('contextmenu', {
        bubbles: true,
        cancelable: true,
        button: 2,
        clientX: where.x,
        clientY: where.y,
      }),
    );
    await expect.element(page.getByRole('menuitem', { name: /^Change kind/ })).toBeVisible();
    press('Escape');
    await select('g2');
    press('shift F10');
    await userEvent.click(page.getByRole('menuitem', { name: /^Pin in place/ }));
    expect(diagram().layout[as<NodeId>('g2')]?.pinned).toBe(true);
    await takenBack();
  });

  it('shows the keys, and goes from part to part', async () => {
    canvas().focus();
    press('?');
    await expect.element(page.getByRole('dialog', { name: 'Keys of the canvas' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    canvas().focus();
    press('F6');
    await soon(() => {
      expect(document.activeElement?.closest('aside')).not.toBeNull();
    });
    press('Escape');
    expect(document.activeElement).toBe(canvas());
  });
});

describe('the inspector', () => {
  it('sets for several what they have in common, in one step', async () => {
    await select('g', 'g2');
    const field = page.getByLabelText('Add a check to all');
    await userEvent.fill(field, 'Signed off by security');
    await userEvent.keyboard('{Enter}');
    const texts = Object.values(diagram().items).filter(({ text }) => text.startsWith('Signed'));
    expect(texts.map(({ node }) => node).toSorted()).toEqual(['g', 'g2']);
    await takenBack();
  });

  it('shows what an expression comes to for the sample at hand', async () => {
    await select('in');
    await userEvent.fill(page.getByLabelText('Add a tier'), 'high');
    await userEvent.keyboard('{Enter}');
    await userEvent.click(page.getByRole('button', { name: /^high/ }));
    await userEvent.fill(page.getByLabelText('When'), 'form.amount > 50');
    const value = page.getByLabelText('Value for the sample');
    await expect.element(value).toHaveTextContent('true');
    await userEvent.fill(page.getByLabelText('When'), 'form.amount > 90');
    await expect.element(value).toHaveTextContent('false');
  });
});

describe('what may not be', () => {
  it('is said before the drop: to itself, to the intake, twice', async () => {
    const right = await ring('g', 'right');
    pointer('down', right, at('g'));
    pointer('move', document.body, at('in'));
    await expect.element(page.getByText('nothing leads to it')).toBeVisible();
    pointer('move', document.body, at('g2'));
    await expect.element(page.getByText('There is a flow already')).toBeVisible();
    pointer('up', document.body, at('g2'));
    expect(canonical(diagram())).toBe(canonical(start));
  });

  it('a role in use goes only with what it leaves behind, said, and comes back in one step', async () => {
    await select('g2');
    const role = Object.values(diagram().nodes).find(({ name }) => name === 'Legal');
    pill('g2').dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await userEvent.click(page.getByRole('button', { name: 'Show the role' }));
    canvas().focus();
    press('Delete');
    expect(diagram().nodes[role?.id ?? as<NodeId>('')]).toBeUndefined();
    await expect.element(page.getByText(/Left behind: 1 gate without a keeper/)).toBeVisible();
    await userEvent.click(page.getByRole('alert').getByRole('button', { name: 'Undo' }));
    expect(canonical(diagram())).toBe(canonical(start));
  });
});

function pill(gate: string): Element {
  const found = element(gate).querySelector('[class*="pill"]');
  if (found === null) throw new Error('no role hangs there');
  return found;
}

it('axe finds nothing in the editor, with things selected, the list and the menu open', async () => {
  expect(await faults()).toEqual([]);
  await select('g');
  expect(await faults()).toEqual([]);
  press('a');
  await expect.element(page.getByRole('listbox', { name: 'Kinds' })).toBeVisible();
  expect(await faults()).toEqual([]);
  press('Escape');
  await select('g');
  press('shift F10');
  await expect.element(page.getByRole('menuitem', { name: /^Delete/ })).toBeVisible();
  expect(await faults()).toEqual([]);
});
