/** Findings under the canvas: what is wrong, where, and the mend. Each leads to its place. */
import { Button } from '@mantine/core';
import { ChevronDown, ChevronUp } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Diagram } from '#model/diagram.ts';
import type { Finding } from '#model/finding.ts';
import { as } from '#model/ids.ts';
import type { FlowId } from '#model/ids.ts';
import { gateNumber } from '#model/rows.ts';
import { Chip, Count } from '#ui/chip.tsx';
import { FindingGlyph } from '#ui/outcome.tsx';
import { plural } from '#ui/format.ts';
import { useDiagram, useEditor, useEditorState } from '../context.ts';
import { titleOf } from '../title-of.ts';
import { nodeOfRow } from '../row-node.ts';
import classes from './problems.module.css';
import type { Checked } from './use-findings.ts';

export function Problems({ checked }: { readonly checked: Checked }): ReactNode {
  const { store } = useEditor();
  const open = useEditorState((state) => state.problemsOpen);
  const { findings, fresh } = checked;
  const errors = findings.filter(({ level }) => level === 'error').length;
  const Fold = open ? ChevronDown : ChevronUp;
  return (
    <section className={classes['problems']} data-open={open || undefined} aria-label="Problems">
      <button
        type="button"
        className={classes['head']}
        aria-expanded={open}
        onClick={() => {
          store.setState({ problemsOpen: !open });
        }}
      >
        <strong>Problems</strong>
        <Count hot={errors > 0} label={plural(findings.length, 'problem')}>
          {findings.length}
        </Count>
        <output className={classes['state']}>
          {!fresh
            ? 'Checking …'
            : errors > 0
              ? `${plural(errors, 'error')} to mend before publishing`
              : 'Nothing stands against publishing'}
        </output>
        <Fold size={16} strokeWidth={1.75} aria-hidden />
      </button>
      {open && <List findings={findings} />}
    </section>
  );
}

function List({ findings }: { readonly findings: readonly Finding[] }): ReactNode {
  const editor = useEditor();
  const diagram = useDiagram();
  const chosen = useEditorState((state) => state.finding);
  if (findings.length === 0) return <p className={classes['none']}>Nothing to mend.</p>;
  return (
    <ul className={classes['list']}>
      {findings.map((finding, at) => (
        <li
          key={`${finding.rule} ${finding.at.table} ${finding.at.id ?? ''} ${finding.at.field ?? ''}`}
          data-chosen={at === chosen || undefined}
        >
          <button
            type="button"
            className={classes['finding']}
            onClick={() => {
              editor.store.setState({ finding: at });
              editor.commands.show(finding.at, true);
            }}
          >
            <FindingGlyph level={finding.level} size={16} />
            <span className={classes['says']}>{finding.says}</span>
            <Chip small>{whereOf(diagram, finding)}</Chip>
          </button>
          <Mend finding={finding} />
        </li>
      ))}
    </ul>
  );
}

function Mend({ finding: { mend } }: { readonly finding: Finding }): ReactNode {
  const { draft } = useEditor();
  return mend === undefined ? null : (
    <Button
      size="xs"
      onClick={() => {
        draft.edit('Mend', 'mend', mend);
      }}
    >
      Mend
    </Button>
  );
}

/** "Gate 2", "Reject", "Form": where the finding is, in a word or two. */
function whereOf(diagram: Diagram, { at }: Finding): string {
  const id = at.id ?? '';
  const flow = diagram.flows[as<FlowId>(id)];
  const owner = nodeOfRow(diagram, id);
  const node = owner === null || flow !== undefined ? undefined : diagram.nodes[owner];
  if (node !== undefined) {
    const number = gateNumber(diagram, node.id);
    return number === null ? titleOf(node) : `Gate ${number}`;
  }
  const source = flow === undefined ? undefined : diagram.nodes[flow.from];
  if (source !== undefined) return `From ${titleOf(source)}`;
  const words: Readonly<Record<string, string>> = {
    fields: 'Form',
    tiers: 'Tiers',
    calendars: 'Calendars',
    windows: 'Windows',
    rules: 'Rules',
    control: 'The SOP',
  };
  return words[at.table] ?? 'Whole diagram';
}
