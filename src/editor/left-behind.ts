/** What stays open where nodes are deleted, in words: a role in use is missed by more than its gates. */
import type { Diagram } from '#model/diagram.ts';
import type { NodeId } from '#model/ids.ts';
import { plural } from '#ui/format.ts';

/** "1 gate without a keeper, 2 escalations without a role"; null where nothing is missed. */
export function leftBehind(diagram: Diagram, gone: readonly NodeId[]): string | null {
  const out = new Set<string>(gone);
  const nodes = Object.values(diagram.nodes).filter(({ id }) => !out.has(id));
  const rows = Object.values(diagram.assignments).filter(
    ({ role, node }) => out.has(role) && !out.has(node),
  );
  const keeperless = rows.filter(
    ({ node, letter }) => letter === 'A' && diagram.nodes[node]?.kind === 'gate',
  );
  const others = rows.length - keeperless.length;
  const escalations = nodes.filter(
    (node) =>
      node.kind === 'gate' && node.sla?.breach.kind === 'escalate' && out.has(node.sla.breach.role),
  );
  const untold = nodes.filter(
    (node) => node.kind === 'notify' && node.to.some((one) => out.has(one)),
  );
  const { owner, requesters } = diagram.control;
  const said = [
    keeperless.length > 0 ? `${plural(keeperless.length, 'gate')} without a keeper` : '',
    others > 0 ? `${plural(others, 'other assignment')} taken away` : '',
    escalations.length > 0 ? `${plural(escalations.length, 'escalation')} to nobody` : '',
    untold.length > 0 ? `${plural(untold.length, 'notification')} to nobody` : '',
    owner !== null && out.has(owner) ? 'the SOP without an owner' : '',
    requesters !== null && out.has(requesters) ? 'nobody who may submit' : '',
  ].filter((part) => part !== '');
  return said.length === 0 ? null : said.join(', ');
}
