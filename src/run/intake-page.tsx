import { Button, Checkbox, Menu } from '@mantine/core';
import { FlaskConical, Send } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { checkForm } from '#engine/form.ts';
import type { Form } from '#engine/request.ts';
import type { Compiled } from '#engine/compiled.ts';
import { dateAt } from '#engine/time/date.ts';
import { as } from '#model/ids.ts';
import type { FieldId, GroupId, PersonId, SopId } from '#model/ids.ts';
import { fieldsOf, tiersOf } from '#model/rows.ts';
import type { Sample } from '#model/sample.ts';
import { append, isRefused } from '#store/append.ts';
import type { Refused } from '#store/append.ts';
import { now as clock } from '#store/clock.ts';
import { compiledVersion } from '#store/compiled.ts';
import { effectiveVersion } from '#store/sops.ts';
import { Callout } from '#ui/callout.tsx';
import { Chip } from '#ui/chip.tsx';
import { Empty } from '#ui/empty.tsx';
import { fieldDomId, FieldsForm } from '#ui/fields-form.tsx';
import { plural } from '#ui/format.ts';
import { links } from '#ui/links.ts';
import { DigestText, VersionSeal } from '#ui/version-seal.tsx';
import { useTitle } from '#ui/title.ts';
import { useActing, useDatabase, useDirectory, useLive } from '#ui/workspace.tsx';
import { ActAs, useEverybody } from './act-as.tsx';
import { attachSample } from './attach-sample.ts';
import classes from './intake-page.module.css';
import { useKeptForm, useKeptText } from './kept-form.ts';
import { forgetIds, keptIds } from './submit-ids.ts';
import { useSamples } from '#ui/samples.tsx';
import { failure } from './send.ts';
import { PageSkeleton } from './skeleton.tsx';
import { tierNow } from './tier-now.ts';

/** `/sop/:id/new` — a request is made from the effective version of an SOP. */
export default function IntakePage(): ReactNode {
  const { id } = useParams<{ id: string }>();
  useTitle('New request');
  const sop = as<SopId>(id);
  const found = useLive(
    async (database) => {
      const version = await effectiveVersion(database, sop);
      const compiled = version && (await compiledVersion(database, version.digest));
      return version && compiled ? { version, compiled } : null;
    },
    [sop],
  );
  if (found === undefined) return <PageSkeleton />;
  if (found === null)
    return (
      <Empty
        title="There is no effective version of this SOP"
        action={
          <Button component={Link} href={links.editor(sop)} variant="filled">
            Open the draft
          </Button>
        }
      >
        Requests run on a published version. Publish the draft first.
      </Empty>
    );
  const { version, compiled } = found;
  return (
    <div className={classes['page']}>
      <header className={classes['head']}>
        <VersionSeal digest={version.digest} version={version.number} size={48} />
        <div>
          <h1>New request</h1>
          <div className={classes['sub']}>
            {compiled.diagram.control.title}, version {version.number},{' '}
            <DigestText digest={version.digest} />
          </div>
        </div>
      </header>
      {/* A version published meanwhile has another form: what was typed is kept by key. */}
      <IntakeForm sop={sop} compiled={compiled} />
    </div>
  );
}

function IntakeForm({
  sop,
  compiled,
}: {
  readonly sop: SopId;
  readonly compiled: Compiled;
}): ReactNode {
  const { diagram } = compiled;
  const database = useDatabase();
  const { person } = useActing();
  const [, go] = useLocation();
  const fields = fieldsOf(diagram);
  const initial = useMemo(() => initialForm(compiled), [compiled]);
  const { form, set, forget, kept } = useKeptForm(`countersign.intake.${sop}`, initial);
  const [filledFrom, fillFrom] = useKeptText(`countersign.intake.${sop}.sample`);
  const sample = useSamples(sop).find((one) => one.id === filledFrom) ?? null;
  const [withFigures, setWithFigures] = useState(true);
  const [tried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<Refused | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const busy = useRef(false);

  const today = dateAt(clock(), diagram.control.zone);
  const wrong = checkForm(compiled.fields, form, today);
  const problems = new Map<FieldId, string>(
    (refusal?.fields ?? (tried ? wrong : [])).map((one) => [one.field, one.says]),
  );
  const tier = tierNow(compiled, form, clock());

  const submit = async (): Promise<void> => {
    setTried(true);
    if (wrong.length > 0) return goTo(wrong[0]?.field);
    if (person === null || busy.current) return;
    busy.current = true;
    setPending(true);
    setRefusal(null);
    setFailed(null);
    try {
      // Kept ids: a double click, or a reload between sending and leaving, makes one request.
      const { request, command } = keptIds(sop);
      const actor = { kind: 'person', id: person } as const;
      const result = await append(
        database,
        `request/${request}`,
        { type: 'submit', id: command, request, sop, form },
        actor,
      );
      if (isRefused(result)) {
        setRefusal(result);
        goTo(result.fields?.[0]?.field);
        return;
      }
      if (sample !== null && withFigures) await attachSample(database, request, sample, actor);
      forgetIds(sop);
      forget();
      fillFrom(null);
      go(links.request(request));
    } catch (error) {
      setFailed(failure(error));
    } finally {
      busy.current = false;
      setPending(false);
    }
  };

  return (
    <form
      className={classes['card']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className={classes['bar']}>
        <Tier compiled={compiled} tier={tier} />
        <Samples
          sop={sop}
          onFill={(chosen) => {
            set({ ...initial, ...chosen.form });
            fillFrom(chosen.id);
            setRefusal(null);
          }}
        />
      </div>
      {tried && wrong.length > 0 && (
        <Callout
          tone="error"
          title={`${plural(wrong.length, 'field')} to mend before it can be submitted`}
        >
          {wrong.map((one, i) => (
            <span key={one.field}>
              {i > 0 && ', '}
              <a
                href={`#${fieldDomId(one.field)}`}
                onClick={(event) => {
                  event.preventDefault();
                  goTo(one.field);
                }}
              >
                {diagram.fields[one.field]?.label ?? one.field}
              </a>
            </span>
          ))}
        </Callout>
      )}
      <FieldsForm
        fields={fields}
        values={form}
        problems={problems}
        onChange={(key, value) => {
          const { [key]: _, ...others } = form;
          set(value === undefined ? others : { ...others, [key]: value });
          setRefusal(null);
        }}
      />
      {sample !== null && Object.keys(sample.metrics).length > 0 && (
        <Checkbox
          checked={withFigures}
          onChange={(event) => setWithFigures(event.currentTarget.checked)}
          label={`Attach the sample's figures too (${plural(Object.keys(sample.metrics).length, 'piece')} of metrics evidence)`}
        />
      )}
      <Requester compiled={compiled} person={person} />
      {refusal !== null && <Callout tone="refusal" title={refusal.says} />}
      {failed !== null && <Callout tone="error" title={failed} />}
      <footer className={classes['foot']}>
        <span className={classes['sub']}>{kept ? 'What you type is kept in this tab.' : ''}</span>
        <Button
          type="submit"
          variant="filled"
          leftSection={<Send size={16} aria-hidden />}
          disabled={pending || person === null}
        >
          Submit request
        </Button>
      </footer>
    </form>
  );
}

/** Booleans are either; all else begins empty. */
function initialForm(compiled: Compiled): Form {
  const form: { [key: string]: boolean } = {};
  for (const { key, type } of fieldsOf(compiled.diagram))
    if (type.kind === 'boolean') form[key] = type.initial ?? false;
  return form;
}

function goTo(field: FieldId | undefined): void {
  if (field === undefined) return;
  const control = document.getElementById(fieldDomId(field));
  control?.scrollIntoView({ block: 'center' });
  control?.focus();
}

function Tier({
  compiled,
  tier,
}: {
  readonly compiled: Compiled;
  readonly tier: string | null;
}): ReactNode {
  const tiers = tiersOf(compiled.diagram);
  if (tiers.length === 0) return <span />;
  return (
    <output className={classes['tier']}>
      {tier === null ? (
        <span className={classes['sub']}>The tier follows from your answers</span>
      ) : (
        <>
          <Chip tone="ink">Tier {tier}</Chip>
          <span className={classes['sub']}>as answered so far</span>
        </>
      )}
    </output>
  );
}

function Samples({
  sop,
  onFill,
}: {
  readonly sop: SopId;
  readonly onFill: (sample: Sample) => void;
}): ReactNode {
  const samples = useSamples(sop);
  if (samples.length === 0) return null;
  return (
    <Menu position="bottom-end" width={360}>
      <Menu.Target>
        <Button size="sm" leftSection={<FlaskConical size={14} aria-hidden />}>
          Fill from a sample
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {samples.map((sample) => (
          <Menu.Item key={sample.id} onClick={() => onFill(sample)}>
            {sample.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Who submits; where nobody acts, or somebody who may not, the way out. */
function Requester({
  compiled,
  person,
}: {
  readonly compiled: Compiled;
  readonly person: PersonId | null;
}): ReactNode {
  const directory = useDirectory();
  const everybody = useEverybody();
  const { requesters } = compiled.diagram.control;
  const role = requesters === null ? undefined : compiled.diagram.nodes[requesters];
  const group = role?.kind === 'role' ? role.group : null;
  const members = group === null ? everybody : membersOf(directory.groups, group);
  if (person !== null && members.includes(person))
    return (
      <div className={classes['sub']}>
        Submitted as {directory.people[person]?.name ?? person}. Not authenticated: acting in this
        tab.
      </div>
    );
  const who = role === undefined ? 'Choose who submits' : `${role.name} submits requests`;
  return (
    <Callout
      tone="info"
      title={
        person === null
          ? 'Nobody acts in this tab yet'
          : `${who}, and you act as ${directory.people[person]?.name ?? person}`
      }
      action={<ActAs people={members} />}
    >
      {person === null && `${who}.`}
    </Callout>
  );
}

const membersOf = (
  groups: { readonly [id: GroupId]: { readonly members: readonly PersonId[] } },
  group: GroupId,
): readonly PersonId[] => groups[group]?.members ?? [];
