/** All lint rules, structural ones first. */
import { arity } from './arity.ts';
import { deadEnd } from './dead-end.ts';
import { decisionDefault } from './decision-default.ts';
import { emptyLabels } from './empty-labels.ts';
import { fields } from './fields.ts';
import type { Rule } from './finding.ts';
import { gateWithoutEvidence } from './gate-without-evidence.ts';
import { gateWithoutSla } from './gate-without-sla.ts';
import { noEnd } from './no-end.ts';
import { noIntake } from './no-intake.ts';
import { outcomes } from './outcomes.ts';
import { roleWithoutPeople } from './role-without-people.ts';
import { stepWithoutWorker } from './step-without-worker.ts';
import { stuck } from './stuck.ts';
import { unreachable } from './unreachable.ts';
import { unset } from './unset.ts';
import { vagueLabel } from './vague-label.ts';

export const rules: readonly Rule[] = [
  noIntake,
  noEnd,
  arity,
  deadEnd,
  decisionDefault,
  outcomes,
  unreachable,
  stuck,
  unset,
  stepWithoutWorker,
  fields,
  emptyLabels,
  gateWithoutSla,
  gateWithoutEvidence,
  roleWithoutPeople,
  vagueLabel,
];
