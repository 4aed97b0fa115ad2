/** A gate: a plate with chamfered corners and a seal on its left edge, unmistakable at every zoom. */
import { Cpu, ListChecks, Paperclip, Signature } from 'lucide-react';
import type { ReactNode } from 'react';
import type { GateOutcome } from '#model/diagram.ts';
import { outcomePorts } from '#layout/ports.ts';
import { gateHairline, sealPath, silhouette } from '#layout/silhouette.ts';
import { seal, sizes } from '#layout/sizes.ts';
import { cutText, textWidth, wrapText } from '#layout/text.ts';
import { hueOf, OutcomeShape } from '../outcome.tsx';
import { SealShape } from '../seal.tsx';
import type { DrawingProps } from './drawing.ts';
import { factsOf } from './facts.ts';
import type { Facts } from './facts.ts';
import { spareOf, TitleLines, titleIn } from './gate-title.tsx';
import { Body, inkOn, isRaised, isTiny, Line, lineOf, Marks, Outline } from './frame.tsx';
import type { NodeState } from './state.ts';
import { AssignmentTree } from './tree.tsx';

const size = sizes.gate;
const ownPlate = silhouette('gate', size);
const ownHairline = gateHairline(size);
const disc = sealPath(seal.x, seal.y, seal.r);
const textX = 44;
const room = size.w - textX - 12;
/** px on screen of the name alone, tried in turn. */
const titleSizes = [14, 13, 12, 11, 10.5, 10];

export function GateDrawing({ node, diagram, state, level }: DrawingProps<'gate'>): ReactNode {
  const facts = factsOf(diagram, node.id);
  const tiny = isTiny(level);
  // Small, a gate keeps the weight that tells it from a step.
  const weight = level.detail === 'compact' ? Math.max(1.75, 1.25 / level.zoom) : 1.75;
  const look = lineOf(state, { line: 'var(--cs-ink-solid)', width: weight });
  const outcome = state.running === undefined ? state.visited?.outcome : undefined;
  const hue = outcome === undefined ? null : hueOf[outcome];
  const line = hue === null || state.finding === 'error' ? look.line : `var(--cs-${hue}-solid)`;
  const fill = hue === null ? look.fill : `var(--cs-${hue}-tint)`;
  // A long name takes two lines, a size smaller; nothing is cut before that.
  const long = textWidth(node.name, 15, 650) > room;
  const lines = long
    ? wrapText(node.name, room, 14, 2, 650).map((text) => cutText(text, room, 14, 650))
    : [node.name];
  const two = lines.length > 1;
  const tone = state.running !== undefined ? 'token' : state.finding === 'error' ? 'error' : 'ink';
  const title =
    level.detail === 'compact'
      ? titleIn(
          node.name,
          { w: room + 8, h: size.h, spare: spareOf(facts.tree.length) },
          level.zoom,
          // Small plates take smaller names, all of a diagram about the same.
          titleSizes.filter((px) => px <= Math.max(11, 34 * level.zoom)),
          650,
        )
      : null;
  const grown = title === null || title.plate === size.h ? 0 : title.plate - size.h;
  const plate = grown === 0 ? ownPlate : silhouette('gate', { w: size.w, h: size.h + grown });
  return (
    <>
      {level.detail === 'full' && state.heat === undefined && (
        <AssignmentTree diagram={diagram} branches={facts.tree} />
      )}
      <Outline shapes={[plate, disc]} state={state} off={5} />
      <Body {...look} d={plate} line={line} fill={fill} raised={isRaised(state)} flat={tiny} />
      {!tiny && (
        <path
          d={grown === 0 ? ownHairline : gateHairline({ w: size.w, h: size.h + grown })}
          fill="none"
          stroke={line}
          strokeWidth={0.8}
          opacity={0.38}
        />
      )}
      <circle cx={seal.x} cy={seal.y} r={seal.r + 3.5} fill="var(--cs-bg-canvas)" />
      {state.running !== undefined && <Progress share={state.running.progress ?? 0} />}
      <SealShape
        x={seal.x}
        y={seal.y}
        r={seal.r}
        number={facts.number}
        outcome={outcome}
        tone={tone}
        plain={tiny}
      />
      {title !== null ? (
        <TitleLines title={title} x={textX - 4} fill={inkOn(state, 'text-primary')} />
      ) : (
        <>
          {lines.map((text, at) => (
            <Line
              key={text}
              x={textX}
              y={(two ? 25 : 33) + at * 17}
              kind="gate"
              fill={inkOn(state, 'text-primary')}
              {...(long ? { size: 14 } : {})}
            >
              {text}
            </Line>
          ))}
          <Line x={textX} y={two ? 61 : 53} kind="sub" fill={inkOn(state, 'text-secondary')}>
            {cutText(facts.sub, room - textWidth(facts.time, 12.5), 12.5)}
            {facts.time}
          </Line>
          <Figures facts={facts} state={state} low={two ? 4 : 0} />
        </>
      )}
      {state.heat === undefined && <Ports facts={facts} grown={grown} plain={tiny} />}
      <Marks state={state} x={size.w - 12} />
    </>
  );
}

function Figures({
  facts,
  state,
  low,
}: {
  facts: Facts;
  state: NodeState;
  /** px further down, under a name in two lines. */
  low: number;
}): ReactNode {
  if (state.heat !== undefined) {
    const ink = inkOn(state, 'text-primary');
    return (
      <>
        <Line x={textX} y={84 + low} kind="heat" fill={ink}>
          {state.heat.value}
        </Line>
        <Line
          x={textX + textWidth(state.heat.value, 18, 650) + 8}
          y={84 + low}
          kind="sub"
          fill={ink}
        >
          {state.heat.unit}
        </Line>
      </>
    );
  }
  const figures = [
    { icon: ListChecks, text: String(facts.items), shown: facts.items > 0 },
    { icon: Cpu, text: `${facts.automatic} auto`, shown: facts.automatic > 0 },
    { icon: Paperclip, text: String(facts.evidence), shown: facts.evidence > 0 },
    { icon: Signature, text: `${facts.signs} sign`, shown: facts.signs > 1 },
  ].filter(({ shown }) => shown);
  let x = textX;
  const hue = state.visited?.outcome;
  const color = hue === undefined ? 'var(--cs-text-muted)' : `var(--cs-${hueOf[hue]}-text)`;
  return figures.map(({ icon: Icon, text }) => {
    const at = x;
    x += 18 + textWidth(text, 12, 500) + 14;
    return (
      <g key={text + String(at)}>
        <Icon x={at} y={72 + low} size={14} strokeWidth={2.1} color={color} aria-hidden />
        <Line x={at + 18} y={83.5 + low} kind="meta" fill="var(--cs-text-secondary)">
          {text}
        </Line>
      </g>
    );
  });
}

function Progress({ share }: { share: number }): ReactNode {
  const r = 36;
  const around = 2 * Math.PI * r;
  return (
    <g>
      <circle cx={seal.x} cy={seal.y} r={seal.r + 13} fill="var(--cs-token-halo)" opacity={0.5} />
      <circle
        cx={seal.x}
        cy={seal.y}
        r={r}
        fill="var(--cs-bg-surface)"
        stroke="var(--cs-border-default)"
        strokeWidth={3.5}
      />
      <circle
        cx={seal.x}
        cy={seal.y}
        r={r}
        fill="none"
        stroke="var(--cs-token-solid)"
        strokeWidth={3.5}
        strokeDasharray={`${around * Math.min(1, Math.max(0, share))} ${around}`}
        transform={`rotate(-90 ${seal.x} ${seal.y})`}
      />
    </g>
  );
}

/**
 * The outcomes on the plate's edge; those that can happen and lead nowhere are hollow. `grown`: px the plate is higher
 * than its size says.
 */
function Ports({
  facts,
  grown,
  plain,
}: {
  facts: Facts;
  grown: number;
  plain: boolean;
}): ReactNode {
  return (
    <>
      {[...new Set(facts.outcomes)].map((outcome) => (
        <Port key={outcome} outcome={outcome} hollow={false} grown={grown} plain={plain} />
      ))}
      {facts.missing.map((outcome) => (
        <Port key={outcome} outcome={outcome} hollow grown={grown} plain={plain} />
      ))}
    </>
  );
}

function Port({
  outcome,
  hollow,
  grown,
  plain,
}: {
  outcome: GateOutcome;
  hollow: boolean;
  grown: number;
  plain: boolean;
}): ReactNode {
  const { x, y, side } = outcomePorts[outcome];
  const low = y + (side === 'bottom' ? grown : 0);
  return (
    <OutcomeShape
      outcome={outcome}
      x={x}
      y={low}
      halo="var(--cs-bg-surface)"
      hollow={hollow}
      plain={plain}
    />
  );
}
