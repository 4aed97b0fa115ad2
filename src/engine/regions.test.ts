/** The table of cases of CORE.md §2.1, as far as a static region decides them. */
import { expect, it } from 'vitest';
import { as } from '#model/ids.ts';
import type { NodeId } from '#model/ids.ts';
import { sop } from '../../test/builders/sop.ts';
import type { Drawing } from '../../test/builders/sop.ts';
import { compile } from './compile.ts';

/** A drawing of gates, steps and parallels from names: `p…` parallel, `g…` gate, `d…` decision, `e…` end, else step. */
function net(...paths: string[]): Drawing {
  const drawing = sop().role('r').intake();
  const names = new Set(
    paths.flatMap((path) => path.split(' ')).filter((name) => !name.includes(':')),
  );
  for (const name of names)
    if (name.startsWith('p')) drawing.parallel(name);
    else if (name.startsWith('g')) drawing.gate(name, { A: 'r' });
    else if (name.startsWith('d')) drawing.decision(name);
    else if (name.startsWith('e')) drawing.end(name);
    else if (name !== 'in') drawing.step(name, { R: 'r' });
  for (const path of paths) {
    const [from = '', ...rest] = path.split(' ');
    const outcome = rest[0]?.startsWith(':') === true ? rest.shift()?.slice(1) : undefined;
    if (outcome === undefined) drawing.path(from, ...rest);
    else if (outcome === 'when') drawing.flow(from, rest[0] ?? '', { when: 'form.x = 1' });
    else drawing.flow(from, rest[0] ?? '', as(outcome));
  }
  return drawing;
}
function region(drawing: Drawing, fork: string): [join: NodeId | null, inside: string] {
  const found = compile(drawing.diagram(), 'draft').regions.get(as<NodeId>(fork));
  if (found === undefined) throw new Error(`${fork} is no fork`);
  return [found.join, [...found.inside].toSorted().join(' ')];
}

it('between a fork and its join lie the branches', () => {
  const drawing = net('in p1 a b p2 e', 'p1 c p2');
  expect(region(drawing, 'p1')).toEqual(['p2', 'a b c']);
});

it('a gate that returns to before the fork leaves the region: that step is not inside', () => {
  const drawing = net('in s p1 ga p2 e', 'p1 gb p2', 'ga :returned s', 'gb :rejected e2');
  expect(region(drawing, 'p1')).toEqual(['p2', 'ga gb']);
});

it('a gate that returns to a step whose flow leads back into the branch stays inside', () => {
  const drawing = net('in p1 ga p2 e', 'p1 b p2', 'ga :returned fix', 'fix ga');
  expect(region(drawing, 'p1')).toEqual(['p2', 'b fix ga']);
});

it('an inner fork closes inside the outer one', () => {
  const drawing = net('in p1 a p3 b p4 p2 e', 'p3 gc p4', 'p1 x p2', 'gc :returned a');
  expect(region(drawing, 'p1')).toEqual(['p2', 'a b gc p3 p4 x']);
  expect(region(drawing, 'p3')).toEqual(['p4', 'b gc']); // back to `a` leaves the inner split only
});

it('a fork whose branches end apart is open, and holds all that is reached through it alone', () => {
  const drawing = net(
    'in s p1 e1',
    'p1 deploy gv e2',
    'gv :rejected roll',
    'roll e3',
    'gv :returned s',
  );
  expect(region(drawing, 'p1')).toEqual([null, 'deploy e1 e2 e3 gv roll']); // `s` comes before the fork
});

it('a branch may exit to a rejection by a decision, and the fork is closed all the same', () => {
  const drawing = net('in p1 a d p2 e', 'd :when e2', 'p1 b p2');
  expect(region(drawing, 'p1')).toEqual(['p2', 'a b d']);
});

it('of one fork with two joins, one behind the other, the one that nothing overtakes closes it', () => {
  // a joins b at j1; the third branch and j1's outcome join at j2
  const drawing = net('in pf a pj1 m pj2 e', 'pf b pj1', 'pf c pj2');
  expect(region(drawing, 'pf')).toEqual(['pj2', 'a b c m pj1']);
});

it('where two joins lie on every branch the first closes, unless a branch can go round it', () => {
  expect(region(net('in pf a pj1 m pk x pj2 e', 'pf b pj1', 'pk y pj2'), 'pf')).toEqual([
    'pj1',
    'a b',
  ]);
  const around = net('in pf a d1 pj1 pj2 e', 'pf b d2 pj1', 'd1 :when pj2', 'd2 :when pj2');
  expect(region(around, 'pf')).toEqual(['pj2', 'a b d1 d2 pj1']);
});

it('overlapping forks: each is closed where its own branches meet', () => {
  const drawing = net('in pa x pb y pj1 z pj2 e', 'pa w pj1', 'pb v pj2');
  expect(region(drawing, 'pa')).toEqual([
    'pj2',
    'pb pj1 v w x y z'.split(' ').toSorted().join(' '),
  ]);
  expect(region(drawing, 'pb')).toEqual(['pj2', 'pj1 v y z']);
});

it('a loop around the whole block changes nothing', () => {
  const drawing = net('in s p1 a p2 g e', 'p1 b p2', 'g :returned s');
  expect(region(drawing, 'p1')).toEqual(['p2', 'a b']);
});
