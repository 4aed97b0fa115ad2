import { Button, TextInput } from '@mantine/core';
import { Check } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Finding } from '#model/finding.ts';
import { Chip } from '#ui/chip.tsx';
import { FindingGlyph } from '#ui/outcome.tsx';
import classes from './publish-dialog.module.css';

/** An input that opens where one was asked for takes the focus. */
const focusNow = (input: HTMLInputElement | null): void => input?.focus();

/** A finding with its sentence, the way to its place, and, for a warning, the written acceptance. */
export function FindingRow({
  finding,
  accepted,
  onAccept,
  onGoTo,
}: {
  readonly finding: Finding;
  readonly accepted: string | undefined;
  readonly onAccept: (why: string) => void;
  readonly onGoTo: ((finding: Finding) => void) | undefined;
}): ReactNode {
  const [writing, write] = useState<string | null>(null);
  const warning = finding.level === 'warning';
  return (
    <div className={classes['finding']}>
      <span className={classes['mark']}>
        <FindingGlyph level={finding.level} size={16} />
      </span>
      <div className={classes['words']}>
        <div>{finding.says}</div>
        {accepted && writing === null && <div className={classes['sub']}>“{accepted}”</div>}
        {writing !== null && (
          <form
            className={classes['accept']}
            onSubmit={(event) => {
              event.preventDefault();
              if (writing.trim() === '') return;
              onAccept(writing.trim());
              write(null);
            }}
          >
            <TextInput
              size="sm"
              aria-label="Why this is accepted"
              placeholder="Why this is accepted; it stays with the version"
              value={writing}
              ref={focusNow}
              onChange={(event) => write(event.currentTarget.value)}
            />
            <Button type="submit" size="sm" disabled={writing.trim() === ''}>
              Accept
            </Button>
          </form>
        )}
      </div>
      <span className={classes['side']}>
        {accepted && writing === null && (
          <Chip tone="ok" icon={<Check size={12} strokeWidth={2.4} aria-hidden />}>
            Accepted
          </Chip>
        )}
        {warning && writing === null && (
          <Button
            size="xs"
            variant={accepted ? 'subtle' : 'default'}
            onClick={() => write(accepted ?? '')}
          >
            {accepted ? 'Change' : 'Accept with a reason'}
          </Button>
        )}
        {onGoTo && finding.at.id !== undefined && (
          <Button size="xs" variant="subtle" onClick={() => onGoTo(finding)}>
            Go to
          </Button>
        )}
      </span>
    </div>
  );
}
