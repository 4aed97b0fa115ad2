import { Check, ClipboardCheck, Layers, PencilLine } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { silhouette } from '#layout/silhouette.ts';
import { sizes } from '#layout/sizes.ts';
import { cutText, textWidth, wrapText } from '#layout/text.ts';
import type { DrawingProps } from './drawing.ts';
import { factsOf } from './facts.ts';
import {
  Body,
  inkOn,
  isRaised,
  isTiny,
  Line,
  lineOf,
  Marks,
  Outline,
  TokenDisc,
} from './frame.tsx';
import { CompactTitle } from './intake.tsx';
import type { NodeState } from './state.ts';

const { w, h } = sizes.step;
const card = silhouette('step', sizes.step);

/** A step: a card with a tile, its name and who works it. */
export function StepDrawing(props: DrawingProps<'step'>): ReactNode {
  const facts = factsOf(props.diagram, props.node.id);
  return <Card {...props} icon={facts.byRequester ? PencilLine : ClipboardCheck} sub={facts.sub} />;
}

/** A subprocess: a step with two further sheets behind it. */
export function SubprocessDrawing(props: DrawingProps<'subprocess'>): ReactNode {
  const { line } = lineOf(props.state, { line: 'var(--cs-node-line)', width: 1.4 });
  const sheet = { d: card, fill: 'var(--cs-bg-subtle)', stroke: line, strokeWidth: 1.2 };
  return (
    <>
      <path {...sheet} transform="translate(8 8)" opacity={0.7} />
      <path {...sheet} transform="translate(4 4)" />
      <Card {...props} icon={Layers} sub={factsOf(props.diagram, props.node.id).sub} />
    </>
  );
}

function Card({
  node,
  state,
  level,
  icon: Icon,
  sub,
}: DrawingProps<'step' | 'subprocess'> & {
  readonly icon: LucideIcon;
  readonly sub: string;
}): ReactNode {
  const look = lineOf(state, { line: 'var(--cs-node-line)', width: 1.4 });
  const running = state.running !== undefined;
  const visited = !running && state.visited !== undefined;
  const Tile = visited ? Check : Icon;
  const tile = running
    ? 'var(--cs-token-solid)'
    : visited
      ? 'var(--cs-ink-solid)'
      : 'var(--cs-ink-tint)';
  const mark = running
    ? 'var(--cs-bg-surface)'
    : visited
      ? 'var(--cs-ink-on)'
      : 'var(--cs-ink-text)';
  const ink = inkOn(state, 'text-primary');
  // A long name takes both lines; who works it is then read in the inspector.
  const long = textWidth(node.name, 14, 600) > w - 72;
  const lines = wrapText(node.name, w - 72, 14, 2, 600).map((line) =>
    cutText(line, w - 68, 14, 600),
  );
  return (
    <>
      <Outline shapes={[card]} state={state} />
      <Body {...look} d={card} raised={isRaised(state)} flat={isTiny(level)} />
      <rect x={12} y={18} width={36} height={36} rx={7} fill={tile} />
      <Tile x={21} y={27} size={18} strokeWidth={1.75} color={mark} aria-hidden />
      {level.detail === 'compact' ? (
        <CompactTitle name={node.name} zoom={level.zoom} x={56} room={w - 62} h={h} fill={ink} />
      ) : long ? (
        <>
          {lines.map((line, at) => (
            <Line key={line} x={60} y={24 + at * 17} kind="title" fill={ink}>
              {line}
            </Line>
          ))}
          <Line x={60} y={59} kind="sub" fill={inkOn(state, 'text-secondary')}>
            {heatOr(state, cutText(sub, w - 68, 12.5))}
          </Line>
        </>
      ) : (
        <>
          <Line x={60} y={32} kind="title" fill={ink}>
            {node.name}
          </Line>
          <Line x={60} y={51} kind="sub" fill={inkOn(state, 'text-secondary')}>
            {heatOr(state, cutText(sub, w - 68, 12.5))}
          </Line>
        </>
      )}
      {running && <TokenDisc y={h / 2} />}
      <Marks state={state} x={w - 8} />
    </>
  );
}

/** In heat mode the figure stands where otherwise it says who. */
const heatOr = ({ heat }: NodeState, text: string): string =>
  heat === undefined ? text : `${heat.value} ${heat.unit}`;
