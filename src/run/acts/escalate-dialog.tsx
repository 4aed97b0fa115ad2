import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Work } from '#engine/request.ts';
import { as } from '#model/ids.ts';
import type { RoleId } from '#model/ids.ts';
import { rolesOf } from '#model/rows.ts';
import { Select } from '#ui/select.tsx';
import { useScope } from '../request-scope.tsx';
import { ActDialog, ReasonField } from './act-dialog.tsx';

/** Brings in a role whose members may fill any signature not given yet. */
export function EscalateDialog({
  work,
  onClose,
}: {
  readonly work: Work;
  readonly onClose: () => void;
}): ReactNode {
  const { compiled } = useScope();
  const node = compiled.diagram.nodes[work.node];
  const named =
    node?.kind === 'gate' && node.sla?.breach.kind !== 'lapse' ? node.sla?.breach.role : undefined;
  const [role, choose] = useState<RoleId | null>(named ?? null);
  const [reason, setReason] = useState('');
  const said = reason.trim();
  const roles = rolesOf(compiled.diagram).filter(({ id }) => !work.escalated.includes(as(id)));
  return (
    <ActDialog
      title="Escalate"
      says="Members of the role may fill any signature not given yet. No quorum is lowered, and nothing is approved by itself."
      word="Escalate"
      act={
        role === null || said === ''
          ? null
          : { type: 'escalate', work: work.id, role, reason: said }
      }
      onClose={onClose}
    >
      <Select
        label="To the role"
        withAsterisk
        searchable
        openOnFocus={false}
        data={roles.map(({ id, name }) => ({ value: id, label: name }))}
        value={role}
        onChange={(value) => choose(value === null ? null : as<RoleId>(value))}
      />
      <ReasonField value={reason} onChange={setReason} focus={false} />
    </ActDialog>
  );
}
