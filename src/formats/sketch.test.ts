import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { blankDiagram } from '#model/blank.ts';
import { edited } from '#model/edit/edits.ts';
import { repair } from '#model/repair.ts';
import { isMermaid, readMermaid } from './mermaid.ts';
import { clipOfSketch } from './sketch.ts';
import type { Sketch, SketchRead } from './sketch.ts';
import { readList, readTable } from './table.ts';

function read(answer: SketchRead): Sketch {
  if (!answer.ok) throw new Error(answer.says);
  return answer.sketch;
}
const says = (answer: SketchRead): string => (answer.ok ? '' : answer.says);
/** "A:step -yes-> B:end" */
const drawn = ({ nodes, flows }: Sketch): string[] => {
  const words = new Map(nodes.map(({ key, name, kind }) => [key, `${name}:${kind}`]));
  return flows.map(
    ({ from, to, label }) =>
      `${words.get(from)} -${label === undefined ? '' : `${label}-`}> ${words.get(to)}`,
  );
};
/** Pasted into an empty SOP, under ids that count. */
function pasted(sketch: Sketch) {
  let n = 0;
  const clip = clipOfSketch(
    sketch,
    (prefix) => `${prefix}_${(n += 1)}`,
    () => null,
  );
  return edited(blankDiagram({ title: 'T', zone: 'UTC' }), 'paste', {
    diagram: clip,
    dx: 0,
    dy: 0,
  });
}

test('a Mermaid flowchart: shapes give the kinds, texts stay on their arrows', () => {
  const sketch = read(
    readMermaid(`%% how we do it
flowchart TD
  A([Start]) --> B[Prepare<br/>the case];
  B --> C{Tier high?}
  C -->|Yes| D["Approve (board)"]
  C -- No --> E[Approve by lead]
  D & E --> F((Done))
  D -. rejected .-> G([Rejected])
  classDef red fill:#f00
  class D red
  subgraph one [First part]
    B
    X[[Other SOP]] ==> F
  end`),
  );
  expect(drawn(sketch)).toEqual([
    'Start:intake -> Prepare the case:step',
    'Prepare the case:step -> Tier high?:decision',
    'Tier high?:decision -Yes-> Approve (board):gate',
    'Tier high?:decision -No-> Approve by lead:gate',
    'Approve (board):gate -> Done:end',
    'Approve by lead:gate -> Done:end',
    'Approve (board):gate -rejected-> Rejected:end',
    'Other SOP:subprocess -> Done:end',
  ]);
  const d = pasted(sketch);
  expect(new Set(repair(d).findings.map(({ rule }) => rule))).toEqual(
    new Set(['gate_without_keeper']),
  );
  const routes = Object.values(d.flows).map(({ route, label }) => `${route.kind} ${label ?? ''}`);
  expect(routes).toContain('default No');
  expect(routes).toContain('when Yes');
  const rejected = Object.values(d.flows).find(({ to }) => {
    const node = d.nodes[to];
    return node?.kind === 'end' && node.outcome === 'rejected';
  });
  expect(rejected?.route).toEqual({ kind: 'outcomes', outcomes: ['rejected'] });
});

test('rings and arrows onto themselves: the ring stays, what is no flow is left out', () => {
  const d = pasted(read(readMermaid('graph LR\nA --> B\nB --> C\nC --> A\nA --> A\nB --> C')));
  expect(Object.keys(d.flows)).toHaveLength(3);
  expect(repair(d).findings).toEqual([]);
});

test('a step with several ways out gets a fork, or a decision where they are named', () => {
  const fork = pasted(read(readMermaid('graph LR\nA --> B\nA --> C')));
  expect(Object.values(fork.nodes).map(({ kind }) => kind)).toContain('parallel');
  const choice = pasted(read(readMermaid('graph LR\nA -->|big| B\nA -->|small| C')));
  expect(Object.values(choice.nodes).map(({ kind }) => kind)).toContain('decision');
});

test('what is no flowchart is answered with a sentence', () => {
  expect(says(readMermaid('sequenceDiagram\nA->>B: hi'))).toContain('this is a sequenceDiagram');
  expect(says(readMermaid('flowchart TD\nA[open --> B'))).toContain('“A[open --> B”');
  expect(says(readMermaid('flowchart TD'))).toContain('no nodes');
  expect(says(readMermaid(`flowchart TD\n${'A-->B\n'.repeat(2_000_000)}`))).toContain('12.0 MB');
  const many = Array.from({ length: 501 }, (_, at) => `n${at}`).join('-->');
  expect(says(readMermaid(`flowchart TD\n${many}`))).toContain('501 nodes');
  expect(isMermaid('The graph shows')).toBe(false);
});

test('no text makes the reader throw, and none that it takes is read for long', () => {
  const dots = `flowchart TD\nA${' -. A'.repeat(300_000)}`;
  expect(says(readMermaid(dots))).toContain('could not be read');
  const many = Array.from({ length: 400 }, () => 'A').join(' & ');
  expect(says(readMermaid(`flowchart TD\n${many} --> ${many}`))).toContain('could not be read');
  const marks = fc.constantFrom(
    'A',
    'B',
    ' ',
    '-->',
    '--',
    '-.',
    '==',
    '|',
    '[',
    ']',
    '(',
    '{',
    '"',
    ';',
    '\n',
    '&',
    '~~~',
    '@{',
    'subgraph ',
    'end',
  );
  fc.assert(
    fc.property(fc.array(marks, { maxLength: 60 }), (parts) => {
      const answer = readMermaid(`flowchart TD\n${parts.join('')}`);
      return !answer.ok || repair(pasted(answer.sketch)).findings.length === 0;
    }),
    { numRuns: 500 },
  );
});

test('a table of a spreadsheet is a chain, each row given to who stands beside it', () => {
  const sketch = read(
    readTable(
      'No\tStep\tResponsible\n1\tBuild model\tData scientist\n2\tReview risk\tRisk\n3\t"Tell\nusers"\tRisk\n',
    ),
  );
  expect(sketch.nodes.map(({ name, kind, role }) => `${name}:${kind}:${role}`)).toEqual([
    'Build model:step:Data scientist',
    'Review risk:gate:Risk',
    'Tell users:notify:Risk',
  ]);
  const d = pasted(sketch);
  expect(Object.values(d.assignments).map(({ letter }) => letter)).toEqual(['R', 'A']);
  expect(Object.values(d.nodes).filter(({ kind }) => kind === 'role')).toHaveLength(2);
  expect(
    read(readTable('Prepare, "Ann, Bob"\nApprove,Lead')).nodes.map(({ role }) => role),
  ).toEqual(['Ann, Bob', 'Lead']);
  expect(
    read(
      readTable(
        '<table><tr><th>Who</th><th>What</th></tr><tr><td>Lead</td><td>Sign&nbsp;off</td></tr></table>',
      ),
    ).nodes,
  ).toEqual([{ key: '0', name: 'Sign off', kind: 'gate', role: 'Lead' }]);
});

test('a list is a chain; what is prose is not', () => {
  expect(
    read(readList('1. Submit form\n2. Check\n   the data\n3. Approve\n')).nodes.map(
      ({ name }) => name,
    ),
  ).toEqual(['Submit form', 'Check the data', 'Approve']);
  expect(says(readList('One line'))).toContain('two lines');
  expect(says(readList(`${'long '.repeat(100)}\nshort`))).toContain('no list');
});
