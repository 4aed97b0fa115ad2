import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compile } from '#engine/compile.ts';
import { readRuns } from '#formats/runs.ts';
import { readSop } from '#formats/sop.ts';
import { emptyDirectory } from '#model/directory.ts';
import type { Directory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { SopId } from '#model/ids.ts';
import { playSample } from '#simulate/sample.ts';
import { templates } from '../../../test/builders/templates.ts';
import { frameOf, framesOf } from '../frames.ts';
import type { Frame, How, Step } from '../frames.ts';
import { perform } from './acts.ts';
import { ahead } from './assumed.ts';
import type { Scene } from './desk.ts';
import { figuresOf } from './figures.ts';
import { doubts, sampleOf } from './record.ts';

/** Frames; a request may go round in circles, for figures that nobody has better ones of. */
const most = 60;
const folder = join(import.meta.dirname, '../../../templates');

test.each(templates())('%s: its samples are recorded again as they are', (template) => {
  const { compiled, directory, samples } = read(template);
  for (const sample of samples) {
    const frames = framesOf(compiled, playSample(compiled, sample, directory, null));
    const made = sampleOf(frames, compiled.diagram.control.zone, sample);
    expect({ id: made?.id, ...made?.expected }).toEqual({ id: sample.id, ...sample.expected });
    expect(made === null ? ['nothing'] : doubts(compiled, made, directory)).toEqual([]);
  }
});

test.each(templates())('%s: the assumptions act, and say why where they cannot', (template) => {
  const { compiled, directory, samples } = read(template);
  for (const sample of samples) {
    const figures = figuresOf(samples);
    const frames: Frame[] = [];
    const take = (steps: readonly Step[], how: How): void => {
      const main = steps.findLast(({ filled }) => !filled) ?? steps[0];
      if (main !== undefined) frames.push(frameOf(compiled, { steps, main, how }, frames.at(-1)));
    };
    const scene = (): Scene => {
      const last = frames.at(-1);
      const now = last?.at ?? Date.parse(sample.submitted);
      return {
        compiled,
        directory,
        request: last?.request ?? null,
        now,
        version: () => undefined,
        figures,
      };
    };
    const sop = as<SopId>('sop');
    const first = perform(
      scene(),
      sample.requester,
      { do: 'submit', sop, form: sample.form, figures },
      true,
    );
    if (!first.ok) throw new Error(first.refusal.says);
    take(first.steps, 'hand');
    let says = '';
    for (let i = 0; i < most && says === ''; i += 1) {
      const next = ahead(scene(), { seed: 2, spare: null });
      if (next.ok) take(next.steps, next.how);
      else ({ says } = next);
    }
    const times = frames.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(frames.length).toBeGreaterThan(2);
    expect(frames.length > most || says !== '').toBe(true);
  }
});

function read(template: string) {
  const text = (kind: string): string =>
    readFileSync(join(folder, `${template}.${kind}.json`), 'utf8');
  const sop = readSop(text('sop'));
  const runs = readRuns(text('runs'));
  if (!sop.ok || !runs.ok) throw new Error(`${template} does not read.`);
  const directory: Directory = {
    ...emptyDirectory,
    ...sop.file.directory,
    ...(sop.file.holidays === undefined ? null : { holidays: sop.file.holidays }),
  };
  return { compiled: compile(sop.file.diagram, 'draft'), directory, samples: runs.file.runs };
}
