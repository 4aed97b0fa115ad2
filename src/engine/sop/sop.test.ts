import { describe, expect, it } from 'vitest';
import type { Finding } from '#model/finding.ts';
import { as } from '#model/ids.ts';
import type { PersonId } from '#model/ids.ts';
import { canonical } from '#model/canonical.ts';
import { decideSop } from './decide.ts';
import type { PublishSop, SopCommand } from './decide.ts';
import { evolveSop, initialSop } from './state.ts';
import type { SopState } from './state.ts';

const actor = { kind: 'person', id: as<PersonId>('priya') } as const;
const finding = (level: Finding['level'], rule: string, id?: string): Finding => ({
  rule,
  level,
  at: { table: 'nodes', ...(id === undefined ? {} : { id }) },
  says: `${rule}.`,
});
const publication = (more: Partial<PublishSop> = {}): PublishSop => ({
  type: 'publish',
  id: as('c'),
  digest: as('a'.repeat(64)),
  appearance: as('b'.repeat(64)),
  revision: 'A',
  reason: 'First issue',
  effectiveFrom: '2026-11-21',
  nextReview: null,
  approvals: [],
  accepted: [],
  findings: [],
  ...more,
});

/** Plays commands; answers the state after them and the last refusal. */
function after(...commands: readonly SopCommand[]): { state: SopState; refused: string | null } {
  let state = initialSop;
  let refused: string | null = null;
  for (const [n, command] of commands.entries()) {
    const answer = decideSop(state, command, { now: 1000 + n, actor });
    refused = 'refused' in answer ? answer.refused : null;
    for (const event of 'events' in answer ? answer.events : []) {
      expect(JSON.stringify(event)).toBe(canonical(event));
      state = evolveSop(state, event, { n, at: 1000 + n, by: actor.id, for: null });
    }
  }
  return { state, refused };
}
const create: SopCommand = { type: 'create', id: as('c0'), title: ' Release ', from: null };
const retire: SopCommand = { type: 'retire', id: as('c9'), reason: 'Replaced' };

describe('an SOP’s life', () => {
  it('is draft, effective, obsolete', () => {
    expect(after(create).state).toMatchObject({
      status: 'draft',
      title: 'Release',
      effective: null,
    });
    const second = publication({ digest: as('c'.repeat(64)) });
    const { state } = after(create, publication(), second);
    expect(state).toMatchObject({ status: 'effective', effective: second.digest });
    expect(state.versions.map((version) => version.number)).toEqual([1, 2]);
    expect(after(create, publication(), retire).state).toMatchObject({
      status: 'obsolete',
      effective: null,
    });
  });

  it.each<[string, readonly SopCommand[]]>([
    ['not_created', [publication()]],
    ['already_created', [create, create]],
    ['title_needed', [{ ...create, title: '  ' }]],
    ['malformed', [{ ...create, title: '\uD800' }]],
    ['not_sound', [create, publication({ findings: [finding('error', 'gate_without_keeper')] })]],
    [
      'not_accepted',
      [create, publication({ findings: [finding('warning', 'vague_label', 'n1')] })],
    ],
    [
      'not_accepted', // accepted for another node
      [
        create,
        publication({
          findings: [finding('warning', 'vague_label', 'n1')],
          accepted: [{ rule: 'vague_label', id: 'n2', by: as('priya'), reason: 'fine' }],
        }),
      ],
    ],
    [
      'not_accepted', // without a reason
      [
        create,
        publication({
          findings: [finding('warning', 'vague_label', 'n1')],
          accepted: [{ rule: 'vague_label', by: as('priya'), reason: ' ' }],
        }),
      ],
    ],
    ['unchanged', [create, publication(), publication()]],
    ['reason_needed', [create, publication({ reason: ' ' })]],
    ['never_published', [create, retire]],
    ['reason_needed', [create, publication(), { ...retire, reason: '' }]],
    ['retired', [create, publication(), retire, publication()]],
    ['retired', [create, publication(), retire, retire]],
  ])('refuses: %s', (code, commands) => {
    expect(after(...commands).refused).toBe(code);
  });

  it('accepted warnings and hints let it pass, and the acceptance is in the event', () => {
    const accepted = [{ rule: 'vague_label', id: 'n1', by: as('priya'), reason: 'known name' }];
    const command = publication({
      findings: [finding('warning', 'vague_label', 'n1'), finding('hint', 'long_way')],
      accepted: accepted as never,
    });
    const answer = decideSop(after(create).state, command, { now: 5, actor });
    expect(answer).toMatchObject({
      events: [{ type: 'published', accepted, publishedBy: 'priya', publishedAt: 5, number: 1 }],
    });
  });

  it('a version may be published again after another', () => {
    const { state, refused } = after(
      create,
      publication(),
      publication({ digest: as('c'.repeat(64)) }),
      publication(),
    );
    expect(refused).toBeNull();
    expect(state.versions.map((version) => version.number)).toEqual([1, 2, 3]);
  });
});
