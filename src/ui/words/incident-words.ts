import type { IncidentCode } from '#engine/request.ts';

/** What went wrong, in a few words; the callout adds node, expression and values. */
export const incidentWord: Readonly<Record<IncidentCode, string>> = {
  decision_unknown: 'A condition can be neither confirmed nor denied',
  no_route: 'No condition holds and there is no default',
  no_date: 'There is no date to wait for',
  no_window: 'The window does not open within 400 days',
  empty_role: 'A role has no active member',
  quorum_unreachable: 'The quorum cannot be reached any more',
  child_form: 'The child request’s form is not filled in as it asks',
  step_limit: 'The request went round in circles',
  by_hand: 'Suspended by hand',
};
