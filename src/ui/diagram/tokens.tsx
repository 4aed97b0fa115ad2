/** Tokens on their way: a disc that runs along the drawn flows and goes out where the node lights up. */
import type { CSSProperties, ReactNode } from 'react';
import type { Diagram } from '#model/diagram.ts';
import type { FlowId, NodeId } from '#model/ids.ts';
import { TokenDisc } from './frame.tsx';
import { boxOf } from './geometry.ts';
import { pathLength, roundedPath } from './path.ts';
import type { Points } from './path.ts';
import type { Level } from './state.ts';
import classes from './tokens.module.css';

export interface ViewToken {
  readonly id: string;
  /** Where it stands. */
  readonly node: NodeId;
  /** The flows it has just run along, in order: it is seen running along them. Absent: it stands. */
  readonly via?: readonly FlowId[];
}
/** ms along one flow at speed 1 (LOOK.md §2.4); below 60 ms it is not worth showing. */
const perFlow = 420;
const least = 60;

export function Tokens({
  diagram,
  paths,
  tokens,
  level,
  speed,
}: {
  readonly diagram: Diagram;
  readonly paths: ReadonlyMap<FlowId, Points>;
  readonly tokens: readonly ViewToken[];
  readonly level: Level;
  readonly speed: number;
}): ReactNode {
  const counts = new Map<NodeId, number>();
  for (const { node } of tokens) counts.set(node, (counts.get(node) ?? 0) + 1);
  const scale = level.detail === 'overview' ? 5 / 9 / level.zoom : 1;
  return (
    <g aria-hidden className={classes['tokens']}>
      {tokens.map((token) => (
        <Run
          key={`${token.id} ${token.node} ${(token.via ?? []).join(' ')}`}
          token={token}
          paths={paths}
          scale={scale}
          speed={speed}
        />
      ))}
      {[...counts].map(([id, count]) => {
        const node = diagram.nodes[id];
        const box = node === undefined ? null : boxOf(diagram, node);
        if (box === null || (count < 2 && level.detail !== 'overview')) return null;
        const seal = node?.kind === 'gate';
        return (
          <TokenDisc
            key={id}
            x={box.x + (level.detail === 'overview' && !seal ? box.w / 2 : 0)}
            y={box.y + (level.detail === 'overview' ? box.h / 2 : 4)}
            count={count}
            scale={scale}
          />
        );
      })}
    </g>
  );
}

function Run({
  token,
  paths,
  scale,
  speed,
}: {
  readonly token: ViewToken;
  readonly paths: ReadonlyMap<FlowId, Points>;
  readonly scale: number;
  readonly speed: number;
}): ReactNode {
  const ways = (token.via ?? []).flatMap((flow) => paths.get(flow) ?? []);
  const each = perFlow / speed;
  if (ways.length < 2 || each < least || pathLength(ways) === 0) return null;
  const style: CSSProperties = {
    offsetPath: `path("${roundedPath(ways, 0)}")`,
    offsetRotate: '0deg',
    animationDuration: `${each * (token.via?.length ?? 1)}ms`,
  };
  return (
    <g className={classes['run']} style={style}>
      <TokenDisc scale={scale} />
    </g>
  );
}
