import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Form } from '#engine/request.ts';
import { sorted } from '#model/order.ts';
import type { Field } from '#model/diagram.ts';
import type { FieldId } from '#model/ids.ts';
import { valueText } from '#ui/field-value.ts';
import { FieldsForm } from '#ui/fields-form.tsx';
import { plural, shortDigest } from '#ui/format.ts';
import classes from './form-data.module.css';
import { useScope } from './request-scope.tsx';
import { Section } from './section.tsx';

/** The form as submitted and changed since. Where the step at hand allows it, its fields can be edited in place. */
export function FormData({
  changes,
  onChanges,
  editable,
}: {
  /** Edits in the making, not sent yet. */
  readonly changes: Form;
  readonly onChanges: (changes: Form) => void;
  readonly editable: ReadonlySet<FieldId>;
}): ReactNode {
  const { compiled, request, sender } = useScope();
  const [editing, edit] = useState(false);
  const fields = sorted(Object.values(compiled.diagram.fields));
  if (fields.length === 0) return null;
  const open = fields.filter((field) => editable.has(field.id));
  const changed = Object.keys(changes).length > 0;
  const showForm = open.length > 0 && (editing || changed);
  const problems = new Map(sender.refusal?.fields?.map((one) => [one.field, one.says]) ?? []);
  return (
    <Section
      title="Form"
      id="form"
      note={
        changed
          ? `${Object.keys(changes).length} changed, not saved`
          : plural(fields.length, 'field')
      }
      action={
        open.length > 0 && !showForm ? (
          <Button size="xs" onClick={() => edit(true)}>
            Edit
          </Button>
        ) : undefined
      }
    >
      {showForm && (
        <div className={classes['edit']}>
          <FieldsForm
            fields={open}
            values={{ ...request.form, ...changes }}
            problems={problems}
            onChange={(key, value) => {
              const { [key]: _, ...others } = changes;
              const next = value ?? null;
              const same = JSON.stringify(next) === JSON.stringify(request.form[key] ?? null);
              onChanges(same ? others : { ...others, [key]: next });
            }}
          />
          <div className={classes['actions']}>
            <Button
              variant="subtle"
              onClick={() => {
                onChanges({});
                edit(false);
                sender.clear();
              }}
            >
              Discard
            </Button>
            <Button
              disabled={!changed || sender.pending}
              onClick={() =>
                void sender.send({ type: 'edit', changes }).then((done) => {
                  if (!done) return;
                  onChanges({});
                  edit(false);
                })
              }
            >
              Save changes
            </Button>
          </div>
        </div>
      )}
      <Values
        fields={showForm ? fields.filter((field) => !editable.has(field.id)) : fields}
        form={request.form}
      />
    </Section>
  );
}

function Values({
  fields,
  form,
}: {
  readonly fields: readonly Field[];
  readonly form: Form;
}): ReactNode {
  if (fields.length === 0) return null;
  return (
    <dl className={classes['values']}>
      {fields.map((field) => (
        <div key={field.id} className={field.type.kind === 'text' ? classes['wide'] : undefined}>
          <dt>{field.label}</dt>
          <Value text={valueText(field, form[field.key])} />
        </div>
      ))}
    </dl>
  );
}

/** A digest is shown by its ends, the whole when pointed at: nobody reads 64 figures. */
function Value({ text }: { readonly text: string }): ReactNode {
  const digest = /^(sha256:)?([0-9a-f]{64})$/.exec(text);
  if (digest === null) return <dd>{text}</dd>;
  return (
    <dd className="cs-mono" title={text}>
      {digest[1]}
      {shortDigest(digest[2] ?? '')}
    </dd>
  );
}
