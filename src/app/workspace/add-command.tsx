import { Plus } from 'lucide-react';
import { useMemo } from 'react';
import { useRegisterCommands } from '#ui/commands.ts';
import { icon } from './icon.ts';

/** "Add …" in the palette while a part of the workspace is shown; `open` keeps its identity, as a state's setter does. */
export function useAddCommand(
  id: string,
  label: string,
  open: (what: { readonly what: 'add' }) => void,
): void {
  useRegisterCommands(
    useMemo(
      () => [{ id, label, icon: <Plus {...icon} />, run: () => open({ what: 'add' }) }],
      [id, label, open],
    ),
  );
}
