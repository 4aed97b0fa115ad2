import { as } from '#model/ids.ts';
import type { Request } from './request.ts';

/** A request before its first entry; `submitted` gives it all else. */
export const initial: Request = {
  id: as(''),
  sop: as(''),
  version: as(''),
  parent: null,
  status: 'new',
  outcome: null,
  requester: as(''),
  submittedAt: 0,
  tier: null,
  form: {},
  changed: {},
  metrics: {},
  evidence: {},
  opened: {},
  tokens: [],
  work: [],
  rounds: {},
  results: {},
  acted: {},
  recused: {},
  conditions: [],
  incidents: [],
  issued: [],
  next: { token: 1, split: 1 },
  n: -1,
  at: 0,
};
