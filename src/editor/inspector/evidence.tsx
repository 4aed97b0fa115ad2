/** What has to be attached at a gate or by a step. */
import { FileJson, Link, Paperclip } from 'lucide-react';
import { memo } from 'react';
import type { ReactNode } from 'react';
import type { Evidence } from '#model/diagram.ts';
import type { EvidenceId, NodeId } from '#model/ids.ts';
import { between } from '#model/order.ts';
import { evidenceOf } from '#model/rows.ts';
import { useEditor, usePart } from '../context.ts';
import { freshId } from '../ids.ts';
import { ChoiceField, TextField } from './fields.tsx';
import type { Choice } from './fields.tsx';
import classes from './inspector.module.css';
import { AddLine, Rows } from './rows.tsx';
import { Section } from './section.tsx';
import { useSetRow } from './writes.ts';

const icons = { file: Paperclip, url: Link, metrics: FileJson };
const words: readonly Choice<Evidence['kind']>[] = [
  { value: 'file', label: 'File' },
  { value: 'url', label: 'Link' },
  { value: 'metrics', label: 'Metrics (JSON)' },
];

export const EvidenceList = memo(function EvidenceList({
  node,
}: {
  readonly node: NodeId;
}): ReactNode {
  const { draft } = useEditor();
  const evidence = usePart((diagram) => evidenceOf(diagram, node));
  const add = (names: readonly string[]): void => {
    let last = evidence.at(-1)?.order ?? null;
    draft.group('Add evidence', (edit) => {
      for (const name of names) {
        const order = between(last, null);
        last = order;
        const id = freshId<EvidenceId>('ev');
        edit('putRow', { table: 'evidence', row: { id, node, order, name, kind: 'file' } });
      }
    });
  };
  return (
    <Section title="Evidence" count={evidence.length}>
      <Rows table="evidence" rows={evidence} renderLine={(piece) => <EvidenceLine piece={piece} />}>
        {(piece) => <EvidenceFields piece={piece} />}
      </Rows>
      <AddLine label="Add evidence" onAdd={add} />
    </Section>
  );
});

function EvidenceLine({ piece }: { readonly piece: Evidence }): ReactNode {
  const Icon = icons[piece.kind];
  return (
    <>
      <Icon size={14} strokeWidth={2.1} aria-hidden />
      <span className={classes['words']}>{piece.name || 'Unnamed evidence'}</span>
      <small>{words.find((word) => word.value === piece.kind)?.label}</small>
    </>
  );
}

function EvidenceFields({ piece }: { readonly piece: Evidence }): ReactNode {
  const set = useSetRow('evidence', piece.id);
  return (
    <>
      <TextField
        label="Name"
        value={piece.name}
        onWrite={(name, stroke) => {
          set({ name }, stroke);
        }}
      />
      <ChoiceField
        label="Kind"
        value={piece.kind}
        choices={words}
        onWrite={(kind) => {
          if (kind !== null) set({ kind });
        }}
      />
    </>
  );
}
