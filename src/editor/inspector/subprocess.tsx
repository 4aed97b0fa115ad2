/** A subprocess: which SOP runs, at which version, what its form is filled with, where its ends lead. */
import { ActionIcon, Button } from '@mantine/core';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SubprocessNode } from '#model/diagram.ts';
import { outcomesOf } from '#model/route.ts';
import { fieldsOf } from '#model/rows.ts';
import { getVersion, listSops, versionsOf } from '#store/sops.ts';
import { useLive } from '#ui/workspace.tsx';
import { useEditor } from '../context.ts';
import { FeelField } from './feel-field.tsx';
import { ChoiceField } from './fields.tsx';
import classes from './inspector.module.css';
import { Outcomes } from './outcomes.tsx';
import { Section } from './section.tsx';
import { useSetNode } from './writes.ts';

export function SubprocessFields({ node }: { readonly node: SubprocessNode }): ReactNode {
  const { sop: own } = useEditor();
  const set = useSetNode(node.id);
  const sops = useLive(listSops, []) ?? [];
  const versions =
    useLive(async (db) => (node.sop === null ? [] : versionsOf(db, node.sop)), [node.sop]) ?? [];
  const child = useLive(
    async (db) => (node.version === null ? undefined : getVersion(db, node.version)),
    [node.version],
  );
  const keys =
    child === undefined
      ? []
      : fieldsOf(child.diagram).map((field) => ({
          value: field.key,
          label: field.label || field.key,
        }));
  return (
    <>
      <div className={classes['plain']}>
        <ChoiceField
          label="Runs"
          clearable
          placeholder="Choose an SOP"
          value={node.sop}
          choices={sops
            .filter(({ id }) => id !== own)
            .map(({ id, title }) => ({ value: id, label: title }))}
          onWrite={(sop) => {
            set({ sop, version: null });
          }}
        />
        <ChoiceField
          label="Version"
          clearable
          placeholder="The one in effect when it starts"
          value={node.version}
          choices={versions.map(({ digest, number }) => ({
            value: digest,
            label: `Version ${number}`,
          }))}
          onWrite={(version) => {
            set({ version });
          }}
        />
      </div>
      <FormMap node={node} keys={keys} />
      <Outcomes id={node.id} all={outcomesOf(node)} />
    </>
  );
}

function FormMap({
  node,
  keys,
}: {
  readonly node: SubprocessNode;
  readonly keys: readonly { value: string; label: string }[];
}): ReactNode {
  const set = useSetNode(node.id);
  const [adding, setAdding] = useState<string | null>(null);
  const entries = Object.entries(node.form);
  const write = (form: Readonly<Record<string, string>>, stroke?: string): void => {
    set({ form: { ...form } }, stroke);
  };
  const free = keys.filter(({ value }) => !(value in node.form));
  return (
    <Section title="Fills in" count={entries.length}>
      {entries.map(([key, feel]) => (
        <div key={key} className={classes['row']} style={{ alignItems: 'flex-start' }}>
          <div className={classes['grow']}>
            <FeelField
              label={key}
              value={feel}
              onWrite={(text, stroke) => {
                write({ ...node.form, [key]: text }, stroke);
              }}
            />
          </div>
          <ActionIcon
            size="xs"
            aria-label={`Remove ${key}`}
            onClick={() => {
              write(Object.fromEntries(entries.filter(([one]) => one !== key)));
            }}
          >
            <Trash2 size={14} />
          </ActionIcon>
        </div>
      ))}
      {free.length > 0 && (
        <div className={classes['row']}>
          <div className={classes['grow']}>
            <ChoiceField
              label="Field of the child"
              bare
              placeholder="Field of its form"
              value={adding}
              choices={free}
              onWrite={setAdding}
            />
          </div>
          <Button
            size="sm"
            leftSection={<Plus size={14} />}
            disabled={adding === null}
            onClick={() => {
              if (adding !== null) write({ ...node.form, [adding]: `form.${adding}` });
              setAdding(null);
            }}
          >
            Field
          </Button>
        </div>
      )}
      {keys.length === 0 && <p className={classes['hint']}>Choose a version to see its form.</p>}
    </Section>
  );
}
