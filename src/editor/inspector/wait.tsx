/** A wait: a duration, a date from the request, a window, or the first of several timers. */
import { Button } from '@mantine/core';
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SingleWait, Wait, WaitNode } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { CalendarId, TimerId, WindowId } from '#model/ids.ts';
import { useDiagram, useEditor } from '../context.ts';
import { freshId } from '../ids.ts';
import { DurationField } from './duration-field.tsx';
import { FeelField } from './feel-field.tsx';
import { ChoiceField } from './fields.tsx';
import type { Choice } from './fields.tsx';
import classes from './inspector.module.css';
import { Section } from './section.tsx';
import { useSetNode } from './writes.ts';
import { windowName } from './windows.tsx';

const singles: readonly Choice<SingleWait['kind']>[] = [
  { value: 'for', label: 'For a time' },
  { value: 'until', label: 'Until a date' },
  { value: 'window', label: 'For a window to open' },
];
const all: readonly Choice<Wait['kind']>[] = [
  ...singles,
  { value: 'first', label: 'For the first of several' },
];

function blank(kind: SingleWait['kind'], window: WindowId): SingleWait {
  switch (kind) {
    case 'for':
      return { kind, duration: 'P1D' };
    case 'until':
      return { kind, at: '', edge: 'start' };
    case 'window':
      return { kind, window };
  }
}

export function WaitFields({ node }: { readonly node: WaitNode }): ReactNode {
  const set = useSetNode(node.id);
  const diagram = useDiagram();
  const firstWindow = Object.values(diagram.windows)[0]?.id ?? as<WindowId>('no_window');
  const { wait } = node;
  const write = (next: Wait, stroke?: string): void => {
    set({ wait: { ...next } }, stroke);
  };
  return (
    <>
      <div className={classes['plain']}>
        <ChoiceField
          label="Waits"
          value={wait?.kind ?? null}
          choices={all}
          placeholder="Choose what for"
          onWrite={(kind) => {
            if (kind === null) return;
            if (kind !== 'first') write(blank(kind, firstWindow));
            else {
              const timer = freshId<TimerId>('t');
              write({
                kind,
                timers: {
                  [timer]:
                    wait === null || wait.kind === 'first' ? blank('for', firstWindow) : wait,
                },
              });
            }
          }}
        />
        {wait !== null && wait.kind !== 'first' && <SingleFields wait={wait} onWrite={write} />}
      </div>
      {wait?.kind === 'first' && <Timers node={node} timers={wait.timers} onWrite={write} />}
    </>
  );
}

function Timers({
  node,
  timers,
  onWrite,
}: {
  readonly node: WaitNode;
  readonly timers: Extract<Wait, { kind: 'first' }>['timers'];
  readonly onWrite: (wait: Wait, stroke?: string) => void;
}): ReactNode {
  const { commands } = useEditor();
  const diagram = useDiagram();
  const entries = Object.entries(timers).map(([id, wait]) => ({ id: as<TimerId>(id), wait }));
  const write = (id: TimerId, wait: SingleWait | null, stroke?: string): void => {
    const rest = Object.fromEntries(
      entries.filter((entry) => entry.id !== id).map((entry) => [entry.id, entry.wait]),
    );
    onWrite({ kind: 'first', timers: wait === null ? rest : { ...timers, [id]: wait } }, stroke);
  };
  const firstWindow = Object.values(diagram.windows)[0]?.id ?? as<WindowId>('no_window');
  return (
    <Section title="Timers" count={entries.length}>
      {entries.map(({ id, wait }) => {
        const flow = Object.values(diagram.flows).find(
          (one) => one.from === node.id && one.route.kind === 'timer' && one.route.timer === id,
        );
        return (
          <div key={id} className={classes['item']} data-open>
            <div className={classes['body']}>
              <ChoiceField
                label={id}
                value={wait.kind}
                choices={singles}
                onWrite={(kind) => {
                  if (kind !== null) write(id, blank(kind, firstWindow));
                }}
              />
              <SingleFields
                wait={wait}
                onWrite={(next, stroke) => {
                  write(id, next, stroke);
                }}
              />
              <div className={classes['row']}>
                {flow === undefined ? (
                  <span className={`${classes['hint']} ${classes['grow']}`}>
                    No flow is taken on it yet.
                  </span>
                ) : (
                  <button
                    type="button"
                    className={`${classes['more']} ${classes['grow']}`}
                    onClick={() => {
                      commands.show({ table: 'flows', id: flow.id });
                    }}
                  >
                    Show its flow
                  </button>
                )}
                <Button
                  size="xs"
                  onClick={() => {
                    write(id, null);
                  }}
                >
                  Remove
                </Button>
              </div>
            </div>
          </div>
        );
      })}
      <Button
        size="sm"
        leftSection={<Plus size={14} />}
        onClick={() => {
          write(freshId<TimerId>('t'), blank('for', firstWindow));
        }}
      >
        Timer
      </Button>
    </Section>
  );
}

const clock = '';
function SingleFields({
  wait,
  onWrite,
}: {
  readonly wait: SingleWait;
  readonly onWrite: (wait: SingleWait, stroke?: string) => void;
}): ReactNode {
  const diagram = useDiagram();
  switch (wait.kind) {
    case 'for': {
      const calendars: readonly Choice<string>[] = [
        { value: clock, label: 'Clock time' },
        ...Object.values(diagram.calendars).map(({ id, name }) => ({
          value: String(id),
          label: `Business time: ${name}`,
        })),
      ];
      return (
        <>
          <DurationField
            label="Duration"
            value={wait.duration}
            onWrite={(duration, stroke) => {
              onWrite({ ...wait, duration }, stroke);
            }}
          />
          <ChoiceField
            label="Counted in"
            value={wait.calendar === undefined ? clock : String(wait.calendar)}
            choices={calendars}
            onWrite={(calendar) => {
              const { calendar: _old, ...rest } = wait;
              onWrite(
                calendar === null || calendar === clock
                  ? rest
                  : { ...rest, calendar: as<CalendarId>(calendar) },
              );
            }}
          />
        </>
      );
    }
    case 'until':
      return (
        <>
          <FeelField
            label="Date"
            value={wait.at}
            onWrite={(at, stroke) => {
              onWrite({ ...wait, at }, stroke);
            }}
          />
          <ChoiceField
            label="Of a date without time"
            value={wait.edge}
            choices={[
              { value: 'start', label: 'Its start' },
              { value: 'end', label: 'Its end' },
            ]}
            onWrite={(edge) => {
              if (edge !== null) onWrite({ ...wait, edge });
            }}
          />
        </>
      );
    case 'window':
      return (
        <ChoiceField
          label="Window"
          value={wait.window}
          choices={Object.values(diagram.windows).map((window) => ({
            value: window.id,
            label: windowName(window),
          }))}
          onWrite={(window) => {
            if (window !== null) onWrite({ kind: 'window', window });
          }}
        />
      );
  }
}
