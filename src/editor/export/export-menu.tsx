/** Takes the diagram out of the editor: as a picture, on paper, to the clipboard. */
import { Menu, Tooltip } from '@mantine/core';
import { ClipboardCopy, Download, FileImage, Image as ImageIcon, Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEditor } from '../context.ts';
import { panelsOf } from '../outline/panels.ts';
import classes from '../outline/side.module.css';
import type { Way } from './export.ts';

const ways: readonly (readonly [Way, string, typeof Printer])[] = [
  ['svg', 'Save as SVG', FileImage],
  ['png', 'Save as PNG', ImageIcon],
  ['copy', 'Copy as picture', ClipboardCopy],
  ['print', 'Print or save as PDF', Printer],
];

export function ExportMenu({
  revision,
}: {
  /** "Draft ahead of version 3", for the title block. */
  readonly revision: string;
}): ReactNode {
  const { draft, store } = useEditor();
  const say = (text: string, failed: boolean): void => {
    panelsOf(store).setState({ said: { text, failed } });
  };
  const out = async (way: Way): Promise<void> => {
    try {
      const { exported } = await import('./export.ts');
      say(await exported(draft.diagram(), way, revision), false);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      say(`Nothing was exported. ${why}`, true);
    }
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label="Export">
          <button type="button" className={classes['button']} aria-label="Export">
            <Download size={16} strokeWidth={1.75} aria-hidden />
          </button>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {ways.map(([way, label, Icon]) => (
          <Menu.Item
            key={way}
            leftSection={<Icon size={15} strokeWidth={1.75} aria-hidden />}
            onClick={() => void out(way)}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
