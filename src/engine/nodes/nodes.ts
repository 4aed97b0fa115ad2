import type { FlowKind } from '#model/diagram.ts';
import { decision } from './decision.ts';
import { end } from './end.ts';
import { gate } from './gate.ts';
import { intake } from './intake.ts';
import type { Arrive } from './arrive.ts';
import { notify } from './notify.ts';
import { parallel } from './parallel.ts';
import { step } from './step.ts';
import { subprocess } from './subprocess.ts';
import { wait } from './wait.ts';

/** What each kind does with a token that arrives; the type keeps the list complete. */
export const nodes: Record<FlowKind, Arrive> = {
  intake,
  step,
  gate,
  decision,
  parallel,
  wait,
  notify,
  subprocess,
  end,
};
