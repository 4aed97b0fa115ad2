/** What the page can do: run again, be called off, hand its results out. */
import { Button, Menu } from '@mantine/core';
import { Download, Play, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { writeFile } from '#formats/file.ts';
import type { ScenarioFile } from '#formats/scenario.ts';
import { download, resultsCsv, resultsJson } from './export.ts';
import type { Result } from './use-forecast.ts';

const icon = { size: 14, strokeWidth: 2.1, 'aria-hidden': true } as const;

export function Actions({
  busy,
  result,
  onCancel,
  onAgain,
  title,
  scenario,
  version,
}: {
  readonly busy: boolean;
  readonly result: Result | null;
  readonly onCancel: () => void;
  readonly onAgain: () => void;
  readonly title: string;
  readonly scenario: (name: string) => ScenarioFile;
  /** The digest of what was forecast, or `draft`. */
  readonly version: string;
}): ReactNode {
  const name = title.replaceAll(/[^\w]+/g, '-').toLowerCase();
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="sm" leftSection={<Download {...icon} />} disabled={result === null}>
            Export
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {result !== null && (
            <>
              <Menu.Item
                onClick={() => download(`${name}.forecast.csv`, resultsCsv(result), 'text/csv')}
              >
                Figures as CSV
              </Menu.Item>
              <Menu.Item
                onClick={() =>
                  download(
                    `${name}.forecast.json`,
                    resultsJson(result, scenario(title), version),
                    'application/json',
                  )
                }
              >
                Everything as JSON
              </Menu.Item>
              <Menu.Item
                onClick={() =>
                  download(`${name}.scenario.json`, writeFile(scenario(title)), 'application/json')
                }
              >
                Scenario for the command line
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {busy ? (
        <Button size="sm" leftSection={<X {...icon} />} onClick={onCancel}>
          Cancel
        </Button>
      ) : (
        <Button size="sm" variant="filled" leftSection={<Play {...icon} />} onClick={onAgain}>
          Run again
        </Button>
      )}
    </>
  );
}
