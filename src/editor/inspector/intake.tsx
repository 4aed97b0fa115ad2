/** The intake: the form a request starts with, and the tiers its answers lead to. */
import { TagsInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { memo, useState } from 'react';
import type { Field, FieldType, Tier } from '#model/diagram.ts';
import { renamePath } from '#model/feel/rename.ts';
import type { FieldId, TierId } from '#model/ids.ts';
import { between } from '#model/order.ts';
import { fieldsOf, tiersOf } from '#model/rows.ts';
import { useEditor, usePart } from '../context.ts';
import { freshId } from '../ids.ts';
import { FeelField } from './feel-field.tsx';
import { ChoiceField, NumberField, TextField, TickField } from './fields.tsx';
import type { Choice } from './fields.tsx';
import classes from './inspector.module.css';
import { keyFor } from './lines.ts';
import { AddLine, Rows } from './rows.tsx';
import { Section } from './section.tsx';
import { useSetRow } from './writes.ts';

/** Nothing of the node itself. */
export const IntakeFields = memo(function IntakeFields(): ReactNode {
  return (
    <>
      <FormFields />
      <Tiers />
    </>
  );
});

const types: readonly Choice<FieldType['kind']>[] = [
  { value: 'string', label: 'Short text' },
  { value: 'text', label: 'Long text' },
  { value: 'enum', label: 'One of a list' },
  { value: 'multi', label: 'Several of a list' },
  { value: 'number', label: 'Number' },
  { value: 'boolean', label: 'Yes or no' },
  { value: 'date', label: 'Date' },
  { value: 'time', label: 'Time' },
];

/** A type with the bounds a new field has; what the old one had of the same kind stays. */
function typeOf(kind: FieldType['kind'], old: FieldType): FieldType {
  switch (kind) {
    case 'string':
    case 'text':
      return old.kind === 'string' || old.kind === 'text'
        ? { ...old, kind }
        : { kind, max: kind === 'string' ? 200 : 4000 };
    case 'enum':
    case 'multi':
      return {
        kind,
        values: old.kind === 'enum' || old.kind === 'multi' ? old.values : ['first', 'second'],
      };
    case 'number':
    case 'boolean':
    case 'date':
    case 'time':
      return { kind };
  }
}

function FormFields(): ReactNode {
  const { draft } = useEditor();
  const fields = usePart(fieldsOf);
  const add = (labels: readonly string[]): void => {
    let last = fields.at(-1)?.order ?? null;
    const taken = new Set(fields.map((field) => field.key));
    draft.group('Add fields', (edit) => {
      for (const label of labels) {
        const order = between(last, null);
        last = order;
        const key = keyFor(label, taken);
        taken.add(key);
        const id = freshId<FieldId>('fld');
        const type: FieldType = { kind: 'string', max: 200 };
        edit('putRow', { table: 'fields', row: { id, order, key, label, required: true, type } });
      }
    });
  };
  return (
    <Section title="Form" count={fields.length}>
      <Rows
        table="fields"
        rows={fields}
        renderLine={(field) => (
          <span className={classes['words']}>
            {field.label || field.key}
            <small>
              <code>{field.key}</code>
              {types.find(({ value }) => value === field.type.kind)?.label}
              {field.required ? '' : ' · optional'}
            </small>
          </span>
        )}
      >
        {(field) => (
          <OneField
            field={field}
            taken={new Set(fields.filter((one) => one !== field).map(({ key }) => key))}
          />
        )}
      </Rows>
      <AddLine label="Add a field" onAdd={add} />
    </Section>
  );
}

function OneField({
  field,
  taken,
}: {
  readonly field: Field;
  readonly taken: ReadonlySet<string>;
}): ReactNode {
  const set = useSetRow('fields', field.id);
  return (
    <>
      <TextField
        label="Label"
        value={field.label}
        onWrite={(label, stroke) => {
          set({ label }, stroke);
        }}
      />
      <KeyField field={field} taken={taken} />
      <ChoiceField
        label="Type"
        value={field.type.kind}
        choices={types}
        onWrite={(kind) => {
          if (kind !== null) set({ type: { ...typeOf(kind, field.type) } });
        }}
      />
      <Bounds
        type={field.type}
        onWrite={(type, stroke) => {
          set({ type: { ...type } }, stroke);
        }}
      />
      <TickField
        label="Required"
        value={field.required}
        onWrite={(required) => {
          set({ required });
        }}
      />
      <TextField
        label="Help"
        value={field.help ?? ''}
        onWrite={(help, stroke) => {
          set({ help: help === '' ? undefined : help }, stroke);
        }}
      />
    </>
  );
}

/** Kept only when complete and free, since every expression that reads the field is rewritten with it. */
function KeyField({
  field,
  taken,
}: {
  readonly field: Field;
  readonly taken: ReadonlySet<string>;
}): ReactNode {
  const { draft } = useEditor();
  const [typed, setTyped] = useState<string | null>(null);
  const key = typed ?? field.key;
  const says = !/^[A-Za-z_]\w*$/.test(key)
    ? 'Letters, digits and _, not starting with a digit'
    : taken.has(key)
      ? 'Another field has this name'
      : undefined;
  return (
    <div
      onBlur={() => {
        if (typed !== null && says === undefined && typed !== field.key)
          draft.edit('Rename field', 'renameKey', {
            field: field.id,
            key: typed,
            renamed: renamePath,
          });
        setTyped(null);
      }}
    >
      <TextField
        label="Name in expressions"
        mono
        value={key}
        error={says}
        description="Expressions that read it are changed too"
        onWrite={(next) => {
          setTyped(next);
        }}
      />
    </div>
  );
}

function Bounds({
  type,
  onWrite,
}: {
  readonly type: FieldType;
  readonly onWrite: (type: FieldType, stroke?: string) => void;
}): ReactNode {
  switch (type.kind) {
    case 'string':
    case 'text':
      return (
        <>
          <div className={classes['pair']}>
            <NumberField
              label="At least"
              suffix=" characters"
              min={0}
              value={type.min}
              onWrite={(min, stroke) => {
                onWrite({ ...type, min }, stroke);
              }}
            />
            <NumberField
              label="At most"
              suffix=" characters"
              min={1}
              value={type.max}
              onWrite={(max, stroke) => {
                if (max !== undefined && max > 0) onWrite({ ...type, max }, stroke);
              }}
            />
          </div>
          <TextField
            label="Pattern"
            mono
            placeholder="Any"
            value={type.pattern ?? ''}
            onWrite={(pattern, stroke) => {
              onWrite({ ...type, pattern: pattern === '' ? undefined : pattern }, stroke);
            }}
          />
        </>
      );
    case 'enum':
    case 'multi':
      return (
        <TagsInput
          label="Values"
          description="Enter adds one"
          size="sm"
          value={[...type.values]}
          onChange={(values) => {
            onWrite({ ...type, values });
          }}
        />
      );
    case 'number':
      return (
        <>
          <div className={classes['pair']}>
            <NumberField
              label="At least"
              whole={false}
              value={type.min}
              onWrite={(min, stroke) => {
                onWrite({ ...type, min }, stroke);
              }}
            />
            <NumberField
              label="At most"
              whole={false}
              value={type.max}
              onWrite={(max, stroke) => {
                onWrite({ ...type, max }, stroke);
              }}
            />
          </div>
          <TextField
            label="Unit"
            value={type.unit ?? ''}
            onWrite={(unit, stroke) => {
              onWrite({ ...type, unit: unit === '' ? undefined : unit }, stroke);
            }}
          />
          <TickField
            label="Whole numbers only"
            value={type.whole === true}
            onWrite={(whole) => {
              onWrite({ ...type, whole: whole ? true : undefined });
            }}
          />
        </>
      );
    case 'boolean':
      return (
        <TickField
          label="Yes at first"
          value={type.initial === true}
          onWrite={(initial) => {
            onWrite({ ...type, initial: initial ? true : undefined });
          }}
        />
      );
    case 'date':
      return (
        <NumberField
          label="At most"
          suffix=" days ahead"
          min={0}
          value={type.maxDaysAhead}
          onWrite={(maxDaysAhead, stroke) => {
            onWrite({ ...type, maxDaysAhead }, stroke);
          }}
        />
      );
    case 'time':
      return null;
  }
}

function Tiers(): ReactNode {
  const { draft } = useEditor();
  const tiers = usePart(tiersOf);
  const add = (names: readonly string[]): void => {
    let last = tiers.at(-1)?.order ?? null;
    draft.group('Add tier', (edit) => {
      for (const tier of names) {
        const order = between(last, null);
        last = order;
        edit('putRow', {
          table: 'tiers',
          row: { id: freshId<TierId>('tier'), order, tier, when: 'true' },
        });
      }
    });
  };
  return (
    <Section title="Tiers" count={tiers.length} aside="the first that holds">
      <Rows
        table="tiers"
        rows={tiers}
        renderLine={(tier) => (
          <span className={classes['words']}>
            {tier.tier}
            <small>
              <code>{tier.when}</code>
            </small>
          </span>
        )}
      >
        {(tier) => <OneTier tier={tier} />}
      </Rows>
      <AddLine label="Add a tier" onAdd={add} />
    </Section>
  );
}

function OneTier({ tier }: { readonly tier: Tier }): ReactNode {
  const set = useSetRow('tiers', tier.id);
  return (
    <>
      <TextField
        label="Tier"
        value={tier.tier}
        onWrite={(name, stroke) => {
          set({ tier: name }, stroke);
        }}
      />
      <FeelField
        label="When"
        value={tier.when}
        onWrite={(when, stroke) => {
          set({ when }, stroke);
        }}
      />
    </>
  );
}
