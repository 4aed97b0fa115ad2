/** All lint rules, structural ones first; what the compiler says as a fault isn't said again here. */
import { emptyLabels } from './empty-labels.ts';
import { fields } from './fields.ts';
import type { Rule } from './finding.ts';
import { gateWithoutEvidence } from './gate-without-evidence.ts';
import { gateWithoutSla } from './gate-without-sla.ts';
import { idleDecision } from './idle-decision.ts';
import { noEnd } from './no-end.ts';
import { outcomes } from './outcomes.ts';
import { roleWithoutPeople } from './role-without-people.ts';
import { stuck } from './stuck.ts';
import { unreachable } from './unreachable.ts';
import { notifyNobody } from './notify-nobody.ts';
import { vagueLabel } from './vague-label.ts';

export const rules: readonly Rule[] = [
  noEnd,
  idleDecision,
  outcomes,
  unreachable,
  stuck,
  notifyNobody,
  fields,
  emptyLabels,
  gateWithoutSla,
  gateWithoutEvidence,
  roleWithoutPeople,
  vagueLabel,
];
