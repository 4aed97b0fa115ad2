import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { ChevronLeft, ChevronRight, RotateCw, Search, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation, useSearch } from 'wouter';
import { groundsOf, registryCounts, registryOf } from '#store/registry.ts';
import type { Ground, RegistryCounts, RegistryCursor, RegistryFilter } from '#store/registry.ts';
import { readyRegistry } from '#store/registry-rows.ts';
import type { Standing } from '#store/standing.ts';
import { citation, useClauses } from '#ui/clauses.tsx';
import type { Clauses } from '#ui/clauses.tsx';
import { Empty } from '#ui/empty.tsx';
import { numberText } from '#ui/format.ts';
import { links } from '#ui/links.ts';
import type { RegistryAt } from '#ui/links.ts';
import { Seal } from '#ui/seal.tsx';
import { Select } from '#ui/select.tsx';
import { useTitle } from '#ui/title.ts';
import { useDatabase, useLive } from '#ui/workspace.tsx';
import { ReassessDialog } from './registry/reassess-dialog.tsx';
import classes from './registry/registry.module.css';
import { RegistryTable } from './registry/registry-table.tsx';
import { PageSkeleton } from './skeleton.tsx';

const icon = { size: 14, strokeWidth: 2.1, 'aria-hidden': true } as const;
const standings: readonly { readonly value: Standing; readonly label: string }[] = [
  { value: 'approved', label: 'Approved' },
  { value: 'conditional', label: 'With conditions' },
  { value: 'expired', label: 'Expired' },
  { value: 'revoked', label: 'Revoked' },
];
const all = 'all';

/** `/registry` — what is approved, with conditions, expired or revoked, what is due first; the address holds the filters. */
export default function RegistryPage(): ReactNode {
  useTitle('Registry');
  const database = useDatabase();
  const [ready, setReady] = useState(false);
  const [read, setRead] = useState(0);
  useEffect(() => {
    let gone = false;
    void readyRegistry(database, (requests) => gone || setRead(requests)).then(
      () => gone || setReady(true),
    );
    return () => {
      gone = true;
    };
  }, [database]);
  const counts = useLive(registryCounts, []);
  if (!ready && read > 0)
    return (
      <div className={classes['page']}>
        <h1>Registry</h1>
        <output>
          Entering what was decided before there was a registry: {numberText(read)} requests read.
        </output>
      </div>
    );
  if (!ready || counts === undefined) return <PageSkeleton />;
  return <Registry counts={counts} />;
}

/** Address → what is shown. */
function readAt(search: string): RegistryAt {
  const params = new URLSearchParams(search);
  const of = (key: string): string | undefined => params.get(key) ?? undefined;
  return { standing: of('standing'), find: of('find'), model: of('model'), rests: of('rests') };
}

const keyOf = ({ kind, name }: Ground): string => `${kind} ${name}`;

function Registry({ counts }: { readonly counts: RegistryCounts }): ReactNode {
  const [, go] = useLocation();
  const search = useSearch();
  const at = useMemo(() => readAt(search), [search]);
  const grounds = useLive(groundsOf, []);
  const clauses = useClauses();
  const [find, setFind] = useState(at.find ?? '');
  // Pages are read anew for each search: not one a letter.
  const [typed] = useDebouncedValue(find, 80);
  const [reassessing, setReassessing] = useState(false);
  // Cursors of the pages before this one; another filter begins anew.
  const [pages, setPages] = useState<readonly RegistryCursor[]>([]);
  const to = (part: RegistryAt): void => {
    setPages([]);
    go(links.registry({ ...at, ...part }), { replace: true });
  };
  const ground = grounds?.find((one) => keyOf(one) === at.rests);
  const filter = useMemo((): RegistryFilter => {
    const standing = standings.find(({ value }) => value === at.standing)?.value;
    return {
      ...(standing === undefined ? {} : { standing }),
      ...(typed.trim() === '' ? {} : { find: typed }),
      ...(at.model === undefined ? {} : { model: at.model }),
      // An address that names a ground nobody knows shows nothing, rather than everything.
      ...(at.rests === undefined ? {} : { versions: ground?.versions ?? new Set() }),
    };
  }, [at.standing, at.model, at.rests, typed, ground]);
  const page = useLive(
    (database) => registryOf(database, filter, pages.at(-1) ?? null),
    [filter, pages],
  );
  const next = page?.next ?? null;
  const top = useRef<HTMLDivElement>(null);
  const turn = (cursors: readonly RegistryCursor[]): void => {
    setPages(cursors);
    top.current?.scrollIntoView({ block: 'nearest' });
  };
  const total = Object.values(counts).reduce((sum, each) => sum + each, 0);
  const narrowed = at.model !== undefined || at.rests !== undefined || typed.trim() !== '';
  if (total === 0)
    return (
      <div className={classes['page']}>
        <h1>Registry</h1>
        <Empty title="Nothing is approved yet" mark={<Seal size={48} outcome="approved" outline />}>
          Every model and exception that is approved will stand here, with its owner, its open
          conditions, its next review and its expiry.
        </Empty>
      </div>
    );
  return (
    <div className={classes['page']} ref={top}>
      <div className={classes['head']}>
        <h1>Registry</h1>
        <SegmentedControl
          className={classes['standings'] ?? ''}
          aria-label="What stands"
          value={filter.standing ?? all}
          onChange={(value) => to({ standing: value === all ? undefined : value })}
          data={[
            { value: all, label: `All ${numberText(total)}` },
            ...standings.map(({ value, label }) => ({
              value,
              label: `${label} ${numberText(counts[value])}`,
            })),
          ]}
        />
      </div>
      <div className={classes['filters']}>
        <TextInput
          className={classes['find'] ?? ''}
          value={find}
          leftSection={<Search {...icon} />}
          placeholder="Model, exception or number"
          aria-label="Find by model, exception or number"
          onChange={(event) => {
            setFind(event.currentTarget.value);
            setPages([]);
          }}
          // Only the address: what is read stays, and with it the button that the click is meant for.
          onBlur={() => {
            const kept = find.trim() === '' ? undefined : find.trim();
            go(links.registry({ ...at, find: kept }), { replace: true });
          }}
        />
        <Select
          className={classes['rests'] ?? ''}
          aria-label="Rests on a policy or clause"
          placeholder="Rests on any policy or clause"
          searchable
          clearable
          limit={80}
          nothingFoundMessage="No policy or clause is called that"
          data={groundOptions(grounds ?? [], clauses)}
          value={at.rests ?? null}
          onChange={(value) => to({ rests: value ?? undefined })}
        />
        {at.model !== undefined && (
          <Button
            rightSection={<X {...icon} />}
            aria-label={`Every model, not only ${at.model}`}
            onClick={() => to({ model: undefined })}
          >
            {at.model}
          </Button>
        )}
        <span className={classes['grow']} />
        {narrowed && (page?.items.length ?? 0) > 0 && (
          <Button leftSection={<RotateCw {...icon} />} onClick={() => setReassessing(true)}>
            Reassess these…
          </Button>
        )}
      </div>
      {page !== undefined && page.items.length === 0 ? (
        <Empty
          title="Nothing here matches"
          mark={<Seal size={48} outline />}
          action={
            <Button
              onClick={() => {
                setFind('');
                to({ standing: undefined, find: undefined, model: undefined, rests: undefined });
              }}
            >
              Show all
            </Button>
          }
        />
      ) : (
        <RegistryTable items={page?.items ?? []} onModel={(model) => to({ model })} />
      )}
      {(pages.length > 0 || next !== null) && (
        <nav className={classes['pages']} aria-label="Pages">
          <Button
            leftSection={<ChevronLeft {...icon} />}
            disabled={pages.length === 0}
            onClick={() => turn(pages.slice(0, -1))}
          >
            Before
          </Button>
          <span className={classes['small']}>Page {pages.length + 1}, what is due first</span>
          <Button
            rightSection={<ChevronRight {...icon} />}
            disabled={next === null}
            onClick={() => next !== null && turn([...pages, next])}
          >
            Next
          </Button>
        </nav>
      )}
      {reassessing && (
        <ReassessDialog
          filter={filter}
          what={
            ground === undefined
              ? (at.model ?? (typed.trim() === '' ? '' : `“${typed.trim()}”`))
              : groundText(ground, clauses)
          }
          onClose={() => setReassessing(false)}
        />
      )}
    </div>
  );
}

const groundText = ({ kind, name }: Ground, clauses: Clauses): string =>
  kind === 'policy' ? name : citation(name, clauses.get(name));

/** Policies, then clauses by their short citation; two codes of one citation keep their codes. */
function groundOptions(grounds: readonly Ground[], clauses: Clauses) {
  const options = (kind: Ground['kind']) => {
    const rows = grounds.filter((one) => one.kind === kind);
    const labels = rows.map((one) => groundText(one, clauses));
    return rows.map((one, i) => {
      const label = labels[i] ?? one.name;
      const twice = labels.filter((other) => other === label).length > 1;
      return { value: keyOf(one), label: twice ? `${label} (${one.name})` : label };
    });
  };
  return [
    { group: 'Policies', items: options('policy') },
    { group: 'Clauses', items: options('clause') },
  ].filter(({ items }) => items.length > 0);
}
