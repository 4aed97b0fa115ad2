/** What a shipped template has to bring besides a drawing that runs. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readSop } from '#formats/sop.ts';
import type { Diagram, NodeKind } from '#model/diagram.ts';
import { findings } from '#verify/findings.ts';
import { templateRuns, templates } from '../builders/templates.ts';

function read(template: string) {
  const found = readSop(readFileSync(`templates/${template}.sop.json`, 'utf8'));
  if (!found.ok) throw new Error(found.says);
  return found.file;
}
const clauses = JSON.parse(readFileSync('templates/clauses.json', 'utf8')) as object;

const drawn = new Set<NodeKind>(['role', 'phase', 'document', 'note']);
const size = (table: object): number => Object.keys(table).length;
/** Flow nodes, gates, steps, roles, checklist items, automated ones, evidence, flows, samples. */
function counts(diagram: Diagram, samples: number): readonly number[] {
  const nodes = Object.values(diagram.nodes);
  const of = (kind: NodeKind): number => nodes.filter((node) => node.kind === kind).length;
  const automated = Object.values(diagram.items).filter((item) => item.check !== undefined).length;
  return [
    nodes.filter((node) => !drawn.has(node.kind)).length,
    of('gate'),
    of('step'),
    of('role'),
    size(diagram.items),
    automated,
    size(diagram.evidence),
    size(diagram.flows),
    samples,
  ];
}

/** The design's table (TEMPLATES.md §0.6), by hand: a row that gets lost is seen. */
const expected: Readonly<Record<string, readonly number[]>> = {
  'bank/credit-model-deployment': [28, 7, 4, 12, 35, 12, 11, 42, 3],
  'bank/ai-policy-exception': [28, 9, 4, 11, 29, 5, 10, 49, 3],
  'healthcare/diagnostic-model-release': [31, 9, 4, 12, 36, 14, 14, 49, 3],
  'healthcare/ai-research-exception': [27, 8, 4, 9, 27, 5, 9, 46, 3],
  'commerce/recommendation-update': [24, 5, 4, 7, 23, 11, 7, 33, 3],
  'manufacturing/predictive-maintenance-rollout': [37, 11, 5, 13, 34, 13, 13, 58, 3],
  'general/model-deployment-approval': [27, 7, 5, 10, 24, 8, 11, 41, 3],
  'general/policy-exception': [26, 8, 3, 10, 23, 3, 9, 45, 3],
  'general/ai-tool-adoption': [33, 10, 3, 11, 22, 4, 11, 60, 3],
  'general/startup-lightweight-exception': [10, 2, 1, 2, 5, 1, 2, 12, 3],
  'general/five-gate-deployment': [48, 9, 11, 15, 90, 30, 19, 70, 5],
  'general/model-review-board': [25, 7, 4, 9, 28, 12, 9, 37, 3],
};

test('all twelve are there', () => {
  expect(templates()).toEqual(Object.keys(expected).toSorted());
});

describe.each(templates())('%s', (template) => {
  const { diagram, directory, holidays, revision } = read(template);
  const roles = Object.values(diagram.nodes).flatMap((node) => (node.kind === 'role' ? node : []));
  const members = (role: string): readonly string[] => {
    const group = roles.find(({ id }) => id === role)?.group;
    return (group ? directory?.groups[group]?.members : undefined) ?? [];
  };

  test('holds what its design says', () => {
    expect(counts(diagram, templateRuns(template).length)).toEqual(expected[template]);
  });

  test('has no findings', () => {
    expect(findings(diagram)).toEqual([]);
  });

  test('says what it is for, who owns it, and when it is looked at again', () => {
    const { control } = diagram;
    expect(control.purpose.length).toBeGreaterThan(60);
    expect(roles.map(({ id }) => id)).toContain(control.owner);
    expect(roles.map(({ id }) => id)).toContain(control.requesters);
    expect(control.documentNo).toMatch(/^AI-SOP-[A-Z]{3}-\d{3}$/);
    expect(revision).toMatch(/^[A-Z]$/);
    expect(control.reviewEvery).toMatch(/^P\d+M$/);
    expect(control.policies.length).toBeGreaterThan(0);
    expect(control.subject.every((key) => diagram.fields[key] !== undefined)).toBe(true);
  });

  test('every item names clauses of the catalogue, and every automated one a sentence of its own', () => {
    const items = Object.values(diagram.items);
    const unknown = items.flatMap((item) => item.clauses.filter((code) => !(code in clauses)));
    expect(unknown).toEqual([]);
    expect(items.filter((item) => item.required && item.clauses.length === 0)).toEqual([]);
    expect(items.filter((item) => item.check !== undefined && item.message === undefined)).toEqual(
      [],
    );
  });

  test('brings people for each role, and the dates of each holiday list it closes on', () => {
    const people = new Set(Object.keys(directory?.people ?? {}));
    for (const { id } of roles) {
      expect(members(id).length).toBeGreaterThan(0);
      expect(members(id).filter((person) => !people.has(person))).toEqual([]);
    }
    const lists = [
      ...Object.values(diagram.calendars).flatMap((row) => row.holidays ?? []),
      ...Object.values(diagram.windows).flatMap((row) =>
        row.closed.flatMap((closure) => (closure.kind === 'holidays' ? closure.list : [])),
      ),
    ];
    for (const list of lists) {
      expect(holidays?.[list]?.days.length ?? 0).toBeGreaterThan(17);
      expect(holidays?.[list]?.keptUntil).toBe('2027-12-31');
    }
  });

  test('whoever submits, each signing role has somebody else, as many as its quorum asks for', () => {
    const { requesters } = diagram.control;
    for (const person of members(requesters ?? ''))
      for (const edge of Object.values(diagram.assignments)) {
        if (edge.letter !== 'A' && edge.letter !== 'S') continue;
        const others = members(edge.role).filter((one) => one !== person).length;
        const least = edge.quorum?.kind === 'atLeast' ? edge.quorum.n : 1;
        expect(others).toBeGreaterThanOrEqual(least);
      }
  });

  test('carries assumptions for a forecast: arrivals, cost of each role, touch time of each gate and step', () => {
    const { assumptions } = diagram;
    expect(assumptions['sop']).toMatchObject({ arrivals: { perWeek: expect.any(Number) } });
    for (const { id } of roles) expect(assumptions[id]?.headcount).toBe(members(id).length);
    for (const node of Object.values(diagram.nodes)) {
      if (node.kind !== 'gate' && node.kind !== 'step') continue;
      expect(assumptions[node.id]?.touch).toBeDefined();
    }
  });
});

const closed = (template: string): unknown =>
  Object.values(read(template).diagram.windows).map((window) => window.closed);
const holidays = (list: string, workingDayBefore = false): object => ({
  kind: 'holidays',
  list,
  workingDayBefore,
});

test('windows close as their tables say', () => {
  expect(closed('general/five-gate-deployment')).toEqual([[holidays('us_federal', true)]]);
  expect(closed('bank/credit-model-deployment')).toEqual([
    [holidays('us_federal'), { kind: 'monthEnd', workingDays: 3 }],
  ]);
  expect(closed('commerce/recommendation-update')).toEqual([
    [holidays('de_national'), { kind: 'yearly', from: '11-15', to: '01-02' }],
  ]);
  expect(closed('manufacturing/predictive-maintenance-rollout')).toEqual([
    [holidays('de_national'), { kind: 'weekOfQuarterEnd' }],
  ]);
});

test('the review board credits where it comes from', () => {
  const texts = Object.values(read('general/model-review-board').diagram.nodes).flatMap((node) =>
    node.kind === 'note' ? node.text : [],
  );
  expect(texts.join(' ')).toMatch(/Commons OS pattern 1034.*CC BY-SA 4\.0/s);
});
