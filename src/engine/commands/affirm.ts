import type { CommandOf, Refusal } from '../command.ts';
import { affirmedContent, automated } from '../affirmed-content.ts';
import { failures, unopenedBy } from '../closing.ts';
import type { CNode } from '../compiled.ts';
import type { EventOf } from '../event.ts';
import { affirmers, mayAffirm, unaffirmed } from '../people/affirming.ts';
import type { MayAffirm } from '../people/affirming.ts';
import { edgeNames, listed, personName, quoted } from '../people/names.ts';
import { confirmed } from '../people/sealing.ts';
import { route } from '../route.ts';
import { actingFor, emit } from '../run.ts';
import type { Run, View } from '../run.ts';
import { needsNonce, personOf } from './admit.ts';

/**
 * Signs again what changed after a gate had closed. With the last of its signers the gate is caught up, and an end that
 * waited to issue a token goes on. As for an approval: what it read has been opened, and no check fails.
 */
export function affirm(run: Run, command: CommandOf<'affirm'>): Refusal | null {
  const { at } = run.compiled;
  const node = at.get(command.node);
  const person = personOf(run);
  const result = run.request.results[command.node];
  if (node?.kind !== 'gate' || result === undefined || unaffirmed(result).length === 0)
    return {
      refused: 'not_overtaken',
      says: 'Nothing has changed since this gate was signed that would have to be signed again.',
    };
  const may = mayAffirm(run, node, person);
  if (may === null) return denied(run, node);
  const guessable = needsNonce(run, command.nonce);
  if (guessable !== null) return guessable;
  if (command.seen < (result.overtaken ?? 0) || command.seen > run.request.n)
    return {
      refused: 'content_changed',
      says: 'What you would sign has changed since you looked at it: look again.',
    };
  const against = unopenedBy(run, person, readingOf(run, node)) ?? failing(run, node);
  if (against !== null) return against;
  actingFor(run, may.principal);
  const { meaning, nonce } = command;
  const { hash } = run.context;
  const { principal, edge } = may;
  const said = { signer: person, principal, edge, meaning, nonce };
  const content =
    hash === null
      ? null
      : hash(JSON.stringify(affirmedContent(run.compiled, run.request, node, said, hash)));
  const by = confirmed(run, person, command, content);
  if ('refused' in by) return by;
  emit(run, affirmedEvent(node, may, { content, meaning, nonce, ...by }));
  route(run);
  return null;
}

type Given = Pick<EventOf<'affirmed'>, 'content' | 'identity' | 'meaning' | 'nonce' | 'seal'>;
function affirmedEvent(
  node: CNode,
  may: MayAffirm,
  { content, identity, meaning, nonce, seal }: Given,
) {
  return {
    content,
    edge: may.edge,
    for: may.principal,
    identity,
    ...(may.instead === null ? null : { instead: may.instead }),
    ...(may.limitation === null ? null : { limitation: may.limitation }),
    meaning,
    node: node.id,
    nonce,
    ...(seal === undefined ? null : { seal }),
    type: 'affirmed',
  } as const;
}

const readingOf = (view: View, node: CNode) =>
  (view.request.results[node.id]?.reading ?? []).flatMap(
    (id) => view.compiled.diagram.evidence[id] ?? [],
  );

/** A required check that fails now, and was not waived. */
function failing(view: View, node: CNode): Refusal | null {
  const waived = view.request.results[node.id]?.waived ?? [];
  const failed = automated(view.compiled, view.request, node)
    .filter(({ id, required, result }) => required && !waived.includes(id) && blocks.has(result))
    .map(({ id }) => id);
  return failed.length === 0
    ? null
    : { refused: 'checklist_failed', says: failures(view, node, failed), needs: failed };
}
const blocks: ReadonlySet<string> = new Set(['fail', 'unknown']);

function denied(view: View, node: CNode): Refusal {
  const places = unaffirmed(view.request.results[node.id]);
  const names = places.map(({ signer }) => personName(view, signer));
  const edges = node.signs.filter((edge) => places.some((place) => place.edge === edge.id));
  const who = affirmers(view, node);
  return {
    refused: 'not_allowed',
    says:
      who.length === 0
        ? `${edgeNames(view, node, edges)} must sign the change of ${quoted(view, node.id)}, and nobody there may at present.`
        : `${listed(names, 'and')}, who signed ${quoted(view, node.id)}, must sign its change, or who takes their place.`,
    needs: edges.map((edge) => edge.role),
    who,
  };
}
