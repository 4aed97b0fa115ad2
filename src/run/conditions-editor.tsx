import { ActionIcon, Button, Textarea, TextInput } from '@mantine/core';
import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { rolesOf } from '#model/rows.ts';
import { dateText } from '#ui/format.ts';
import { Select } from '#ui/select.tsx';
import { emptyCondition, roleId } from './condition-drafts.ts';
import type { ConditionInput } from './condition-drafts.ts';
import { effectChoices } from './condition-words.ts';
import { useScope } from './request-scope.tsx';
import classes from './sign-dialog.module.css';

/** The conditions of a conditional approval: text, owner, due date, and what each holds up until it is settled. */
export function ConditionsEditor({
  conditions,
  onChange,
}: {
  readonly conditions: readonly ConditionInput[];
  readonly onChange: (conditions: readonly ConditionInput[]) => void;
}): ReactNode {
  const scope = useScope();
  const roles = rolesOf(scope.compiled.diagram).map(({ id, name }) => ({ value: id, label: name }));
  const set = (i: number, change: Partial<ConditionInput>): void =>
    onChange(conditions.map((one, at) => (at === i ? { ...one, ...change } : one)));
  return (
    <div>
      <div className={classes['labelRow']}>
        <span className={classes['label']}>Conditions</span>
        <Button
          size="xs"
          leftSection={<Plus size={14} aria-hidden />}
          onClick={() => onChange([...conditions, emptyCondition(scope, scope.now)])}
        >
          Condition
        </Button>
      </div>
      {conditions.map((condition, i) => (
        <div key={i} className={classes['condition']}>
          <Textarea
            autosize
            minRows={1}
            maxRows={5}
            aria-label={`Condition ${i + 1}`}
            placeholder="What has to be done"
            value={condition.text}
            onChange={(event) => set(i, { text: event.currentTarget.value })}
            rightSection={
              conditions.length > 1 && (
                <ActionIcon
                  size="sm"
                  aria-label={`Remove condition ${i + 1}`}
                  onClick={() => onChange(conditions.filter((_, at) => at !== i))}
                >
                  <Trash2 size={14} aria-hidden />
                </ActionIcon>
              )
            }
          />
          <div className={classes['three']}>
            <Select
              size="sm"
              aria-label="Owner"
              data={roles}
              value={condition.owner}
              allowDeselect={false}
              searchable
              onChange={(owner) => owner !== null && set(i, { owner: roleId(owner) })}
            />
            <TextInput
              size="sm"
              type="date"
              aria-label="Due"
              value={condition.due}
              onChange={(event) => set(i, { due: event.currentTarget.value })}
            />
            <Select
              size="sm"
              aria-label="What it holds up"
              data={effectChoices}
              value={condition.effect}
              allowDeselect={false}
              onChange={(effect) => effect !== null && set(i, { effect })}
            />
          </div>
          <div className={classes['sub']}>
            {condition.due === ''
              ? 'Choose a due date'
              : `Due at the end of ${dateText(condition.due)}, ${scope.compiled.diagram.control.zone}`}
          </div>
        </div>
      ))}
    </div>
  );
}
