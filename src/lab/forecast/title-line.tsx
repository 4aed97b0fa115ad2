/** What is forecast, against what, with how many replications; and the ways to change that. */
import { Button } from '@mantine/core';
import { CircleCheck, SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ScenarioFile } from '#formats/scenario.ts';
import type { SopId } from '#model/ids.ts';
import type { Version } from '#model/version.ts';
import { numberText, plural } from '#ui/format.ts';
import { Select } from '#ui/select.tsx';
import type { Settings } from './ask.ts';
import classes from './forecast.module.css';
import { Scenarios } from './scenarios.tsx';
import { without } from './sentences.ts';
import { arrivalsOf } from './stated.ts';
import type { Basis } from './stated.ts';
import type { Result } from './use-forecast.ts';

export function TitleLine({
  sop,
  name,
  otherName,
  version,
  versions,
  against,
  onAgainst,
  changed,
  settings,
  basis,
  result,
  done,
  file,
  onOpen,
  onAssumptions,
}: {
  readonly sop: SopId;
  readonly name: string;
  /** Null: nothing is compared. */
  readonly otherName: string | null;
  readonly version: Version | null;
  readonly versions: readonly Version[];
  readonly against: string;
  readonly onAgainst: (value: string | null) => void;
  readonly changed: boolean;
  readonly settings: Settings;
  readonly basis: Basis;
  readonly result: Result | null;
  readonly done: boolean;
  readonly file: (name: string) => ScenarioFile;
  readonly onOpen: (file: ScenarioFile) => void;
  readonly onAssumptions: () => void;
}): ReactNode {
  const perWeek = arrivalsOf(basis);
  const { replications, cases, seed } = result?.own.forecast ?? settings;
  const warmup = result?.own.forecast.warmup;
  return (
    <header className={classes['title']}>
      <div>
        <h2>
          Forecast: {name}
          {changed && (otherName === without ? ', with and without changes' : ', changed')}
          {otherName !== null && otherName !== without && ` against ${otherName}`}
        </h2>
        <p className="cs-muted">
          {plural(replications, 'replication')} of {plural(cases, 'request')}
          {warmup !== undefined && `, ${numberText(warmup)} before them to warm up`}, seed {seed}
          {otherName !== null && ', the same random numbers for both'}
          {basis.fit !== null && `; figures from ${plural(basis.fit.requests, 'stored request')}`}
        </p>
      </div>
      <Select
        aria-label="Compare with"
        className={classes['compare']}
        allowDeselect={false}
        value={against}
        onChange={onAgainst}
        data={[
          { value: 'none', label: 'Compared with nothing' },
          ...(changed ? [{ value: without, label: 'Compared: without changes' }] : []),
          ...(version === null ? [] : [{ value: 'draft', label: 'Compared with the draft' }]),
          ...versions
            .filter(({ digest }) => digest !== version?.digest)
            .map(({ digest, number }) => ({
              value: digest,
              label: `Compared with version ${number}`,
            })),
        ]}
      />
      <Scenarios sop={sop} file={file} onOpen={onOpen} />
      <Button
        leftSection={<SlidersHorizontal size={16} strokeWidth={1.75} aria-hidden />}
        onClick={onAssumptions}
      >
        Assumptions
        {perWeek !== undefined && `: ${numberText(Number(perWeek.toPrecision(2)))} a week`}
      </Button>
      {done && result !== null && (
        <span className={classes['done']}>
          <CircleCheck size={16} strokeWidth={1.75} aria-hidden />
          {result.took < 50 ? 'Done' : `Done in ${(result.took / 1000).toFixed(1)} s`}
        </span>
      )}
    </header>
  );
}
