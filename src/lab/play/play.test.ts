import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compile } from '#engine/compile.ts';
import { readRuns } from '#formats/runs.ts';
import { readSop } from '#formats/sop.ts';
import { emptyDirectory } from '#model/directory.ts';
import type { Directory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { EvidenceId, PersonId } from '#model/ids.ts';
import type { JsonObject } from '#model/json.ts';
import type { Sample } from '#model/sample.ts';
import { compareRun } from '#simulate/compare.ts';
import { playSample } from '#simulate/sample.ts';
import { frameOf, framesOf } from '../frames.ts';
import type { Frame, How, Step } from '../frames.ts';
import { perform } from './acts.ts';
import type { Intent } from './acts.ts';
import { ahead } from './assumed.ts';
import { landmarks, nextDue, pass } from './clock.ts';
import type { Scene } from './desk.ts';
import { doubts, expectedOf, sampleOf } from './record.ts';
import { standings } from './standing.ts';

const folder = join(import.meta.dirname, '../../../templates/general');
const text = (kind: string): string =>
  readFileSync(join(folder, `five-gate-deployment.${kind}.json`), 'utf8');
const sop = readSop(text('sop'));
const runs = readRuns(text('runs'));
if (!sop.ok || !runs.ok) throw new Error('The template does not read.');
const samples = runs.file.runs;
const directory: Directory = {
  ...emptyDirectory,
  ...sop.file.directory,
  ...(sop.file.holidays === undefined ? null : { holidays: sop.file.holidays }),
};
const compiled = compile(sop.file.diagram, 'draft');
const zone = sop.file.diagram.control.zone;

const sample = (id: string): Sample => {
  const found = samples.find((each) => each.id === id);
  if (found === undefined) throw new Error(`No sample ${id}.`);
  return found;
};
const passing = sample('retrain');
const figures = new Map(
  Object.entries(passing.metrics).map(([id, metrics]): [EvidenceId, JsonObject] => [
    as<EvidenceId>(id),
    metrics,
  ]),
);

/** A play in a test's words. */
class Played {
  frames: Frame[] = [];
  now: number;
  constructor(start: string) {
    this.now = Date.parse(start);
  }
  get scene(): Scene {
    const request = this.frames.at(-1)?.request ?? null;
    return { compiled, directory, request, now: this.now, version: () => undefined, figures };
  }
  take(steps: readonly Step[], how: How): this {
    const main = steps.findLast(({ filled }) => !filled) ?? steps[0];
    if (main === undefined) throw new Error('nothing happened');
    this.frames.push(frameOf(compiled, { steps, main, how }, this.frames.at(-1)));
    this.now = this.frames.at(-1)?.at ?? this.now;
    return this;
  }
  by(person: string, intent: Intent): this {
    const done = perform(this.scene, as<PersonId>(person), intent, true);
    if (!done.ok) throw new Error(done.refusal.says);
    return this.take(done.steps, 'hand');
  }
  submit(of: Sample = passing): this {
    const all = Object.entries(of.metrics).map(([id, metrics]): [EvidenceId, JsonObject] => [
      as<EvidenceId>(id),
      metrics,
    ]);
    return this.by(of.requester, {
      do: 'submit',
      sop: as('sop'),
      form: of.form,
      figures: new Map(all),
    });
  }
  work(node: string) {
    const found = this.scene.request?.work.find((each) => each.node === node);
    if (found === undefined) throw new Error(`no work at ${node}`);
    return found.id;
  }
  /** On by assumption until nothing goes on, or so many frames. */
  assume(most = 200, seed = 1): this {
    for (let i = 0; i < most; i += 1) {
      const next = ahead(this.scene, { seed, spare: null });
      if (!next.ok) break;
      this.take(next.steps, next.how);
    }
    return this;
  }
}
const begun = (): Played => new Played(passing.submitted).submit();

describe('play', () => {
  test.each(samples.map(({ id }) => id))('the frames of %s end where the sample ends', (id) => {
    const played = playSample(compiled, sample(id), directory, null);
    const frames = framesOf(compiled, played);
    expect(frames.at(-1)?.request).toEqual(played.request);
    expect(expectedOf(frames)).toEqual(sample(id).expected);
  });

  test('who may not act is told why in the engine’s words, and nothing of the act is kept', () => {
    const play = begun();
    play.by(passing.requester, { do: 'finish', work: play.work('s_package') });
    const [at] = standings(play.scene);
    const may = at?.edges.flatMap(({ people }) => people) ?? [];
    expect(may.length).toBeGreaterThan(0);
    const requester = as<PersonId>(passing.requester);
    const intent: Intent = { do: 'sign', work: play.work('g1_technical'), verdict: 'approved' };
    const refused = perform(play.scene, requester, intent, true);
    expect(refused).toMatchObject({ ok: false });
    if (refused.ok) return;
    expect(refused.refusal.says).toMatch(/must sign|requester of this request/);
    expect(refused.refusal.who).toContain(may[0]);
    const before = play.frames.at(-1)?.request;
    expect(play.scene.request).toBe(before);
  });

  test('the assumptions take a request to its end, the same with the same seed', () => {
    const one = begun().assume();
    const other = begun().assume();
    expect(one.frames.at(-1)?.request.status).toBe('completed');
    expect(one.frames.length).toBeGreaterThan(10);
    expect(expectedOf(other.frames)).toEqual(expectedOf(one.frames));
    const times = one.frames.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('whom one acts as is left alone by the assumptions', () => {
    const play = begun();
    const spare = as<PersonId>(passing.requester);
    const next = ahead(play.scene, { seed: 1, spare });
    expect(next).toMatchObject({ ok: false });
    expect(next.ok ? '' : next.says).toContain(directory.people[spare]?.name);
  });

  test('timers fire in the order they are due, each at its time, and none that is not due', () => {
    const play = begun();
    play.by(passing.requester, { do: 'finish', work: play.work('s_package') });
    const due = nextDue(play.scene);
    expect(due).not.toBeNull();
    expect(pass(play.scene, (due ?? 0) - 1)).toEqual([]);
    const steps = pass(play.scene, play.now + 60 * 86_400_000);
    expect(steps[0]?.at).toBe(due);
    const times = steps.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('a play that was recorded as a sample plays as expected', () => {
    const play = begun().assume();
    const made = sampleOf(play.frames, zone, { id: 'own', name: 'Own', story: '' });
    expect(made).not.toBeNull();
    if (made === null) return;
    expect(doubts(compiled, made, directory)).toEqual([]);
    const again = playSample(compiled, made, directory, null);
    expect(compareRun(made.expected, again)).toEqual([]);
    expect(again.steps.at(-1)?.at).toBe(play.frames.at(-1)?.at);
  });

  test.each(samples.map(({ id }) => id))('%s, recorded again, plays as expected', (id) => {
    const frames = framesOf(compiled, playSample(compiled, sample(id), directory, null));
    const made = sampleOf(frames, zone, { id: 'own', name: 'Own', story: '' });
    expect(made?.expected).toEqual(sample(id).expected);
    expect(made === null ? ['nothing'] : doubts(compiled, made, directory)).toEqual([]);
  });

  test('the clock’s landmarks are later than now, in the SOP’s zone', () => {
    const friday = Date.parse('2026-10-16T16:30:00-05:00');
    const found = landmarks(friday, zone);
    expect(found.every(({ at }) => at > friday)).toBe(true);
    expect(found.find(({ says }) => says === 'Friday 16:30')?.at).toBe(friday + 7 * 86_400_000);
  });
});
