/** Lanes by role behind the diagram: a view of the assignments. While a node is dragged, the lane under it says what a drop does. */
import { useStore, ViewportPortal } from '@xyflow/react';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { bandsByRole } from '#layout/by-lanes.ts';
import type { Diagram } from '#model/diagram.ts';
import type { RoleId } from '#model/ids.ts';
import { roleHue } from '#ui/diagram/facts.ts';
import { useEditorState } from '../context.ts';
import { keepersOf } from './hand.ts';
import classes from './lanes.module.css';

export function Lanes({ diagram }: { readonly diagram: Diagram }): ReactNode {
  const direction = useEditorState((state) => state.lanes);
  return direction === null ? null : <Bands diagram={diagram} direction={direction} />;
}

function Bands({
  diagram,
  direction,
}: {
  readonly diagram: Diagram;
  readonly direction: 'LR' | 'TB';
}): ReactNode {
  const drag = useEditorState((state) => state.drag);
  const bands = useMemo(() => bandsByRole(diagram, direction), [diagram, direction]);
  const keepers = useMemo(
    () => (drag === null ? null : keepersOf(diagram, drag, direction)),
    [diagram, drag, direction],
  );
  // Headers stay in view: the window's edge in the world.
  const edge = useStore(({ transform: [x, y, zoom] }) =>
    Math.round(direction === 'LR' ? (72 - x) / zoom : (8 - y) / zoom),
  );
  const taking = new Set<RoleId>(keepers?.values());
  return (
    <ViewportPortal>
      <div className={classes['lanes']} aria-hidden>
        {bands.map(({ role, x, y, w, h }, at) => {
          const name = diagram.nodes[role]?.name ?? '';
          const says = saysOf(diagram, keepers, role, name);
          const along =
            direction === 'LR'
              ? { left: Math.max(0, Math.min(edge - x, w - 40)) }
              : { top: Math.max(0, Math.min(edge - y, h - 40)) };
          return (
            <div
              key={role}
              className={classes['lane']}
              data-lane={role}
              data-odd={at % 2 === 1 || undefined}
              data-taking={taking.has(role) || undefined}
              data-direction={direction}
              style={{ transform: `translate(${x}px, ${y}px)`, width: w, height: h }}
            >
              <span className={classes['head']} style={along}>
                <i style={{ background: `var(--cs-role-${roleHue(diagram, role)})` }} />
                {says ?? name}
              </span>
            </div>
          );
        })}
      </div>
    </ViewportPortal>
  );
}

/** "Keeper becomes Legal"; null for a lane that takes nothing. */
function saysOf(
  diagram: Diagram,
  keepers: ReturnType<typeof keepersOf> | null,
  role: RoleId,
  name: string,
): string | null {
  const taken = [...(keepers ?? [])].find(([, to]) => to === role)?.[0];
  if (taken === undefined) return null;
  return diagram.nodes[taken]?.kind === 'gate'
    ? `Keeper becomes ${name}`
    : `Done by ${name} from now on`;
}
