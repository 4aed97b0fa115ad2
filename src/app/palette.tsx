/** Ctrl K: commands, SOPs, requests, what is on the screen, people and pages by name. */
import { Spotlight, spotlight } from '@mantine/spotlight';
import type { SpotlightActionData, SpotlightActionGroupData } from '@mantine/spotlight';
import { ClipboardList, FileCheck2, Search, UserRound, Users } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { Request } from '#engine/request.ts';
import type { RequestId } from '#model/ids.ts';
import { as } from '#model/ids.ts';
import type { PersonId } from '#model/ids.ts';
import type { Database } from '#store/database.ts';
import { nameFor, namesFor, requestCalled } from '#store/numbers.ts';
import { getRequest, listRequests } from '#store/requests.ts';
import { getVersion, listSops } from '#store/sops.ts';
import { useCommands } from '#ui/commands.ts';
import type { Command } from '#ui/commands.ts';
import { KeyCap } from '#ui/key-cap.tsx';
import { links, workspaceParts } from '#ui/links.ts';
import { useDirectory, useLive } from '#ui/workspace.tsx';
import { entries, partNames } from './nav.ts';
import classes from './palette.module.css';
import { requestTitle } from './request-title.ts';

const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const;

/** Opens as soon as it stands: it is loaded when it is first wanted. */
export default function Palette(): ReactNode {
  const [opened, setOpened] = useState(false);
  const [query, setQuery] = useState('');
  const groups = useGroups(opened, query);
  useEffect(() => spotlight.open(), []);
  return (
    <Spotlight
      actions={groups}
      query={query}
      onQueryChange={setQuery}
      shortcut={['mod + K']}
      limit={24}
      highlightQuery
      scrollable
      attributes={{ content: { 'aria-label': 'Find' } }}
      overlayProps={{ color: 'var(--cs-scrim)', backgroundOpacity: 1, blur: 0 }}
      maxHeight={480}
      nothingFound="Nothing is called that"
      onSpotlightOpen={() => setOpened(true)}
      onSpotlightClose={() => setOpened(false)}
      searchProps={{
        leftSection: <Search {...icon} />,
        placeholder: 'Find an SOP, request or command',
        'aria-label': 'Find an SOP, request or command',
      }}
      classNames={{
        action: classes['action'] ?? '',
        actionsList: classes['list'] ?? '',
        actionBody: classes['body'] ?? '',
        actionLabel: classes['label'] ?? '',
        actionSection: classes['section'] ?? '',
        actionDescription: classes['hint'] ?? '',
        actionsGroup: classes['group'] ?? '',
      }}
    />
  );
}

const offered = (commands: readonly Command[]): SpotlightActionData[] =>
  commands.map((command) => ({
    id: `command ${command.id}`,
    label: command.label,
    description: command.hint,
    leftSection: command.icon,
    rightSection: command.keys === undefined ? undefined : <KeyCap keys={command.keys} />,
    onClick: command.run,
  }));

/** Requests offered by what changed last; an older one is found by its number. */
const recent = 200;

interface Named {
  readonly id: RequestId;
  readonly number: string;
  readonly title: string;
  readonly keywords?: string;
}
const named = async (
  database: Database,
  request: Request,
  number: string = request.id,
): Promise<Named> => ({
  id: request.id,
  number,
  title: requestTitle(request, await getVersion(database, request.version, request.sop)),
});

/** Read only while the palette is open. */
function useGroups(opened: boolean, query: string): SpotlightActionGroupData[] {
  const [, go] = useLocation();
  const commands = useCommands();
  const { people } = useDirectory();
  const sops = useLive((database) => (opened ? listSops(database) : Promise.resolve([])), [opened]);
  const requests = useLive(
    async (database) => {
      if (!opened) return [];
      const all = await listRequests(database, { limit: recent });
      const numbers = await namesFor(
        database,
        all.map(({ id }) => id),
      );
      return Promise.all(all.map((request) => named(database, request, numbers.get(request.id))));
    },
    [opened],
  );
  const called = useLive(
    async (database) => {
      const id = opened ? await requestCalled(database, query) : undefined;
      const request = id === undefined ? undefined : await getRequest(database, id);
      return request && named(database, request, await nameFor(database, request.id));
    },
    [opened, query],
  );
  const groups: { group: string; actions: SpotlightActionData[] }[] = [
    {
      group: 'Commands',
      actions: offered(commands.filter(({ group }) => group === undefined)),
    },
    {
      group: 'SOPs',
      actions: (sops ?? []).map((sop) => ({
        id: `sop ${sop.id}`,
        label: sop.title,
        leftSection: <FileCheck2 {...icon} />,
        onClick: () => go(links.editor(sop.id)),
      })),
    },
    {
      group: 'Requests',
      actions: [
        // The words it is asked by lead to it, however they write its number.
        ...(called ? [{ ...called, keywords: query }] : []),
        ...(requests ?? []).filter(({ id }) => id !== called?.id),
      ].map((request: Named) => ({
        id: `request ${request.id}`,
        label: request.title,
        description: request.number,
        keywords: request.keywords ?? '',
        leftSection: <ClipboardList {...icon} />,
        onClick: () => go(links.request(request.id)),
      })),
    },
    ...[...new Set(commands.flatMap(({ group }) => group ?? []))].map((group) => ({
      group,
      actions: offered(commands.filter((command) => command.group === group)),
    })),
    {
      group: 'People',
      actions: Object.entries(people).map(([id, { name }]) => ({
        id: `person ${id}`,
        label: name,
        leftSection: <UserRound {...icon} />,
        onClick: () => go(links.workspace('people', { person: as<PersonId>(id) })),
      })),
    },
    {
      group: 'Pages',
      actions: [
        ...entries.map((entry) => ({
          id: `page ${entry.href}`,
          label: entry.label,
          leftSection: <entry.icon {...icon} />,
          onClick: () => go(entry.href),
        })),
        ...workspaceParts.map((part) => ({
          id: `page ${links.workspace(part)} ${part}`,
          label: partNames[part],
          description: 'Workspace',
          leftSection: <Users {...icon} />,
          onClick: () => go(links.workspace(part)),
        })),
      ],
    },
  ];
  return groups.filter(({ actions }) => actions.length > 0);
}
