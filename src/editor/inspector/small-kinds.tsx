/** The inspectors of kinds with few fields. */
import type { ReactNode } from 'react';
import type {
  DocumentNode,
  EndNode,
  EndOutcome,
  NoteNode,
  NotifyNode,
  RoleNode,
  StepNode,
} from '#model/diagram.ts';
import type { GroupId, RoleId } from '#model/ids.ts';
import { as } from '#model/ids.ts';
import { placedByHand } from '#layout/tree.ts';
import { assignmentsBy, fieldsOf, rolesOf } from '#model/rows.ts';
import { endOutcomes } from '#model/diagram.schema.ts';
import { PersonName } from '#ui/avatar.tsx';
import { outcomes } from '#ui/outcome.tsx';
import { useDirectory } from '#ui/workspace.tsx';
import { useDiagram, useEditor } from '../context.ts';
import { Assignments } from './assignments.tsx';
import { Checklist } from './checklist.tsx';
import { EvidenceList } from './evidence.tsx';
import { ChoiceField, ManyField, TextField, TickField } from './fields.tsx';
import type { Choice } from './fields.tsx';
import classes from './inspector.module.css';
import { Section } from './section.tsx';
import { roleChoices, useSetControl, useSetNode } from './writes.ts';
import { titleOf } from '../title-of.ts';

const stepLetters = ['R', 'C', 'I'] as const;

export function StepFields({ node }: { readonly node: StepNode }): ReactNode {
  const set = useSetNode(node.id);
  const diagram = useDiagram();
  const hasItems = Object.values(diagram.items).some((item) => item.node === node.id);
  return (
    <>
      <Assignments node={node.id} allowed={stepLetters} />
      <EvidenceList node={node.id} />
      {hasItems && <Checklist node={node.id} />}
      <Section title="Form fields that may be changed here" count={node.edits?.length ?? 0}>
        <ManyField
          label="Fields"
          bare
          placeholder={node.edits === undefined ? 'All where the requester works, else none' : ''}
          values={node.edits ?? []}
          choices={fieldsOf(diagram).map((field) => ({
            value: field.id,
            label: field.label || field.key,
          }))}
          onWrite={(edits) => {
            set({ edits: edits.length === 0 ? undefined : edits });
          }}
        />
      </Section>
    </>
  );
}

export function NotifyFields({ node }: { readonly node: NotifyNode }): ReactNode {
  const set = useSetNode(node.id);
  const diagram = useDiagram();
  const choices: readonly Choice<string>[] = [
    { value: 'requester', label: 'The requester' },
    ...roleChoices(rolesOf(diagram)).map(({ value, label }) => ({ value: String(value), label })),
  ];
  return (
    <div className={classes['plain']}>
      <ManyField
        label="To"
        values={node.to.map(String)}
        choices={choices}
        onWrite={(to) => {
          set({ to });
        }}
      />
      <TextField
        label="Message"
        lines={3}
        description="Values in braces are filled in: {form.model}"
        value={node.message ?? ''}
        onWrite={(message, stroke) => {
          set({ message: message === '' ? undefined : message }, stroke);
        }}
      />
      <TextField
        label="Webhook"
        description="For a team server. This browser calls no other host: who is named above is told here."
        placeholder="https://"
        value={node.webhook ?? ''}
        onWrite={(webhook, stroke) => {
          set({ webhook: webhook === '' ? undefined : webhook }, stroke);
        }}
      />
    </div>
  );
}

const ends: readonly Choice<EndOutcome>[] = endOutcomes.map((value) => ({
  value,
  label: outcomes[value].status,
}));

export function EndFields({ node }: { readonly node: EndNode }): ReactNode {
  const set = useSetNode(node.id);
  return (
    <div className={classes['plain']}>
      <ChoiceField
        label="The request ends as"
        value={node.outcome}
        choices={ends}
        onWrite={(outcome) => {
          if (outcome !== null) set({ outcome });
        }}
      />
      <TickField
        label="Ends the whole request"
        description="Cancels what still runs beside it"
        value={node.terminating}
        onWrite={(terminating) => {
          set({ terminating });
        }}
      />
      <TickField
        label="Issues an approval token"
        description="A pipeline can check it before it deploys"
        value={node.issues}
        onWrite={(issues) => {
          set({ issues });
        }}
      />
    </div>
  );
}

export function RoleFields({ node }: { readonly node: RoleNode }): ReactNode {
  const set = useSetNode(node.id);
  const setControl = useSetControl();
  const { commands } = useEditor();
  const diagram = useDiagram();
  const directory = useDirectory();
  const role = as<RoleId>(node.id);
  const groups = Object.entries(directory.groups).map(([id, { name }]) => ({
    value: as<GroupId>(id),
    label: name,
  }));
  const members = node.group === null ? [] : (directory.groups[node.group]?.members ?? []);
  const uses = assignmentsBy(diagram, node.id);
  return (
    <>
      <div className={classes['plain']}>
        <ChoiceField
          label="Group"
          description="Its members are kept in the workspace"
          clearable
          placeholder="Nobody yet"
          value={node.group}
          choices={groups}
          onWrite={(group) => {
            set({ group });
          }}
        />
        {members.map((person) => (
          <PersonName key={person} person={person} size={20} />
        ))}
        {node.group !== null && members.length === 0 && (
          <p className={classes['hint']}>This group has no members in the workspace.</p>
        )}
        <TickField
          label="May submit requests"
          value={diagram.control.requesters === role}
          onWrite={(on) => {
            setControl({ requesters: on ? role : null });
          }}
        />
        <TickField
          label="Owns this SOP"
          value={diagram.control.owner === role}
          onWrite={(on) => {
            setControl({ owner: on ? role : null });
          }}
        />
        <TickField
          label="Drawn on the canvas"
          description="Otherwise it hangs at what it is assigned to"
          value={placedByHand(diagram, role)}
          onWrite={(on) => {
            commands.drawRole(role, on);
          }}
        />
      </div>
      <Section title="Assigned to" count={uses.length}>
        {uses.map((row) => {
          const at = diagram.nodes[row.node];
          return at === undefined ? null : (
            <button
              key={row.id}
              type="button"
              className={classes['line']}
              onClick={() => {
                commands.show({ table: 'nodes', id: at.id });
              }}
            >
              <span className={classes['letter']} data-letter={row.letter}>
                {row.letter}
              </span>
              {titleOf(at)}
            </button>
          );
        })}
      </Section>
    </>
  );
}

export function NoteFields({ node }: { readonly node: NoteNode }): ReactNode {
  const set = useSetNode(node.id);
  return (
    <div className={classes['plain']}>
      <TextField
        label="Text"
        lines={4}
        value={node.text}
        onWrite={(text, stroke) => {
          set({ text }, stroke);
        }}
      />
    </div>
  );
}

export function DocumentFields({ node }: { readonly node: DocumentNode }): ReactNode {
  const set = useSetNode(node.id);
  return (
    <div className={classes['plain']}>
      <TextField
        label="Address"
        placeholder="https://"
        value={node.url ?? ''}
        onWrite={(url, stroke) => {
          set({ url: url === '' ? undefined : url }, stroke);
        }}
      />
      <TextField
        label="Text"
        lines={4}
        value={node.text ?? ''}
        onWrite={(text, stroke) => {
          set({ text: text === '' ? undefined : text }, stroke);
        }}
      />
    </div>
  );
}
