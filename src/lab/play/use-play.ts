/** A play under way: the frames, where one stands, the clock, and everything that can be done there. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Refusal } from '#engine/command.ts';
import type { Compiled } from '#engine/compiled.ts';
import type { Directory } from '#model/directory.ts';
import type { Digest, NodeId, PersonId } from '#model/ids.ts';
import { arrivals, frameOf, isStopped } from '../frames.ts';
import type { Frame, How, Step } from '../frames.ts';
import { played } from '../player.ts';
import type { PlayerAct, Stand } from '../player.ts';
import { perform } from './acts.ts';
import type { Intent } from './acts.ts';
import { ahead } from './assumed.ts';
import type { Model } from './assumed.ts';
import { nextDue, pass } from './clock.ts';
import type { Figures, Scene } from './desk.ts';

/** What is played, and by what rules. */
export interface Source {
  /** Another name is another play. */
  readonly name: string;
  /** Of a sample or a stored request; none: nothing is submitted yet. */
  readonly frames: readonly Frame[];
  /** The version a frame's request is on; what is not known is played on the one at hand. */
  readonly compiled: Compiled;
  readonly versionOf: (digest: Digest) => Compiled | undefined;
  /** Where it begins. */
  readonly from: number;
  /** The clock before the submission, UTC ms. */
  readonly start: number;
  readonly figures: Figures;
  readonly directory: Directory;
}
export interface Rules {
  readonly speed: number;
  readonly stopsAt: ReadonlySet<NodeId>;
  readonly atGates: boolean;
  /** Null: nobody acts by assumption. */
  readonly model: Model | null;
  readonly fill: boolean;
}
interface State extends Stand {
  readonly of: string;
  /** Frames of one's own from some point on; null: the source's. */
  readonly tape: {
    readonly frames: readonly Frame[];
    readonly compiled: Compiled;
    /** How many of them are the source's. */
    readonly kept: number;
  } | null;
  /** Where the clock stands after the last frame, where it was moved on. */
  readonly clock: number | null;
  readonly refusal: Refusal | null;
  /** Why nothing goes on. */
  readonly says: string | null;
}
export interface Play extends Stand {
  readonly frames: readonly Frame[];
  readonly frame: Frame | undefined;
  readonly compiled: Compiled;
  /** UTC ms */
  readonly now: number;
  readonly scene: Scene;
  /** How many frames are still the source's. */
  readonly kept: number;
  readonly own: boolean;
  /** The drawing has changed since it was left. */
  readonly stale: boolean;
  readonly refusal: Refusal | null;
  readonly says: string | null;
  /** Something can come after the last frame. */
  readonly more: boolean;
  readonly act: (act: PlayerAct) => void;
  /** The next frame: a recorded one, or what the assumptions or the clock bring. */
  readonly step: () => void;
  readonly toggle: () => void;
  /** False: it was refused. */
  readonly perform: (by: PersonId, intent: Intent) => boolean;
  readonly toNextTimer: () => void;
  readonly passTo: (until: number) => void;
  /** On until a token comes to such a node, or nothing goes on. */
  readonly runTo: (is: (node: NodeId) => boolean) => void;
  /** Back to the recorded run. */
  readonly restore: () => void;
}

/** ms a frame rests at speed 1, and what each of its moves adds (LOOK.md §2.4: 420 a flow). */
const rest = 900;
const perMove = 420;
/** Frames one run goes on by itself. */
const mostAhead = 300;

const begin = (source: Source): State => ({
  of: source.name,
  at: source.from,
  running: false,
  tape: null,
  clock: null,
  refusal: null,
  says: null,
});

export function usePlay(source: Source, rules: Rules): Play {
  const [kept, set] = useState(() => begin(source));
  const state = kept.of === source.name ? kept : begin(source);
  const frames = state.tape?.frames ?? source.frames;
  // A drawing that changed may give a shorter run.
  const at = Math.min(state.at, frames.length - 1);
  const frame = frames[at];
  const last = at === frames.length - 1;
  const base = state.tape?.compiled ?? source.compiled;
  const { versionOf, figures, directory, start } = source;
  const compiled = frame === undefined ? base : (versionOf(frame.request.version) ?? base);
  const now = (last ? state.clock : null) ?? frame?.at ?? start;
  const scene = useMemo<Scene>(
    () => ({
      compiled,
      directory,
      request: frame?.request ?? null,
      now,
      version: versionOf,
      figures,
    }),
    [compiled, directory, frame, now, versionOf, figures],
  );
  const more = goesOn(scene, rules);
  /** What handlers read: they are made once, and act on what is shown. */
  const shown = { source, rules, state: state.at === at ? state : { ...state, at }, frames };
  const latest = useRef({ ...shown, scene, base, more });
  useEffect(() => {
    latest.current = { ...shown, scene, base, more };
  });

  const handlers = useMemo(() => {
    const change = (part: Partial<State>): void =>
      set({ ...latest.current.state, refusal: null, says: null, ...part });
    const act = (it: PlayerAct): void => {
      const { state: from, frames: all } = latest.current;
      change(played(from, it, all.length));
    };
    /** These steps come after where one stands; what was recorded beyond is left. */
    const take = (
      made: readonly Made[],
      part: Partial<State>,
      after = latest.current.state.at,
    ): readonly Frame[] => {
      const { state: from, frames: all, base: on, source: its } = latest.current;
      const next = all.slice(0, after + 1);
      const before = Math.min(from.tape?.kept ?? its.frames.length, next.length);
      for (const { steps, how } of made) {
        const main = mainOf(steps);
        if (main !== undefined)
          next.push(
            frameOf(its.versionOf(main.request.version) ?? on, { steps, main, how }, next.at(-1)),
          );
      }
      change({
        tape: { frames: next, compiled: on, kept: before },
        at: next.length - 1,
        clock: null,
        ...part,
      });
      return next;
    };
    const step = (): void => {
      const { state: from, frames: all, scene: here, rules: by } = latest.current;
      if (from.at < all.length - 1) {
        const stops = stopsAt(here.compiled, all, from.at + 1, by);
        return act({ do: 'step', stops, more: latest.current.more });
      }
      const next = ahead(here, by.model ?? nobody);
      if (!next.ok) return change({ running: false, says: next.says });
      const made = take([next], {});
      const stops = stopsAt(here.compiled, made, made.length - 1, by);
      if (stops) set((it) => ({ ...it, running: false }));
    };
    return {
      act,
      step,
      toggle: () => act({ do: 'toggle', more: latest.current.more }),
      perform: (by: PersonId, intent: Intent): boolean => {
        const { scene: here, rules: its, state: from } = latest.current;
        const done = perform(here, by, intent, its.fill, from.clock ?? undefined);
        if (done.ok) take([{ steps: done.steps, how: 'hand' }], { running: false });
        else change({ refusal: done.refusal, running: false });
        return done.ok;
      },
      toNextTimer: (): void => {
        const due = nextDue(latest.current.scene);
        if (due === null) return change({ says: 'No timer is running.', running: false });
        const steps = pass(latest.current.scene, due).slice(0, 1);
        take(oneByOne(steps), { running: false });
      },
      passTo: (until: number): void => {
        const { scene: here } = latest.current;
        if (until <= here.now)
          return change({ says: 'The clock only goes forward. Step back to go back.' });
        take(oneByOne(pass(here, until)), { running: false, clock: until });
      },
      runTo: (is: (node: NodeId) => boolean): void => {
        const { state: from, frames: all, rules: by, scene: here } = latest.current;
        const found = all.findIndex((each, i) => i > from.at && arrivals(each).some(is));
        if (found >= 0) return act({ do: 'go', to: found });
        // Beyond what is recorded the assumptions go on, from the last frame.
        const end = all.at(-1);
        let place: Scene =
          end === undefined || from.at === all.length - 1
            ? here
            : { ...here, request: end.request, now: end.at };
        const made: Made[] = [];
        let says: string | null = `It did not come there in ${mostAhead} steps.`;
        for (let i = 0; i < mostAhead; i += 1) {
          const next = ahead(place, by.model ?? nobody);
          const request = next.ok ? next.steps.at(-1)?.request : undefined;
          if (!next.ok || request === undefined) {
            says = next.ok ? null : next.says;
            break;
          }
          made.push(next);
          place = { ...place, request, now: request.at };
          const to = next.steps.flatMap(({ events }) => events.flatMap(reached));
          if (to.some(is)) {
            says = null;
            break;
          }
        }
        if (made.length > 0) take(made, { running: false, says }, all.length - 1);
        else change({ at: all.length - 1, running: false, says });
      },
      restore: (): void => {
        const { source: its, state: from } = latest.current;
        set({ ...begin(its), at: Math.max(its.from, (from.tape?.kept ?? 0) - 1) });
      },
    };
  }, []);

  const { running } = state;
  const { step } = handlers;
  const { speed } = rules;
  // Each frame is a wait of its own.
  useEffect(() => {
    if (!running) return undefined;
    const pace = (rest + perMove * (frame?.moves.length ?? 0)) / speed;
    const timer = setTimeout(step, pace);
    return () => clearTimeout(timer);
  }, [running, frame, speed, step]);

  const { tape, refusal, says } = state;
  return useMemo(
    () => ({
      at,
      running,
      frames,
      frame,
      compiled,
      now,
      scene,
      kept: tape?.kept ?? source.frames.length,
      own: tape !== null,
      stale: tape !== null && tape.compiled !== source.compiled,
      refusal,
      says,
      more,
      ...handlers,
    }),
    [at, running, frames, frame, compiled, now, scene, tape, source, refusal, says, more, handlers],
  );
}
interface Made {
  readonly steps: readonly Step[];
  readonly how: How;
}
const oneByOne = (steps: readonly Step[]): readonly Made[] =>
  steps.map((step) => ({ steps: [step], how: 'clock' as const }));

/** Named after the last act that was not filled in; of a submission after it. */
const mainOf = (steps: readonly Step[]): Step | undefined =>
  steps[0]?.command.type === 'submit' ? steps[0] : steps.findLast(({ filled }) => !filled);

/** Nobody acts by assumption, only the clock goes on. */
const nobody: Model = { seed: 0, spare: 'everybody' };

/** Whether a step beyond the last frame can be asked for: by assumption, or where nobody's work is open by the clock. */
function goesOn({ request }: Scene, { model }: Rules): boolean {
  if (request === null || request.status !== 'running') return false;
  return model !== null || request.work.length === 0;
}

function stopsAt(
  compiled: Compiled,
  frames: readonly Frame[],
  at: number,
  { stopsAt: marked, atGates }: Rules,
): boolean {
  const frame = frames[at];
  if (frame === undefined) return false;
  if (isStopped(frames, at)) return true;
  if (arrivals(frame).some((node) => marked.has(node))) return true;
  return (
    atGates &&
    frame.events.some(
      (event) => event.type === 'entered' && compiled.at.get(event.node)?.kind === 'gate',
    )
  );
}

const reached = (event: Frame['events'][number]): readonly NodeId[] => {
  if (event.type === 'moved' || event.type === 'joined') return [event.to];
  return event.type === 'forked' ? event.into.map(({ to }) => to) : [];
};
