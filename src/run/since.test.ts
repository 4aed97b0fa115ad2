import { expect, test } from 'vitest';
import type { Event } from '#engine/event.ts';
import { as } from '#model/ids.ts';
import type { CommandId, EvidenceId, NodeId, PersonId, WorkId } from '#model/ids.ts';
import { nodeRecord } from './node-record.ts';
import type { Read } from './record.ts';
import { changesSince, lastActOf, valuesSince } from './since.ts';

const ann = as<PersonId>('ann');
const bea = as<PersonId>('bea');
const gate = as<NodeId>('g');
const work = as<WorkId>('g#1');

const read = (seq: number, by: PersonId, ...events: readonly Event[]): Read => ({
  hash: '',
  events,
  entry: {
    format: 1,
    seq,
    previous: '',
    at: seq * 1000,
    zone: 'UTC',
    actor: { kind: 'person', id: by },
    command: { type: 'edit', id: as<CommandId>(`c${seq}`) },
    events: [],
    private: '',
  } as unknown as Read['entry'],
});

const log: readonly Read[] = [
  read(
    0,
    ann,
    { type: 'edited', keys: ['price', 'item'], changes: { price: 4, item: 'Lamp' }, tier: null },
    { type: 'entered', work, node: gate, token: as('t0'), round: 1, due: null, remind: null },
  ),
  read(1, bea, { type: 'opened', evidence: as<EvidenceId>('e'), version: 1 }),
  read(2, ann, { type: 'edited', keys: ['price'], changes: { price: 5 }, tier: null }),
  read(3, ann, { type: 'edited', keys: ['item'], changes: { item: 'Lamp' }, tier: null }),
  read(4, bea, {
    type: 'answered',
    work,
    answers: [{ item: as('i'), result: 'fail', comment: 'No.' }],
  }),
  read(5, bea, { type: 'closed', work, node: gate, outcome: 'rejected' }),
];

test('what others changed since one looked is told, one’s own acts and mere looks are not', () => {
  expect(changesSince(log, 1, bea).map(({ n }) => n)).toEqual([2, 3]);
  expect(changesSince(log, 3, ann).map(({ n }) => n)).toEqual([4, 5]);
  expect(changesSince(log, 0, null).map(({ n }) => n)).toEqual([2, 3, 4, 5]);
});

test('a field counts as changed only where its value is another now', () => {
  expect(valuesSince(log, 1)).toEqual([{ key: 'price', before: 4, after: 5 }]);
  expect(valuesSince(log, 3)).toEqual([]);
});

test('the last act of a person is the last entry they made', () => {
  expect(lastActOf(log, ann)).toBe(3);
  expect(lastActOf(log, as<PersonId>('cem'))).toBeNull();
});

test('a gate’s record has its rounds with what was found, by whom, and how each ended', () => {
  const { rounds, lines } = nodeRecord(log, gate);
  expect(lines).toEqual([]);
  expect(rounds).toHaveLength(1);
  expect(rounds[0]).toMatchObject({ round: 1, since: 0, until: 5000 });
  expect(rounds[0]?.closed?.outcome).toBe('rejected');
  expect(rounds[0]?.found).toEqual([
    { item: 'i', result: 'fail', by: 'bea', at: 4000, comment: 'No.' },
  ]);
});
