/**
 * What a person does in a play. What the act needs and nobody brought can be filled in first, by the rule that samples
 * are played by (CORE.md §12): evidence is attached as a placeholder, items that people answer pass, the reading list is
 * opened, required consultations recommend. A refused act leaves nothing behind, nor does what was filled in for it.
 */
import { readingList, whoCan } from '#engine/asks.ts';
import type { Refusal } from '#engine/command.ts';
import type { ConditionDraft, Form, Verdict, Work } from '#engine/request.ts';
import type { EndOutcome } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type {
  EvidenceId,
  ItemId,
  NodeId,
  PersonId,
  RequestId,
  SopId,
  TokenId,
  WorkId,
} from '#model/ids.ts';
import type { JsonObject } from '#model/json.ts';
import { meaningOf } from '#model/meaning.ts';
import { Desk, minute } from './desk.ts';
import type { Draft, Figures, Scene } from './desk.ts';
import type { Step } from '../frames.ts';

export type Intent =
  | { readonly do: 'submit'; readonly sop: SopId; readonly form: Form; readonly figures: Figures }
  | {
      readonly do: 'sign';
      readonly work: WorkId;
      readonly verdict: Verdict;
      readonly reason?: string;
      readonly fields?: readonly string[];
      readonly conditions?: readonly ConditionDraft[];
    }
  | { readonly do: 'finish'; readonly work: WorkId; readonly figures?: Figures }
  | {
      readonly do: 'recommend';
      readonly work: WorkId;
      readonly verdict: Verdict;
      readonly text: string;
    }
  | { readonly do: 'attach'; readonly evidence: EvidenceId; readonly metrics: JsonObject | null }
  | { readonly do: 'affirm'; readonly node: NodeId }
  /** The end of a child request, which no play plays. */
  | { readonly do: 'child'; readonly token: TokenId; readonly outcome: EndOutcome }
  | { readonly do: 'send'; readonly draft: Draft };

export type Done =
  | { readonly ok: true; readonly steps: readonly Step[] }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * Does it, a minute after the clock, as scripts do.
 * @param fill what is missing is filled in first
 * @param at UTC ms, where it is done at a time of its own
 */
export function perform(
  scene: Scene,
  by: PersonId,
  intent: Intent,
  fill: boolean,
  at?: number,
): Done {
  const first = scene.request === null;
  const desk = new Desk(scene, at ?? scene.now + (first ? 0 : minute));
  const refusal = act(desk, by, intent, fill);
  if (refusal !== null) return { ok: false, refusal };
  if (desk.steps.length === 0)
    return { ok: false, refusal: { refused: 'no_change', says: 'That changes nothing here.' } };
  return { ok: true, steps: desk.steps };
}

function act(desk: Desk, by: PersonId, intent: Intent, fill: boolean): Refusal | null {
  switch (intent.do) {
    case 'submit':
      return submit(desk, by, intent);
    case 'sign':
      return sign(desk, by, intent, fill);
    case 'finish': {
      for (const [evidence, metrics] of intent.figures ?? [])
        attach(desk, by, evidence, metrics, true);
      const work = desk.work(intent.work);
      if (fill && work !== undefined) bring(desk, work, by);
      return desk.by(by, { type: 'finish', work: intent.work });
    }
    case 'recommend': {
      const { work, verdict, text } = intent;
      return desk.by(by, { type: 'recommend', work, verdict, text });
    }
    case 'attach':
      return attach(desk, by, intent.evidence, intent.metrics, false);
    case 'affirm':
      return affirm(desk, by, intent.node, fill);
    case 'child': {
      const child = desk.request.tokens.find(({ id }) => id === intent.token)?.child;
      return desk.send(
        { kind: 'system', name: 'subprocess' },
        { type: 'report', child: child ?? as<RequestId>(''), outcome: intent.outcome },
      );
    }
    case 'send':
      return desk.by(by, intent.draft);
  }
}

function submit(
  desk: Desk,
  by: PersonId,
  { sop, form, figures }: Extract<Intent, { do: 'submit' }>,
): Refusal | null {
  const refusal = desk.by(by, { type: 'submit', request: as<RequestId>('play'), sop, form });
  if (refusal !== null) return refusal;
  for (const [evidence, metrics] of figures) attach(desk, by, evidence, metrics, true);
  return null;
}

function sign(
  desk: Desk,
  by: PersonId,
  intent: Extract<Intent, { do: 'sign' }>,
  fill: boolean,
): Refusal | null {
  const { verdict, reason, fields, conditions } = intent;
  const work = desk.work(intent.work);
  if (fill && work !== undefined && (verdict === 'approved' || verdict === 'conditional')) {
    bring(desk, work, by);
    consult(desk, work);
    for (const evidence of readingList(desk.scene.compiled, desk.request, work))
      read(desk, by, evidence);
  }
  return desk.by(by, {
    type: 'sign',
    work: intent.work,
    verdict,
    ...(reason === undefined ? {} : { reason }),
    ...(fields === undefined || fields.length === 0 ? {} : { fields }),
    ...(conditions === undefined ? {} : { conditions }),
    meaning: meaningOf[verdict],
    ...signer(desk, by),
  });
}

function affirm(desk: Desk, by: PersonId, node: NodeId, fill: boolean): Refusal | null {
  if (fill)
    for (const evidence of desk.request.results[node]?.reading ?? []) read(desk, by, evidence);
  return desk.by(by, { type: 'affirm', node, meaning: meaningOf.approved, ...signer(desk, by) });
}

/** A simulation has no hash and asks for no key: nothing that is signed here could be taken for a signature. */
const signer = (desk: Desk, by: PersonId) => ({
  seen: desk.request.n,
  identity: { name: desk.scene.directory.people[by]?.name ?? by, auth: 'none' as const },
  nonce: '',
});

/** The node's own evidence that is missing, and items that nobody answered: by who acts, else by who may. */
function bring(desk: Desk, { id, node }: Work, by: PersonId): void {
  const at = desk.scene.compiled.at.get(node);
  const work = desk.work(id);
  if (at === undefined || work === undefined) return;
  const people = [by, ...workers(desk, work), desk.request.requester];
  for (const piece of at.own) {
    if (desk.request.evidence[piece.id] !== undefined) continue;
    const metrics = piece.kind === 'metrics' ? (desk.scene.figures.get(piece.id) ?? {}) : null;
    people.find((person) => attach(desk, person, piece.id, metrics, true) === null);
  }
  const answers = at.items
    .filter(
      ({ row, check }) =>
        check === null &&
        (work.answers[row.id]?.result ?? 'open') === 'open' &&
        work.waived[row.id] === undefined,
    )
    .map(({ row }): { item: ItemId; result: 'pass' } => ({ item: row.id, result: 'pass' }));
  if (answers.length > 0)
    people.find((person) => desk.by(person, { type: 'answer', work: id, answers }, true) === null);
}

/** Who has a part in the work now. */
function workers(desk: Desk, work: Work): readonly PersonId[] {
  const { compiled, directory } = desk.scene;
  return whoCan(compiled, desk.request, work, directory, desk.now).flatMap(({ people }) => people);
}

/** Consultations that have to come before anybody signs. */
function consult(desk: Desk, work: Work): void {
  const { compiled, directory } = desk.scene;
  const before = new Set(
    (compiled.at.get(work.node)?.consulted ?? [])
      .filter((edge) => edge.before === true)
      .map(({ id }) => id),
  );
  for (const { edge, met, people } of whoCan(compiled, desk.request, work, directory, desk.now)) {
    const person = people.find((each) => each !== desk.request.requester) ?? people[0];
    if (met || person === undefined || !before.has(edge)) continue;
    const text = 'No objection';
    desk.by(person, { type: 'recommend', work: work.id, verdict: 'approved', text }, true);
  }
}

function read(desk: Desk, by: PersonId, evidence: EvidenceId): void {
  const piece = desk.request.evidence[evidence];
  if (piece === undefined || desk.request.opened[evidence]?.[by] === piece.version) return;
  desk.by(by, { type: 'open', evidence, version: piece.version }, true);
}

/** `metrics` null: a placeholder of a file or an address. */
function attach(
  desk: Desk,
  by: PersonId,
  evidence: EvidenceId,
  metrics: JsonObject | null,
  filled: boolean,
): Refusal | null {
  const row = desk.scene.compiled.diagram.evidence[evidence];
  const figures = row?.kind === 'metrics' ? (metrics ?? {}) : null;
  return desk.by(
    by,
    {
      type: 'attach',
      evidence,
      name: `${evidence}.${figures === null ? 'txt' : 'json'}`,
      sha256: '0'.repeat(64),
      size: figures === null ? 0 : JSON.stringify(figures).length,
      ...(row?.kind === 'url' ? { url: `https://example.test/${evidence}` } : {}),
      ...(figures === null ? {} : { metrics: figures }),
    },
    filled,
  );
}
