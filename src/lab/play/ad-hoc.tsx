/** A request of one's own, filled in where it will be played: the intake form, who asks, and when. */
import { Button, Checkbox, Menu, Stack, TextInput } from '@mantine/core';
import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { checkForm } from '#engine/form.ts';
import type { Form } from '#engine/request.ts';
import { dateAt } from '#engine/time/date.ts';
import { as } from '#model/ids.ts';
import type { EvidenceId, FieldId, PersonId, SopId } from '#model/ids.ts';
import type { JsonObject } from '#model/json.ts';
import { fieldsOf } from '#model/rows.ts';
import type { Sample } from '#model/sample.ts';
import { listRequests } from '#store/requests.ts';
import { Callout } from '#ui/callout.tsx';
import { FieldsForm, fieldDomId } from '#ui/fields-form.tsx';
import { plural } from '#ui/format.ts';
import { useLive } from '#ui/workspace.tsx';
import { subjectIn } from './change-menu.tsx';
import { fieldOf, fromField } from './clock.ts';
import { PersonSelect } from './person-select.tsx';
import classes from './play.module.css';
import type { Play } from './use-play.ts';

export function AdHoc({
  sop,
  play,
  samples,
  start,
  onStart,
  onSubmitted,
}: {
  readonly sop: SopId;
  readonly play: Play;
  readonly samples: readonly Sample[];
  /** When it is submitted, UTC ms. */
  readonly start: number;
  readonly onStart: (at: number) => void;
  readonly onSubmitted: (by: PersonId) => void;
}): ReactNode {
  const { compiled, refusal } = play;
  const { diagram } = compiled;
  const zone = diagram.control.zone;
  const [form, set] = useState<Form>(() => blank(compiled.diagram));
  const [who, choose] = useState<PersonId | null>(null);
  const [when, setWhen] = useState(() => fieldOf(start, zone));
  const [from, fillFrom] = useState<Sample | null>(null);
  const [withFigures, attach] = useState(true);
  const [tried, setTried] = useState(false);
  const at = fromField(when, zone);
  const stored = useLive((db) => listRequests(db, { sop, limit: 6 }), [sop]) ?? [];
  const wrong = checkForm(compiled.fields, form, dateAt(at ?? start, zone));
  const problems = new Map<FieldId, string>(
    (refusal?.fields ?? (tried ? wrong : [])).map((one) => [one.field, one.says]),
  );
  const figures = new Map<EvidenceId, JsonObject>(
    from === null || !withFigures
      ? []
      : Object.entries(from.metrics).map(([id, metrics]) => [as<EvidenceId>(id), metrics]),
  );
  const submit = (): void => {
    setTried(true);
    const [first] = wrong;
    if (first !== undefined) {
      document.getElementById(fieldDomId(first.field))?.focus();
      return;
    }
    if (who !== null && at !== null && play.perform(who, { do: 'submit', sop, form, figures }))
      onSubmitted(who);
  };
  return (
    <form
      className={classes['why']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className={classes['muted']}>
        It is submitted in this play only: no request is made, and nobody is told.
      </p>
      {samples.length + stored.length > 0 && (
        <Menu position="bottom-start" width={360}>
          <Menu.Target>
            <Button
              size="xs"
              variant="default"
              className={classes['start']}
              leftSection={<FlaskConical size={14} aria-hidden />}
            >
              {samples.length > 0 ? 'Fill from a sample' : 'Fill from a stored request'}
            </Button>
          </Menu.Target>
          <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
            {samples.map((sample) => (
              <Menu.Item
                key={sample.id}
                onClick={() => {
                  set({ ...blank(compiled.diagram), ...sample.form });
                  choose(sample.requester);
                  fillFrom(sample);
                  const instant = Date.parse(sample.submitted);
                  setWhen(fieldOf(instant, zone));
                  onStart(instant);
                }}
              >
                {sample.name}
              </Menu.Item>
            ))}
            {stored.length > 0 && <Menu.Label>Forms of stored requests</Menu.Label>}
            {stored.map((request) => (
              <Menu.Item
                key={request.id}
                onClick={() => {
                  set({ ...blank(compiled.diagram), ...request.form });
                  choose(request.requester);
                  fillFrom(null);
                }}
              >
                {subjectIn(request.form) ?? request.id}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <PersonSelect stacked label="Who asks" value={who} onChange={choose} />
      <TextInput
        type="datetime-local"
        label={`Submitted at, ${zone}`}
        value={when}
        error={at === null ? 'Enter a date and a time.' : null}
        onChange={(event) => {
          setWhen(event.currentTarget.value);
          const instant = fromField(event.currentTarget.value, zone);
          if (instant !== null) onStart(instant);
        }}
      />
      <FieldsForm
        fields={fieldsOf(diagram)}
        values={form}
        problems={problems}
        onChange={(key, value) => {
          const { [key]: _, ...others } = form;
          set(value === undefined ? others : { ...others, [key]: value });
        }}
      />
      {from !== null && Object.keys(from.metrics).length > 0 && (
        <Checkbox
          checked={withFigures}
          onChange={(event) => attach(event.currentTarget.checked)}
          label={`Attach the sample’s figures too (${plural(Object.keys(from.metrics).length, 'piece')} of metrics evidence)`}
        />
      )}
      {tried && wrong.length > 0 && (
        <Callout
          tone="error"
          title={`${plural(wrong.length, 'field')} to mend before it can be played`}
        />
      )}
      {tried && who === null && <Callout tone="error" title="Choose who asks." />}
      {refusal !== null && <Callout tone="refusal" title={refusal.says} />}
      <Stack gap="xs">
        <Button type="submit" variant="filled">
          Submit in this play
        </Button>
      </Stack>
    </form>
  );
}

/** Booleans are either; all else begins empty. */
function blank(diagram: Play['compiled']['diagram']): Form {
  const form: { [key: string]: boolean } = {};
  for (const { key, type } of fieldsOf(diagram))
    if (type.kind === 'boolean') form[key] = type.initial ?? false;
  return form;
}
