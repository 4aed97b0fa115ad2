import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Work } from '#engine/request.ts';
import type { PersonId } from '#model/ids.ts';
import { useScope } from '../request-scope.tsx';
import { ActDialog } from './act-dialog.tsx';
import { PersonSelect } from './person-select.tsx';

/** Asks one more person at this gate, to sign or to advise; that only makes it stricter. */
export function AddDialog({
  work,
  onClose,
}: {
  readonly work: Work;
  readonly onClose: () => void;
}): ReactNode {
  const { me, names } = useScope();
  const [person, choose] = useState<PersonId | null>(null);
  const [letter, setLetter] = useState<'S' | 'C'>('S');
  return (
    <ActDialog
      title="Add a reviewer"
      says={
        letter === 'S'
          ? `${names.node(work.node)} then needs their signature too.`
          : `${names.node(work.node)} then waits for their recommendation before it can be approved.`
      }
      word="Add reviewer"
      act={person === null ? null : { type: 'add', work: work.id, person, letter }}
      onClose={onClose}
    >
      <PersonSelect label="Who" value={person} but={[me]} onChange={choose} />
      <SegmentedControl
        aria-label="What they are asked for"
        value={letter}
        onChange={(value) => setLetter(value === 'C' ? 'C' : 'S')}
        data={[
          { value: 'S', label: 'Signs too' },
          { value: 'C', label: 'Recommends' },
        ]}
      />
    </ActDialog>
  );
}
