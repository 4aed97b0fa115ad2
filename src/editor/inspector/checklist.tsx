/** The checklist of a gate: what has to be answered before anyone signs. */
import { SegmentedControl } from '@mantine/core';
import { Cpu, UserCheck } from 'lucide-react';
import { Fragment, memo } from 'react';
import type { ReactNode } from 'react';
import type { Item } from '#model/diagram.ts';
import type { ItemId, NodeId } from '#model/ids.ts';
import { between } from '#model/order.ts';
import { itemsOf } from '#model/rows.ts';
import { citation, useClauses } from '#ui/clauses.tsx';
import { useEditor, usePart } from '../context.ts';
import { freshId } from '../ids.ts';
import { ClauseField } from './clause-field.tsx';
import { FeelField } from './feel-field.tsx';
import { TextField, TickField } from './fields.tsx';
import classes from './inspector.module.css';
import { AddLine, Rows } from './rows.tsx';
import { Section } from './section.tsx';
import { useSetRow } from './writes.ts';

export const Checklist = memo(function Checklist({ node }: { readonly node: NodeId }): ReactNode {
  const { draft } = useEditor();
  const items = usePart((diagram) => itemsOf(diagram, node));
  const automated = items.filter((item) => item.check !== undefined).length;
  const add = (texts: readonly string[]): void => {
    let last = items.at(-1)?.order ?? null;
    draft.group('Add to checklist', (edit) => {
      for (const text of texts) {
        const order = between(last, null);
        last = order;
        const id = freshId<ItemId>('i');
        edit('putRow', {
          table: 'items',
          row: { id, node, order, text, required: true, waivable: false, clauses: [] },
        });
      }
    });
  };
  return (
    <Section
      title="Checklist"
      count={items.length}
      aside={automated > 0 ? `${automated} automated` : undefined}
    >
      <Rows table="items" rows={items} renderLine={(item) => <ItemLine item={item} />}>
        {(item) => <ItemFields item={item} />}
      </Rows>
      <AddLine label="Add a check" onAdd={add} />
    </Section>
  );
});

/** Says that no external clause asks for it: nothing to cite. */
const internal = 'INT';

function ItemLine({ item }: { readonly item: Item }): ReactNode {
  const known = useClauses();
  const Icon = item.check === undefined ? UserCheck : Cpu;
  const cited = item.clauses
    .filter((code) => code !== internal)
    .map((code) => citation(code, known.get(code)));
  const notes = [item.required ? '' : 'Optional', ...cited].filter((note) => note !== '');
  return (
    <>
      <Icon
        size={14}
        strokeWidth={2.1}
        aria-label={item.check === undefined ? 'Manual' : 'Automated'}
      />
      <span className={classes['words']}>
        {item.text || 'Unnamed check'}
        {(item.check !== undefined || notes.length > 0) && (
          <small>
            {item.check !== undefined && <code>{cut(item.check)}</code>}
            {notes.map((note, at) => (
              <Fragment key={`${at} ${note}`}>
                {at > 0 && ' · '}
                <span className={classes['note']}>{note}</span>
              </Fragment>
            ))}
          </small>
        )}
      </span>
    </>
  );
}

const cut = (text: string): string => (text.length <= 40 ? text : `${text.slice(0, 39)}…`);

function ItemFields({ item }: { readonly item: Item }): ReactNode {
  const set = useSetRow('items', item.id);
  return (
    <>
      <TextField
        label="Check"
        value={item.text}
        lines={2}
        onWrite={(text, stroke) => {
          set({ text }, stroke);
        }}
      />
      <SegmentedControl
        aria-label="Answered by"
        fullWidth
        value={item.check === undefined ? 'manual' : 'automated'}
        data={[
          { value: 'manual', label: 'A person answers' },
          { value: 'automated', label: 'Automated' },
        ]}
        onChange={(how) => {
          set(
            how === 'manual'
              ? { check: undefined, message: undefined }
              : { check: item.check ?? '' },
          );
        }}
      />
      {item.check !== undefined && (
        <>
          <FeelField
            label="Passes when"
            value={item.check}
            onWrite={(check, stroke) => {
              set({ check }, stroke);
            }}
          />
          <TextField
            label="Message on failure"
            description="Values in braces are filled in: {metrics.auc}"
            lines={2}
            value={item.message ?? ''}
            onWrite={(message, stroke) => {
              set({ message: message === '' ? undefined : message }, stroke);
            }}
          />
        </>
      )}
      <div className={classes['row']}>
        <TickField
          label="Required"
          value={item.required}
          onWrite={(required) => {
            set({ required });
          }}
        />
        <TickField
          label="May be waived"
          value={item.waivable}
          onWrite={(waivable) => {
            set({ waivable });
          }}
        />
      </div>
      <FeelField
        label="Applies when"
        placeholder="Always"
        value={item.when ?? ''}
        onWrite={(when, stroke) => {
          set({ when: when === '' ? undefined : when }, stroke);
        }}
      />
      <TextField
        label="Guidance"
        lines={2}
        value={item.guidance ?? ''}
        onWrite={(guidance, stroke) => {
          set({ guidance: guidance === '' ? undefined : guidance }, stroke);
        }}
      />
      <ClauseField
        values={item.clauses}
        onWrite={(clauses) => {
          set({ clauses });
        }}
      />
    </>
  );
}
