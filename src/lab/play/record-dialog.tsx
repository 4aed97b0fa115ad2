/** A play becomes a sample: what it is called, and what is from then on expected of it. */
import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { SopId } from '#model/ids.ts';
import { newOwnSample, saveSample } from '#store/own-samples.ts';
import { Callout } from '#ui/callout.tsx';
import { plural } from '#ui/format.ts';
import { outcomes } from '#ui/outcome.tsx';
import { useDatabase, useDirectory } from '#ui/workspace.tsx';
import classes from './play.module.css';
import { doubts, sampleOf } from './record.ts';
import type { Play } from './use-play.ts';

export function RecordDialog({
  sop,
  play,
  onClose,
  onSaved,
}: {
  readonly sop: SopId;
  readonly play: Play;
  readonly onClose: () => void;
  readonly onSaved: (id: string) => void;
}): ReactNode {
  const database = useDatabase();
  const directory = useDirectory();
  const [name, setName] = useState('');
  const [story, setStory] = useState('');
  const [failed, fail] = useState<string | null>(null);
  const { frames, at, compiled } = play;
  const [id] = useState(newOwnSample);
  const made = useMemo(() => {
    const zone = compiled.diagram.control.zone;
    const sample = sampleOf(frames.slice(0, at + 1), zone, { id, name: '', story: '' });
    return sample === null ? null : { sample, doubts: doubts(compiled, sample, directory) };
  }, [frames, at, compiled, directory, id]);
  const save = async (): Promise<void> => {
    if (made === null || name.trim() === '') return;
    try {
      const sample = { ...made.sample, name: name.trim(), story: story.trim() };
      await saveSample(database, sop, sample);
      onSaved(id);
    } catch (error) {
      fail(error instanceof Error ? error.message : String(error));
    }
  };
  const expected = made?.sample.expected;
  return (
    <Modal opened onClose={onClose} title="Save as sample" size={520}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack>
          <TextInput
            label="Name"
            data-autofocus
            withAsterisk
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Textarea
            label="Story"
            description="What happens, and why it matters"
            autosize
            minRows={2}
            value={story}
            onChange={(event) => setStory(event.currentTarget.value)}
          />
          {expected !== undefined && (
            <p className={classes['muted']}>
              Expected from then on: tier {expected.tier ?? 'none'},{' '}
              {expected.outcome === null
                ? 'still running'
                : outcomes[expected.outcome].status.toLowerCase()}
              , {plural(expected.trail.length, 'place')} on its way, by{' '}
              {plural(made?.sample.acts.length ?? 0, 'act')}.
            </p>
          )}
          {made !== null && made.doubts.length > 0 && (
            <Callout tone="warning" title="Played again, it does not do the same">
              {made.doubts.join('; ')}. A script has no words for something that was done here.
            </Callout>
          )}
          {failed !== null && <Callout tone="error" title={failed} />}
          <Group justify="end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button
              type="submit"
              variant="filled"
              disabled={made === null || made.doubts.length > 0 || name.trim() === ''}
            >
              Save as sample
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
