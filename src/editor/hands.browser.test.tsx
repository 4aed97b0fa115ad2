/** More habits of EXPERIENCE.md §3: wheel, marquee, edges, lists, problems, small windows. On the model and on undo. */
import axe from 'axe-core';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { deskWith } from '../../test/builders/desk.ts';
import { at, drag, element, pointer, press } from '../../test/builders/editor.tsx';
import { soon } from '../../test/builders/soon.ts';
import { sop } from '../../test/builders/sop.ts';
import { canonical } from '#model/canonical.ts';
import { as } from '#model/ids.ts';
import type { FlowId, NodeId, RoleId } from '#model/ids.ts';
import { itemsOf } from '#model/rows.ts';

const start = sop('Release')
  .role('r_lead', { name: 'Lead' })
  .role('r_legal', { name: 'Legal' })
  .requesters('r_lead')
  .owner('r_lead')
  .intake({})
  .step('s', { name: 'Build', R: 'r_lead' })
  .gate('g', { name: 'Review', A: 'r_lead', items: { c1: 'Tested', c2: 'Signed', c3: 'Filed' } })
  .gate('g2', { name: 'Sign-off', A: 'r_legal' })
  .end('e', { name: 'Released' })
  .note('n', 'Mind the freeze')
  .path('in', 's', 'g', 'g2', 'e')
  .place('in', { x: 0, y: 0 })
  .place('s', { x: 300, y: 16 })
  .place('g', { x: 620, y: 140 })
  .place('g2', { x: 1000, y: 0 })
  .place('e', { x: 1380, y: 226 })
  .place('n', { x: 620, y: 480 })
  .diagram();

const desk = deskWith(start);
const { diagram, added, flows, place, said, canvas, chosen, select, takenBack, ring } = desk;
const unchanged = (): void => {
  expect(canonical(diagram())).toBe(canonical(start));
  expect(desk.opened().draft.canUndo()).toBe(false);
};
const pane = (): Element => {
  const found = document.querySelector('.react-flow__pane');
  if (found === null) throw new Error('no canvas');
  return found;
};
const view = (): { x: number; y: number; zoom: number } => {
  const { transform } = getComputedStyle(
    document.querySelector('.react-flow__viewport') ?? document.body,
  );
  const { a, e, f } = new DOMMatrix(transform);
  return { x: e, y: f, zoom: a };
};
/** Nothing glides any more. */
const atRest = async (): Promise<void> => {
  await soon(() => {
    if (document.querySelector('[data-moving], [data-gliding]') !== null) throw new Error('moves');
  });
};
const fitted = async (): Promise<void> => {
  canvas().focus();
  press('1');
  await atRest();
};

const wheel = (init: WheelEventInit): void => {
  const { left, top, width, height } = canvas().getBoundingClientRect();
  const [clientX, clientY] = [left + width / 2, top + height / 2];
  pane().dispatchEvent(
    new WheelEvent('wheel', { bubbles: true, cancelable: true, clientX, clientY, ...init }),
  );
};
const space = (type: string): void => {
  canvas().dispatchEvent(new KeyboardEvent(type, { key: ' ', code: 'Space', bubbles: true }));
};
const texts = (): string[] => itemsOf(diagram(), as<NodeId>('g')).map(({ text }) => text);
const row = (text: string): HTMLElement => {
  const found = [...document.querySelectorAll<HTMLElement>('aside li button')].find(
    (button) => button.textContent.includes(text) && button.draggable,
  );
  if (found === undefined) throw new Error(`${text} is in no row`);
  return found;
};
const clauses = (): readonly string[] => itemsOf(diagram(), as<NodeId>('g'))[0]?.clauses ?? [];
const home = (): string | undefined =>
  document.activeElement?.closest('main, aside, section[aria-label="Problems"], header')?.tagName;

beforeAll(() => {
  // A pointer made up by a test can't be captured; nothing else hangs on it.
  vi.spyOn(Element.prototype, 'setPointerCapture').mockImplementation(() => undefined);
  vi.spyOn(Element.prototype, 'releasePointerCapture').mockImplementation(() => undefined);
});
afterEach(async () => {
  await fitted();
});

describe('a flow in the hand', () => {
  it('dropped on the empty canvas opens the list; what is taken there is joined, in one step', async () => {
    const foot = await ring('g', 'bottom');
    const to = { x: at('g').x + 160, y: at('g').y + 160 };
    pointer('down', foot, at('g'));
    pointer('move', document.body, { x: to.x, y: to.y - 20 });
    pointer('move', document.body, to);
    pointer('up', document.body, to);
    await userEvent.fill(page.getByLabelText('Kind', { exact: true }), 'noti');
    press('Enter');
    expect(added().kind).toBe('notify');
    expect(flows()).toContain(`g → ${added().id}`);
    await takenBack();
  });

  it('leaves nothing behind on Esc', async () => {
    const right = await ring('g', 'right');
    pointer('down', right, at('g'));
    pointer('move', document.body, at('e'));
    press('Escape');
    pointer('up', document.body, at('e'));
    expect(document.querySelector('[class*="inHand"]')).toBeNull();
    unchanged();
  });

  it('keeps the bend a hand gave it, also when a node moves', async () => {
    const flow = Object.values(start.flows).find(({ to }) => to === 'g')?.id ?? as<FlowId>('');
    document
      .querySelector(`[data-flow="${flow}"]`)
      ?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    const grip = await soon(() => {
      const found = document.querySelector('circle[class*="bend"]');
      if (found === null) throw new Error('no grip');
      return found;
    });
    const { left, top } = grip.getBoundingClientRect();
    const from = { x: left + 3, y: top + 3 };
    pointer('down', grip, from);
    pointer('move', grip, { x: from.x + 25, y: from.y + 25 });
    pointer('up', grip, { x: from.x + 25, y: from.y + 25 });
    const bends = diagram().layout[flow]?.bends;
    expect(bends?.length).toBeGreaterThan(2);
    await takenBack();
    press('ctrl shift z');
    await select('n');
    press('ArrowRight');
    expect(diagram().layout[flow]?.bends).toEqual(bends);
    press('ctrl z');
    await takenBack();
  });
});

describe('the wheel', () => {
  it('pans by as much as it turns, and zooms at the pointer with Ctrl, as a pinch does', async () => {
    await fitted();
    const before = view();
    wheel({ deltaX: 30, deltaY: 50 });
    await soon(() => {
      expect(view().y).toBeCloseTo(before.y - 50, 0);
    });
    expect(view().x).toBeCloseTo(before.x - 30, 0);
    const middle = canvas().getBoundingClientRect();
    const under = (): number => (middle.width / 2 - view().x) / view().zoom;
    const there = under();
    wheel({ deltaY: -100, ctrlKey: true });
    await soon(() => {
      expect(view().zoom).toBeGreaterThan(before.zoom);
    });
    expect(under()).toBeCloseTo(there, 0);
    unchanged();
  });

  it('ends a view that still glides', async () => {
    canvas().focus();
    press('ctrl 0');
    wheel({ deltaX: 0, deltaY: 40 });
    await soon(() => {
      expect(document.querySelector('[data-moving]')).toBeNull();
    });
    const { y } = view();
    for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
    expect(view().y).toBe(y);
  });
});

describe('a press', () => {
  it('ends a view that glides: what is seen stays under the hand', async () => {
    await select('g2');
    press('2');
    expect(document.querySelector('[data-moving]')).not.toBeNull();
    pointer('down', element('g'), at('g'));
    const now = view();
    for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
    expect(view()).toEqual(now);
    pointer('up', element('g'), at('g'));
  });

  it('with the wheel button pans, with the space bar too', async () => {
    await fitted();
    const before = view();
    const middle = { x: 700, y: 600 };
    const pan = (init: object): void => {
      pointer('down', pane(), middle, init);
      pointer('move', pane(), { x: middle.x + 20, y: middle.y + 10 }, init);
      pointer('move', pane(), { x: middle.x + 60, y: middle.y + 40 }, init);
      pointer('up', pane(), { x: middle.x + 60, y: middle.y + 40 }, { ...init, buttons: 0 });
    };
    pan({ button: 1, buttons: 4 });
    await soon(() => {
      expect(view().x).toBeCloseTo(before.x + 60, 0);
    });
    space('keydown');
    await soon(() => {
      expect(document.querySelector('.react-flow__pane.draggable')).not.toBeNull();
    });
    pan({});
    space('keyup');
    await soon(() => {
      expect(view().x).toBeCloseTo(before.x + 120, 0);
    });
    unchanged();
  });

  it('on the empty canvas draws a frame that takes what it touches', async () => {
    await fitted();
    const [g, g2] = [element('g').getBoundingClientRect(), element('g2').getBoundingClientRect()];
    const from = { x: g.left + g.width / 2, y: g.bottom + 60 };
    const to = { x: g2.left + g2.width / 2, y: g2.top + g2.height / 2 };
    pointer('down', pane(), from);
    for (const share of [0.3, 0.6, 1]) {
      pointer('move', pane(), {
        x: from.x + (to.x - from.x) * share,
        y: from.y + (to.y - from.y) * share,
      });
      await new Promise(requestAnimationFrame);
    }
    pointer('up', pane(), to, { buttons: 0 });
    pane().dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await soon(() => {
      expect(chosen().toSorted()).toEqual(['g', 'g2']);
    });
    // Shift adds another frame to it, Esc takes that frame back.
    const empty = { x: at('n').x - 90, y: at('n').y + 80 };
    pointer('down', pane(), empty, { shiftKey: true });
    for (const share of [0.3, 1]) {
      const there = { x: empty.x + 90 * share, y: empty.y - 80 * share };
      pointer('move', pane(), there, { shiftKey: true });
      await new Promise(requestAnimationFrame);
    }
    await soon(() => {
      expect(chosen().toSorted()).toEqual(['g', 'g2', 'n']);
    });
    press('Escape');
    pointer('up', pane(), at('n'), { buttons: 0 });
    pane().dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey: true }));
    await soon(() => {
      expect(chosen().toSorted()).toEqual(['g', 'g2']);
    });
    // One of them is clicked as if there were no frame.
    await userEvent.click(element('g'));
    await soon(() => {
      expect(chosen()).toEqual(['g']);
    });
    await select('g', 'g2');
    press('Delete');
    expect(flows()).toContain('s → e');
    await takenBack();
  });

  it('that drags to the edge moves the canvas on under it', async () => {
    await fitted();
    const before = view();
    const target = element('n');
    const area = canvas().getBoundingClientRect();
    const from = at('n');
    const edge = { x: from.x, y: area.bottom - 4 };
    pointer('down', target, from);
    for (const share of [0.3, 0.7, 1])
      pointer('move', target, { x: from.x, y: from.y + (edge.y - from.y) * share });
    await soon(() => {
      expect(view().y).toBeLessThan(before.y - 40);
    });
    pointer('up', target, edge, { buttons: 0 });
    await soon(() => {
      expect(place('n').y).toBeGreaterThan(480 + (edge.y - from.y) / before.zoom);
    });
    await takenBack();
  });
});

describe('a node', () => {
  it('copied is pasted at the pointer under ids of its own, in one step', async () => {
    await fitted();
    await select('n');
    const data = new DataTransfer();
    const clip = (type: string): ClipboardEvent =>
      new ClipboardEvent(type, { clipboardData: data, bubbles: true, cancelable: true });
    canvas().dispatchEvent(clip('copy'));
    const to = { x: at('s').x, y: at('s').y + 200 };
    pointer('move', canvas(), to, { buttons: 0 });
    canvas().dispatchEvent(clip('paste'));
    expect(added().kind).toBe('note');
    const { x, y, zoom } = view();
    const area = canvas().getBoundingClientRect();
    expect(Math.abs(place(added().id).x - (to.x - area.left - x) / zoom)).toBeLessThanOrEqual(20);
    expect(Math.abs(place(added().id).y - (to.y - area.top - y) / zoom)).toBeLessThanOrEqual(20);
    await takenBack();
  });

  it('has a link that leads to it', async () => {
    const written = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    await select('g2');
    press('shift F10');
    await userEvent.click(page.getByRole('menuitem', { name: 'Copy link to this node' }));
    expect(written).toHaveBeenCalledWith(`${location.origin}/sop/sop_drawn?node=g2`);
    unchanged();
  });

  it('under the pointer shows who is assigned; a role is drawn on the canvas, or hangs as a chip', async () => {
    const legal = as<RoleId>('r_legal');
    await select('g2');
    element('g2')
      .querySelector('[class*="pill"]')
      ?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await userEvent.click(page.getByRole('button', { name: 'Show the role' }));
    const drawn = page.getByRole('checkbox', { name: 'Drawn on the canvas' });
    await userEvent.click(drawn);
    expect(diagram().layout[legal]?.x).toBeTypeOf('number');
    canvas().focus();
    press('Escape');
    const line = await soon(() => {
      const found = document.querySelector('[data-assignment]')?.parentElement;
      if (found === null || found === undefined) throw new Error('no line');
      return found;
    });
    expect(line.dataset['wanted']).toBeUndefined();
    element('g2').firstElementChild?.dispatchEvent(
      new PointerEvent('pointerover', { bubbles: true }),
    );
    await soon(() => {
      expect(line.dataset['wanted']).toBe('true');
    });
    await takenBack();
  });

  it('that is pinned stays when the diagram is tidied', async () => {
    await select('n');
    await select('g2');
    press('shift F10');
    await userEvent.click(page.getByRole('menuitem', { name: /^Pin in place/ }));
    canvas().focus();
    press('Escape');
    press('shift L');
    await soon(() => {
      expect(place('e')).not.toEqual({ x: 1380, y: 226 });
    });
    expect(place('g2')).toEqual({ x: 1000, y: 0 });
    canvas().focus();
    press('ctrl z');
    await takenBack();
  });
});

describe('a checklist', () => {
  it('grows by Enter and by a pasted list, each one step', async () => {
    await select('g');
    const field = page.getByLabelText('Add a check', { exact: true });
    await userEvent.fill(field, 'Backed up');
    await userEvent.keyboard('{Enter}');
    expect(texts()).toEqual(['Tested', 'Signed', 'Filed', 'Backed up']);
    await takenBack();
    await select('g');
    const data = new DataTransfer();
    data.setData('text/plain', '- Backed up\n- Announced\n');
    field
      .element()
      .dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    expect(texts()).toEqual(['Tested', 'Signed', 'Filed', 'Backed up', 'Announced']);
    await takenBack();
  });

  it('is put in order by dragging and by keys', async () => {
    await select('g');
    const dataTransfer = new DataTransfer();
    const dragged = (type: string, target: Element): void => {
      target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
    };
    dragged('dragstart', row('Filed'));
    await new Promise(requestAnimationFrame);
    dragged('dragover', row('Tested'));
    dragged('drop', row('Tested'));
    dragged('dragend', row('Filed'));
    expect(texts()).toEqual(['Filed', 'Tested', 'Signed']);
    await takenBack();
    await select('g');
    row('Tested').focus();
    press('alt ArrowDown');
    expect(texts()).toEqual(['Signed', 'Tested', 'Filed']);
    await takenBack();
  });

  it('refers to clauses: of this SOP, known ones, and as they are typed', async () => {
    await select('g');
    await userEvent.click(row('Tested'));
    const field = page.getByPlaceholder('Type to find one');
    await userEvent.fill(field, 'Handbook 4.2');
    await userEvent.keyboard('{Enter}');
    expect(clauses()).toEqual(['Handbook 4.2']);
    // What one check refers to is offered to the next.
    await userEvent.click(row('Signed'));
    await userEvent.fill(page.getByPlaceholder('Type to find one'), '4.2 hand');
    await userEvent.click(page.getByRole('option', { name: 'Handbook 4.2' }));
    expect(itemsOf(diagram(), as<NodeId>('g'))[1]?.clauses).toEqual(['Handbook 4.2']);
    press('Escape');
    canvas().focus();
    press('ctrl z');
    await takenBack();
  });
});

describe('problems', () => {
  it('are gone through by F8, and mended in one step', async () => {
    canvas().focus();
    press('F8');
    await soon(() => {
      expect(
        document.querySelector('section[aria-label="Problems"] li[data-chosen]'),
      ).not.toBeNull();
    });
    const first = document.querySelector('li[data-chosen]')?.textContent;
    press('F8');
    await soon(() => {
      expect(document.querySelector('li[data-chosen]')?.textContent).not.toBe(first);
    });
    press('shift F8');
    await soon(() => {
      expect(document.querySelector('li[data-chosen]')?.textContent).toBe(first);
    });
    await userEvent.click(page.getByRole('button', { name: 'Mend' }).first());
    expect(canonical(diagram())).not.toBe(canonical(start));
    await takenBack();
    await userEvent.click(page.getByRole('button', { name: /^Problems/ }));
  });

  it('are a stop of F6: canvas, inspector, problems, head, and back', async () => {
    canvas().focus();
    for (const stop of ['ASIDE', 'SECTION', 'HEADER', 'MAIN']) {
      press('F6');
      await soon(() => {
        expect(home()).toBe(stop);
      });
    }
    press('shift F6');
    await soon(() => {
      expect(home()).toBe('HEADER');
    });
  });
});

describe('who listens', () => {
  it('hears what each thing is called, and what happened to it', async () => {
    const names = [...document.querySelectorAll('.react-flow__node')].map((node) => [
      node.getAttribute('role'),
      node.getAttribute('aria-label')?.split(',').slice(0, 2).join(','),
    ]);
    expect(names).toEqual(
      expect.arrayContaining([
        ['group', 'Step, Build'],
        ['group', 'Gate 1, Review'],
        ['group', 'End, Released'],
      ]),
    );
    const ways = [...document.querySelectorAll('[data-flow][role="img"]')];
    expect(ways.map((way) => way.getAttribute('aria-label'))).toEqual(
      expect.arrayContaining([
        'to step Build',
        expect.stringMatching(/^approved, .*to gate Sign-off$/),
      ]),
    );
    expect(document.querySelector('output[aria-label="What happened"]')).not.toBeNull();
    await select('g2');
    press('n');
    await soon(() => {
      expect(said()).toMatch(/^Notification added/);
    });
    await takenBack();
    await select('s');
    press('a');
    await userEvent.fill(page.getByLabelText('Kind', { exact: true }), 'sign');
    expect(page.getByRole('combobox', { name: 'Kind' }).element()).toHaveAttribute(
      'aria-activedescendant',
    );
    press('Escape');
    canvas().focus();
    press('ArrowDown');
    await soon(() => {
      expect(said()).toBe('Build moved to 300, 17');
    });
    await takenBack();
    expect(said()).toBe('Undone');
    await select('n');
    press('Delete');
    await soon(() => {
      expect(said()).toMatch(/ deleted$/);
    });
    await takenBack();
  });
});

describe('a window', () => {
  it('of no size at all draws nothing and forgets nothing', async () => {
    const main = document.querySelector('main');
    if (main === null) throw new Error('no canvas');
    main.style.cssText = 'width: 0; height: 0; min-height: 0; overflow: hidden';
    await new Promise(requestAnimationFrame);
    canvas().focus();
    for (const keys of ['1', '2', 'ctrl 0', 'ctrl a', 'ctrl d', 'Escape']) press(keys);
    expect(Object.keys(diagram().nodes).length).toBeGreaterThan(Object.keys(start.nodes).length);
    main.style.cssText = '';
    await new Promise(requestAnimationFrame);
    await takenBack();
    await fitted();
    expect(view().zoom).toBeGreaterThan(0);
    expect(element('g').getBoundingClientRect().width).toBeGreaterThan(10);
  });

  it('at 200 % still shows every part, without a finding of axe', async () => {
    await page.viewport(720, 450);
    await fitted();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(720);
    await select('g');
    await drag(element('n'), at('n'), [20, 20]);
    await soon(() => {
      expect(place('n')).not.toEqual({ x: 620, y: 480 });
    });
    const { violations } = await axe.run(document.body, {
      rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    await takenBack();
    await page.viewport(1440, 900);
  });
});
