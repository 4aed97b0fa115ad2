/** Who has to do with a gate, hanging beneath it: a dashed stem, a badge on it for each letter, a pill for each role. */
import { User, UsersRound } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Diagram, Letter } from '#model/diagram.ts';
import type { RoleId } from '#model/ids.ts';
import type { Branch } from '#layout/tree.ts';
import { stem } from '#layout/tree.ts';
import { sizes } from '#layout/sizes.ts';
import classes from './diagram.module.css';
import { roleHue } from './facts.ts';
import { Line } from './frame.tsx';

const letterWords: Readonly<Record<Letter, string>> = {
  A: 'keeps the gate and signs',
  S: 'signs',
  R: 'works',
  C: 'is consulted',
  I: 'is informed',
};

export function AssignmentTree({
  diagram,
  branches,
}: {
  readonly diagram: Diagram;
  readonly branches: readonly Branch[];
}): ReactNode {
  const last = branches.at(-1);
  if (last === undefined) return null;
  const dashed = {
    stroke: 'var(--cs-node-assign)',
    strokeWidth: 1.4,
    strokeDasharray: '4 4',
    fill: 'none',
  };
  return (
    <g>
      <path d={`M${stem} ${sizes.gate.h + 1}V${last.y + last.h / 2}`} {...dashed} />
      {branches.map((branch) => {
        const middle = branch.y + branch.h / 2;
        return (
          <g key={branch.assignment}>
            <path d={`M${stem} ${middle}H${branch.x}`} {...dashed} />
            <RaciBadge letter={branch.letter} x={stem} y={middle} />
            <RolePill
              diagram={diagram}
              role={branch.role}
              name={branch.name}
              quorum={branch.quorum}
              x={branch.x}
              y={branch.y}
              w={branch.w}
            />
          </g>
        );
      })}
    </g>
  );
}

/** The letter of an assignment on its line: filled signs as keeper, a heavy line signs, a line works, grey is asked, dashed is told. */
export function RaciBadge({
  letter,
  x = 0,
  y = 0,
  scale = 1,
}: {
  readonly letter: Letter;
  readonly x?: number;
  readonly y?: number;
  readonly scale?: number;
}): ReactNode {
  const filled = letter === 'A';
  const grey = letter === 'C' || letter === 'I';
  return (
    <g transform={`translate(${x} ${y}) scale(${scale})`}>
      <title>{letterWords[letter]}</title>
      <circle
        r={9.5}
        fill={filled ? 'var(--cs-ink-solid)' : 'var(--cs-node-fill)'}
        stroke={grey ? 'var(--cs-border-strong)' : 'var(--cs-ink-solid)'}
        strokeWidth={letter === 'S' ? 2 : 1.4}
        strokeDasharray={letter === 'I' ? '2.4 2' : undefined}
      />
      <text
        y={3.9}
        textAnchor="middle"
        className={classes['letter']}
        fill={
          filled ? 'var(--cs-ink-on)' : grey ? 'var(--cs-text-secondary)' : 'var(--cs-ink-text)'
        }
      >
        {letter}
      </text>
    </g>
  );
}

/** A role as a pill: its colour, a person or a board, its name, and the quorum at the right. */
export function RolePill({
  diagram,
  role,
  name,
  quorum,
  x = 0,
  y = 0,
  w,
  line = 'var(--cs-node-fill)',
}: {
  readonly diagram: Diagram;
  readonly role: RoleId;
  readonly name: string;
  readonly quorum?: string | undefined;
  readonly x?: number;
  readonly y?: number;
  readonly w: number;
  readonly line?: string;
}): ReactNode {
  const color = `var(--cs-role-${roleHue(diagram, role)})`;
  const Icon = quorum === undefined ? User : UsersRound;
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect
        width={w}
        height={32}
        rx={16}
        transform="translate(0 1.5)"
        className={classes['shadow']}
      />
      <rect width={w} height={32} rx={16} fill={line} stroke={color} strokeWidth={1.3} />
      <circle cx={16} cy={16} r={11.5} fill={color} />
      <Icon x={9} y={9} size={14} strokeWidth={2.1} color="var(--cs-avatar-on)" aria-hidden />
      <Line x={34} y={20.5} kind="small" fill="var(--cs-text-primary)">
        {name}
      </Line>
      {quorum !== undefined && (
        <text
          x={w - 12}
          y={20.5}
          textAnchor="end"
          className={classes['count']}
          fill="var(--cs-text-muted)"
        >
          {quorum}
        </text>
      )}
    </g>
  );
}
