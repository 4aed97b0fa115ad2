/**
 * Letting the assumptions act (CORE.md §12): what the forecast takes for granted of a node (how long work takes, how it
 * ends) decides who does what next in a play, and when. The draws are seeded and belong to the work and its round, so
 * that going back and on again gives the same run. Whether an act is allowed the engine says, as always.
 */
import { whoCan } from '#engine/asks.ts';
import type { CNode, Compiled } from '#engine/compiled.ts';
import type { Request, Verdict, Work } from '#engine/request.ts';
import { addBusiness } from '#engine/time/calendar.ts';
import { nextTimer } from '#engine/timers.ts';
import type { Calendar, EndOutcome } from '#model/diagram.ts';
import type { EvidenceId, PersonId } from '#model/ids.ts';
import type { JsonObject } from '#model/json.ts';
import { Assumptions } from '#simulate/forecast/assumptions.ts';
import { draw, sampler } from '#simulate/random/distribution.ts';
import { Streams } from '#simulate/random/streams.ts';
import { perform } from './acts.ts';
import type { Intent } from './acts.ts';
import { Desk, minute } from './desk.ts';
import type { Figures, Scene } from './desk.ts';
import type { How, Step } from '../frames.ts';

/** Whom the assumptions leave alone, and what they draw from. */
export interface Model {
  readonly seed: number;
  /** This person acts for themselves; everybody: only the clock goes on by itself. */
  readonly spare: PersonId | 'everybody' | null;
}
export type Ahead =
  | { readonly ok: true; readonly steps: readonly Step[]; readonly how: How }
  /** Nothing happens by itself. */
  | { readonly ok: false; readonly says: string };

/** One thing that would happen, and when. */
interface Chance {
  /** UTC ms */
  readonly at: number;
  readonly person: PersonId;
  readonly intents: readonly Intent[];
}

const units: { readonly [unit: string]: number } = {
  businessHours: 60,
  hours: 60,
  businessMinutes: 1,
  minutes: 1,
  businessDays: 480,
  days: 480,
};
const because = 'Something stands against approval.';
/** Minutes, where the SOP states nothing. */
const unstated = 60;

/** The next thing that happens: a timer, or the act that the assumptions have first; steps of the play. */
export function ahead(scene: Scene, model: Model): Ahead {
  const { request } = scene;
  if (request === null) return { ok: false, says: 'Nothing has been submitted.' };
  if (request.status === 'completed') return { ok: false, says: 'The request has ended.' };
  if (request.status === 'suspended')
    return { ok: false, says: 'The request is suspended: somebody has to mend it.' };
  const timer = nextTimer(request);
  const chances = [...chancesOf(scene, request, model)].toSorted((a, b) => a.at - b.at);
  let says: string | null = null;
  for (const chance of chances) {
    if (timer !== null && timer.at <= chance.at) break;
    for (const intent of chance.intents) {
      // What the engine held against approval is the reason for sending it back.
      const why = says !== null && intent.do === 'sign' && intent.reason === because;
      const act = why ? { ...intent, reason: says ?? because } : intent;
      const done = perform(scene, chance.person, act, true, chance.at);
      if (done.ok) return { ok: true, steps: done.steps, how: 'assumed' };
      says ??= done.refusal.says;
    }
  }
  if (timer === null) return { ok: false, says: says ?? waitsFor(scene, request, model) };
  const desk = new Desk(scene);
  const refusal = desk.tick();
  return refusal === null
    ? { ok: true, steps: desk.steps, how: 'clock' }
    : { ok: false, says: refusal.says };
}

function waitsFor({ directory }: Scene, request: Request, { spare }: Model): string {
  if (spare !== null && spare !== 'everybody' && request.work.length > 0)
    return `It waits for ${directory.people[spare]?.name ?? spare}, as whom you act.`;
  if (request.work.length > 0) return 'It waits for somebody, and nobody there may act.';
  return 'It waits, and nothing is timed.';
}

function* chancesOf(scene: Scene, request: Request, model: Model): Generator<Chance> {
  if (model.spare === 'everybody') return;
  const rows = new Assumptions(scene.compiled.diagram, {});
  for (const work of request.work) {
    const node = scene.compiled.at.get(work.node);
    if (node === undefined) continue;
    const chance =
      node.kind === 'gate'
        ? signing(scene, request, { node, work, model, rows })
        : finishing(scene, request, { node, work, model, rows });
    if (chance !== null) yield chance;
  }
  for (const token of request.tokens) {
    if (token.child === undefined || token.childEnd !== undefined) continue;
    const node = scene.compiled.at.get(token.node);
    const outcomes: readonly EndOutcome[] = ['approved', 'completed', 'rejected', 'expired'];
    const outcome = outcomes.find((each) => node?.byOutcome.has(each) === true) ?? 'approved';
    const person = request.requester;
    yield { at: scene.now + minute, person, intents: [{ do: 'child', token: token.id, outcome }] };
  }
  // A gate that a later change has overtaken holds the end back until its signers affirm it.
  for (const [id, result] of Object.entries(request.results)) {
    if (result?.overtaken === undefined) continue;
    const node = scene.compiled.nodes.find((each) => each.id === id);
    if (node === undefined) continue;
    for (const signer of result.signers ?? [])
      if (signer !== model.spare && result.affirmed?.includes(signer) !== true)
        yield {
          at: scene.now + minute,
          person: signer,
          intents: [{ do: 'affirm', node: node.id }],
        };
  }
}

interface At {
  readonly node: CNode;
  readonly work: Work;
  readonly model: Model;
  readonly rows: Assumptions;
}

function finishing(scene: Scene, request: Request, at: At): Chance | null {
  const { work, model } = at;
  const people = whoCan(scene.compiled, request, work, scene.directory, scene.now).flatMap(
    (each) => each.people,
  );
  const person = chosen(people, at);
  if (person === null || isSpared(people, model)) return null;
  return {
    at: timeOf(scene, at, 1),
    person,
    intents: [{ do: 'finish', work: work.id, figures: mended(scene, request) }],
  };
}

/** Who is missing first, the keeper last; all say what was drawn, but for conditions, which are the keeper's. */
function signing(scene: Scene, request: Request, at: At): Chance | null {
  const { node, work, model } = at;
  const verdict = verdictOf(at);
  if (verdict === null) return null;
  const open = whoCan(scene.compiled, request, work, scene.directory, scene.now).filter(
    ({ letter, met, people }) => !met && people.length > 0 && (letter === 'S' || letter === 'A'),
  );
  const seat = open.find(({ letter }) => letter === 'S') ?? open[0];
  const person = seat === undefined ? null : chosen(seat.people, at);
  if (seat === undefined || person === null) return null;
  if (isSpared(seat.people, model)) return null;
  const says = verdict === 'conditional' && seat.letter !== 'A' ? 'approved' : verdict;
  const when = timeOf(scene, at, work.signatures.length + 1);
  const sign = (as: Verdict, reason: string): Intent => ({
    do: 'sign',
    work: work.id,
    verdict: as,
    ...(as === 'approved' || as === 'conditional' ? {} : { reason }),
    ...(as === 'conditional'
      ? {
          conditions: [
            {
              text: 'As assumed',
              owner: seat.role,
              due: when + 30 * 24 * 60 * minute,
              effect: 'runsOn' as const,
            },
          ],
        }
      : {}),
  });
  // Where a check stands against approval, it is sent back, or ends.
  const others = (['returned', 'rejected'] as const).filter((each) => node.byOutcome.has(each));
  return {
    at: when,
    person,
    intents: [
      sign(says, 'As assumed'),
      ...(says === 'conditional' ? [sign('approved', '')] : []),
      ...others.filter((each) => each !== says).map((each) => sign(each, because)),
    ],
  };
}

const isSpared = (people: readonly PersonId[], { spare }: Model): boolean =>
  people.some((person) => person === spare);

/** One of them, by the work's own draw. */
function chosen(people: readonly PersonId[], { work, model }: At): PersonId | null {
  const u = streamOf(model.seed, `who/${work.id}/${work.signatures.length}`).uniform(0);
  return people[Math.floor(u * people.length)] ?? null;
}

const streamOf = (seed: number, name: string): Streams => new Streams(seed, 0, [name]);

/** How the gate's round ends; null: nobody takes it up, and it lapses. */
function verdictOf({ node, work, model, rows }: At): Verdict | null {
  const percent = rows.of('work', node.id).outcomePercent;
  if (percent === undefined) return 'approved';
  const shares = (['approved', 'conditional', 'returned', 'rejected', 'expired'] as const).filter(
    (each) => node.byOutcome.has(each),
  );
  const whole = shares.reduce((sum, each) => sum + (percent[each] ?? 0), 0);
  let u = streamOf(model.seed, `outcome/${work.id}`).uniform(0) * whole;
  for (const each of shares) {
    u -= percent[each] ?? 0;
    if (u < 0) return each === 'expired' ? null : each;
  }
  return 'approved';
}

/** When so many touches of the work are done, in the time its clock runs by; never in the past. */
function timeOf(scene: Scene, { node, work, model, rows }: At, touches: number): number {
  const { touch } = rows.of('work', node.id);
  const streams = streamOf(model.seed, `touch/${work.id}`);
  const from = touch === undefined ? null : sampler(touch, units[touch.unit ?? 'hours'] ?? 60);
  let minutes = 0;
  for (let i = 0; i < touches; i += 1) minutes += from === null ? unstated : draw(from, streams, 0);
  const calendar = calendarOf(scene.compiled, node);
  const list = calendar?.holidays ?? null;
  const holidays = list === null ? [] : (scene.directory.holidays[list]?.days ?? []);
  const at =
    calendar === undefined
      ? work.since + minutes * minute
      : addBusiness(calendar, holidays, work.since, minutes);
  return Math.max(scene.now + minute, Math.round(at));
}

/** The gate's own; else the one that most gates run by. */
function calendarOf({ diagram, nodes }: Compiled, { row }: CNode): Calendar | undefined {
  if (row.kind === 'gate' && row.sla !== undefined) return diagram.calendars[row.sla.calendar];
  const uses = new Map<string, number>();
  for (const each of nodes)
    if (each.row.kind === 'gate' && each.row.sla !== undefined)
      uses.set(each.row.sla.calendar, (uses.get(each.row.sla.calendar) ?? 0) + 1);
  return Object.values(diagram.calendars).toSorted(
    (a, b) => (uses.get(b.id) ?? 0) - (uses.get(a.id) ?? 0) || (a.id < b.id ? -1 : 1),
  )[0];
}

/** After a gate sent it back, figures that passed elsewhere take the place of those that did not. */
function mended({ figures }: Scene, request: Request): Figures {
  const returned = Object.values(request.results).some((each) => each.outcome === 'returned');
  const better = new Map<EvidenceId, JsonObject>();
  if (!returned) return better;
  for (const [evidence, metrics] of figures)
    if (request.evidence[evidence] !== undefined && !holdsAll(request.metrics, metrics))
      better.set(evidence, metrics);
  return better;
}
const holdsAll = (all: JsonObject, part: JsonObject): boolean =>
  Object.entries(part).every(([key, value]) => JSON.stringify(all[key]) === JSON.stringify(value));
