/** What every part of a request's page reads: the request, its version, its log's record, who looks, and how to act. */
import { createContext, use, useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Decision, Refusal } from '#engine/command.ts';
import type { Compiled } from '#engine/compiled.ts';
import { asks as asksOf } from '#engine/asks.ts';
import type { Ask } from '#engine/asks.ts';
import { decide, isRefusal } from '#engine/decide.ts';
import { offers as offersOf } from '#engine/offers.ts';
import type { Offer } from '#engine/offers.ts';
import type { Request, Work } from '#engine/request.ts';
import type { Directory } from '#model/directory.ts';
import type { Digest, PersonId, RequestId, WorkId } from '#model/ids.ts';
import type { Version } from '#model/version.ts';
import { now as clock } from '#store/clock.ts';
import { commandId, hash } from '#store/hash.ts';
import { getRequest, entriesOf } from '#store/requests.ts';
import { compiledVersion } from '#store/compiled.ts';
import { nameFor } from '#store/numbers.ts';
import { getVersion } from '#store/sops.ts';
import { useActing, useDirectory, useLive, useNow } from '#ui/workspace.tsx';
import { namesOf } from '#ui/names.ts';
import { useLastLook } from './last-look.ts';
import { recordOf } from './record.ts';
import type { Kept } from './record.ts';
import { useSend } from './send.ts';
import type { Act, Sender } from './send.ts';
import { ShownContext, useShownUpTo } from './shown.ts';
import type { Names } from '#ui/words/told.ts';

/** A request with all that its page needs of the store. */
export interface Loaded {
  readonly request: Request;
  readonly compiled: Compiled;
  readonly version: Version;
  readonly record: Kept;
  /** As people call it: "REQ-0412". */
  readonly number: string;
  /** The same of the request it is part of. */
  readonly parent: string | null;
}

/** The request, kept up to date; null: there is none by this id; undefined: not read yet. */
export function useRequest(id: RequestId): Loaded | null | undefined {
  return useLive(
    async (database) => {
      const request = await getRequest(database, id);
      if (request === undefined) return null;
      const { parent } = request;
      const [compiled, version, entries, number, above] = await Promise.all([
        compiledVersion(database, request.version),
        getVersion(database, request.version, request.sop),
        // A log that was tampered with may not read any more: the page stands, the audit says where.
        entriesOf(database, `request/${id}`).catch(() => []),
        nameFor(database, id),
        parent === null ? null : nameFor(database, parent.request),
      ]);
      if (compiled === undefined || version === undefined) return null;
      return { request, compiled, version, record: recordOf(entries), number, parent: above };
    },
    [id],
  );
}

export interface Scope extends Loaded {
  readonly names: Names;
  readonly directory: Directory;
  /** Who acts in this tab; null: nobody is chosen. */
  readonly me: PersonId | null;
  /** UTC ms, anew every half minute. */
  readonly now: number;
  readonly sender: Sender;
  /** What the engine would make of this act now; nothing is written. */
  readonly attempt: (act: Act) => Decision | Refusal;
  /** Why the engine would refuse this act now; null: it would do it. */
  readonly trial: (act: Act) => Refusal | null;
  /** What is asked of me in the open work, refusals included. */
  readonly asks: readonly Ask[];
  /** What else I may do now, beside the asks: nothing is shown that would be refused. */
  readonly offers: readonly Offer[];
  /** Number of the entry up to which I had looked before this visit; null: this is the first time. */
  readonly looked: number | null;
  /** The open work that is shown; null: none is open. */
  readonly work: Work | null;
  /** Of the asks, those of the work that is shown. */
  readonly here: readonly Ask[];
  readonly choose: (work: WorkId) => void;
}

const ScopeContext = createContext<Scope | null>(null);

export function useScope(): Scope {
  const scope = use(ScopeContext);
  if (scope === null) throw new Error('A part of the request page stands outside <RequestScope>.');
  return scope;
}

interface Props {
  readonly loaded: Loaded;
  readonly chosen: WorkId | null;
  readonly choose: (work: WorkId) => void;
  readonly children: ReactNode;
}

export function RequestScope(props: Props): ReactNode {
  const shown = useShownUpTo(props.loaded.record.entries.at(-1)?.entry.seq ?? -1);
  return (
    <ShownContext value={shown}>
      <Scoped {...props} />
    </ShownContext>
  );
}

function Scoped({ loaded, chosen, choose, children }: Props): ReactNode {
  const { request, compiled } = loaded;
  const directory = useDirectory();
  const { person: me } = useActing();
  const now = useNow(30_000);
  const sender = useSend(request.id);
  const asks = useMemo(
    () => (me === null ? [] : asksOf(compiled, request, me, directory, now)),
    [compiled, request, me, directory, now],
  );
  const offers = useMemo(
    () => (me === null ? [] : offersOf(compiled, request, me, directory, now)),
    [compiled, request, me, directory, now],
  );
  const looked = useLastLook(request.id, me, loaded.record.entries);
  const scope = useMemo((): Scope => {
    const work = workShown(request, asks, chosen);
    const attempt = (act: Act): Decision | Refusal => {
      if (me === null) return { refused: 'not_allowed', says: 'Choose who acts first.' };
      const context = {
        now: clock(),
        zone: compiled.diagram.control.zone,
        actor: { kind: 'person', id: me },
        directory,
        hash,
        version: (digest: Digest) => (digest === compiled.digest ? compiled : undefined),
      } as const;
      return decide(compiled, request, { ...act, id: commandId() }, context);
    };
    return {
      ...loaded,
      names: namesOf(compiled.diagram, directory, request),
      directory,
      me,
      now,
      sender,
      asks,
      offers,
      looked,
      work,
      here: asks.filter((ask) => ask.work === work?.id),
      choose,
      attempt,
      trial: (act) => {
        const answer = attempt(act);
        return isRefusal(answer) ? answer : null;
      },
    };
  }, [loaded, compiled, request, directory, me, now, sender, asks, offers, looked, chosen, choose]);
  return <ScopeContext value={scope}>{children}</ScopeContext>;
}

/** The work chosen; else the first that is asked of me, one I may do before one I may not; else the first open. */
function workShown(request: Request, asks: readonly Ask[], chosen: WorkId | null): Work | null {
  const mine = asks.find((ask) => ask.ok) ?? asks[0];
  const wanted = [chosen, mine?.work, request.work[0]?.id];
  for (const id of wanted) {
    const work = request.work.find((one) => one.id === id);
    if (work) return work;
  }
  return null;
}
