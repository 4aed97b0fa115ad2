/** The SOP itself, while nothing is selected: what a document's head says, people, rules, time. */
import { Button } from '@mantine/core';
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Control } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { RoleId } from '#model/ids.ts';
import { assignmentsBy, fieldsOf, rolesOf } from '#model/rows.ts';
import { plural } from '#ui/format.ts';
import { Mark } from '#ui/mark.tsx';
import { useDirectory } from '#ui/workspace.tsx';
import { useEditor, usePart } from '../context.ts';
import { newNodeId } from '../ids.ts';
import { newNode } from '../kinds.ts';
import { DurationField } from './duration-field.tsx';
import { ChoiceField, ManyField, TextField } from './fields.tsx';
import classes from './inspector.module.css';
import { Rules } from './rules.tsx';
import { Section } from './section.tsx';
import { Calendars, Windows, ZoneField } from './windows.tsx';
import { roleChoices, useSetControl } from './writes.ts';

export function SopFields(): ReactNode {
  const control = usePart((diagram) => diagram.control);
  return (
    <>
      <div className={classes['top']}>
        <Mark size={36} />
        <div>
          <strong>{control.title || 'Untitled SOP'}</strong>
          <div className={classes['sub']}>The SOP · select a node for its fields</div>
        </div>
      </div>
      <Head control={control} />
      <Roles />
      <Rules />
      <Calendars />
      <Windows />
      <Policies control={control} />
    </>
  );
}

function Head({ control }: { readonly control: Control }): ReactNode {
  const set = useSetControl();
  const fields = usePart(fieldsOf);
  const roles = roleChoices(usePart(rolesOf));
  return (
    <div className={classes['plain']}>
      <TextField
        label="Title"
        value={control.title}
        onWrite={(title, stroke) => {
          set({ title }, stroke);
        }}
      />
      <TextField
        label="Purpose"
        lines={3}
        value={control.purpose}
        onWrite={(purpose, stroke) => {
          set({ purpose }, stroke);
        }}
      />
      <div className={classes['pair']}>
        <ChoiceField
          label="Owner"
          clearable
          placeholder="Nobody yet"
          value={control.owner}
          choices={roles}
          onWrite={(owner) => {
            set({ owner });
          }}
        />
        <ChoiceField
          label="Requesters"
          clearable
          placeholder="Anybody"
          value={control.requesters}
          choices={roles}
          onWrite={(requesters) => {
            set({ requesters });
          }}
        />
      </div>
      <ManyField
        label="A request is called by"
        placeholder={control.subject.length === 0 ? 'The first two required fields' : ''}
        values={control.subject}
        choices={fields.map((field) => ({
          value: field.id,
          label: field.label || field.key,
        }))}
        onWrite={(subject) => {
          set({ subject });
        }}
      />
      <div className={classes['pair']}>
        <TextField
          label="Document number"
          value={control.documentNo}
          onWrite={(documentNo, stroke) => {
            set({ documentNo }, stroke);
          }}
        />
        <TextField
          label="Industry"
          value={control.industry}
          onWrite={(industry, stroke) => {
            set({ industry }, stroke);
          }}
        />
      </div>
      <ZoneField
        value={control.zone}
        onWrite={(zone) => {
          set({ zone });
        }}
      />
      {control.reviewEvery === null ? (
        <Button
          size="sm"
          onClick={() => {
            set({ reviewEvery: 'P1Y' });
          }}
        >
          Review regularly
        </Button>
      ) : (
        <>
          <DurationField
            label="Reviewed every"
            value={control.reviewEvery}
            onWrite={(reviewEvery, stroke) => {
              set({ reviewEvery }, stroke);
            }}
          />
          <button
            type="button"
            className={classes['more']}
            onClick={() => {
              set({ reviewEvery: null });
            }}
          >
            No regular review
          </button>
        </>
      )}
    </div>
  );
}

function Roles(): ReactNode {
  const { draft, commands } = useEditor();
  const roles = usePart(rolesOf);
  const uses = usePart((diagram) =>
    rolesOf(diagram).map(({ id }) => assignmentsBy(diagram, id).length),
  );
  const { groups } = useDirectory();
  return (
    <Section
      title="Roles"
      count={roles.length}
      closed={roles.length > 6}
      action={
        <Button
          size="xs"
          leftSection={<Plus size={14} />}
          onClick={() => {
            const id = newNodeId('role');
            draft.edit('Add role', 'addNode', { node: newNode('role', id) });
            commands.select([id]);
          }}
        >
          Role
        </Button>
      }
    >
      <div className={classes['list']}>
        {roles.map((role, at) => (
          <button
            key={role.id}
            type="button"
            className={classes['line']}
            onClick={() => {
              commands.select([as<RoleId>(role.id)]);
            }}
          >
            <span className={classes['words']}>
              {role.name || 'Unnamed role'}
              <small>
                {role.group === null ? 'No group' : (groups[role.group]?.name ?? role.group)} ·{' '}
                {plural(uses[at] ?? 0, 'assignment')}
              </small>
            </span>
          </button>
        ))}
      </div>
    </Section>
  );
}

function Policies({ control }: { readonly control: Control }): ReactNode {
  const set = useSetControl();
  const write = (policies: Control['policies'], stroke?: string): void => {
    set({ policies: policies.map((policy) => ({ ...policy })) }, stroke);
  };
  return (
    <Section title="Policies it refers to" count={control.policies.length} closed>
      {control.policies.map((policy, at) => (
        <div key={at} className={classes['row']}>
          <TextField
            label="Policy"
            bare
            value={policy.title}
            onWrite={(title, stroke) => {
              write(
                control.policies.map((one, i) => (i === at ? { ...one, title } : one)),
                stroke,
              );
            }}
          />
          <TextField
            label="Address"
            bare
            placeholder="https://"
            value={policy.url ?? ''}
            onWrite={(url, stroke) => {
              write(
                control.policies.map((one, i) =>
                  i === at ? { title: one.title, ...(url === '' ? {} : { url }) } : one,
                ),
                stroke,
              );
            }}
          />
          <Button
            size="xs"
            onClick={() => {
              write(control.policies.filter((_, i) => i !== at));
            }}
          >
            Remove
          </Button>
        </div>
      ))}
      <Button
        size="xs"
        leftSection={<Plus size={14} />}
        onClick={() => {
          write([...control.policies, { title: 'Policy' }]);
        }}
      >
        Policy
      </Button>
    </Section>
  );
}
