import type { ReactNode } from 'react';
import type { GateOutcome } from '#model/diagram.ts';
import type { NodeId } from '#model/ids.ts';
import classes from './gate-strip.module.css';
import { outcomes } from './outcome.tsx';
import { Seal } from './seal.tsx';

export interface GateStop {
  readonly id: NodeId;
  readonly name: string;
  readonly number: string | null;
  /** `passed`: the request went another way, or has ended before it. */
  readonly state: 'done' | 'running' | 'ahead' | 'passed';
  /** With `done`. */
  readonly outcome?: GateOutcome | undefined;
}

/** The gates of a request in order: done with their outcome, running, to come. */
export function GateStrip({
  gates,
  onGate,
}: {
  readonly gates: readonly GateStop[];
  readonly onGate?: (gate: NodeId) => void;
}): ReactNode {
  return (
    <ol className={classes['strip']} aria-label="Gates">
      {gates.map((gate) => {
        const said =
          gate.state === 'done'
            ? outcomes[gate.outcome ?? 'approved'].status
            : gate.state === 'running'
              ? 'open now'
              : gate.state === 'ahead'
                ? 'to come'
                : 'not reached';
        const seal = (
          <>
            <Seal
              size={gate.state === 'running' ? 32 : 28}
              number={gate.number}
              outcome={gate.state === 'done' ? (gate.outcome ?? 'approved') : undefined}
              tone={gate.state === 'running' ? 'token' : 'ink'}
              outline={gate.state === 'ahead' || gate.state === 'passed'}
            />
            <span className={classes['name']}>{gate.name}</span>
            <span className="cs-spoken">, {said}</span>
          </>
        );
        return (
          <li
            key={gate.id}
            className={classes['stop']}
            data-state={gate.state}
            {...(gate.state === 'running' ? { 'aria-current': 'step' as const } : {})}
          >
            {onGate === undefined ? (
              <span className={classes['seal']}>{seal}</span>
            ) : (
              <button type="button" className={classes['seal']} onClick={() => onGate(gate.id)}>
                {seal}
              </button>
            )}
          </li>
        );
      })}
    </ol>
  );
}
