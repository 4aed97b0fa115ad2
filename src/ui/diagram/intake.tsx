import { FilePen } from 'lucide-react';
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

const { w, h } = sizes.intake;
const sheet = silhouette('intake', sizes.intake);

/** The intake: a sheet with a folded corner, its fields and the tiers it sets. */
export function IntakeDrawing({ node, diagram, state, level }: DrawingProps<'intake'>): ReactNode {
  const facts = factsOf(diagram, node.id);
  const look = lineOf(state, { line: 'var(--cs-node-line)', width: 1.4 });
  const ink = inkOn(state, 'text-primary');
  return (
    <>
      <Outline shapes={[sheet]} state={state} />
      <Body {...look} d={sheet} raised={isRaised(state)} flat={isTiny(level)} />
      <path
        d={`M${w - 18} 0V14Q${w - 18} 18 ${w - 14} 18H${w}Z`}
        fill="var(--cs-ink-tint)"
        stroke={look.line}
        strokeWidth={1.2}
        strokeLinejoin="round"
      />
      <rect y={12} width={4} height={h - 24} rx={2} fill="var(--cs-ink-solid)" />
      {level.detail === 'compact' ? (
        <CompactTitle name={node.name} zoom={level.zoom} x={18} room={w - 30} h={h} fill={ink} />
      ) : (
        <>
          <FilePen
            x={16}
            y={14}
            size={18}
            strokeWidth={1.75}
            color="var(--cs-ink-text)"
            aria-hidden
          />
          <Line x={42} y={28} kind="title" fill={ink}>
            {cutText(node.name, w - 64, 14, 600)}
          </Line>
          <Line x={16} y={52} kind="sub" fill={inkOn(state, 'text-secondary')}>
            {cutText(facts.sub, w - 28, 12.5)}
          </Line>
          <Tiers tiers={facts.tiers} />
        </>
      )}
      {state.running !== undefined && <TokenDisc y={h / 2} />}
      <Marks state={state} x={w - 4} y={h - 4} />
    </>
  );
}

/** As many tiers as fit, then how many more. */
function Tiers({ tiers }: { readonly tiers: readonly string[] }): ReactNode {
  let x = 16;
  const chips: { text: string; x: number; width: number }[] = [];
  for (const [at, tier] of tiers.entries()) {
    const text = cutText(tier, 80, 11, 550);
    const width = textWidth(text, 11, 550) + 14;
    const more = tiers.length - at;
    if (x + width > w - 12 - (more > 1 ? 30 : 0)) {
      chips.push({ text: `+${more}`, x, width: 28 });
      break;
    }
    chips.push({ text, x, width });
    x += width + 6;
  }
  return chips.map((chip) => (
    <g key={chip.text}>
      <rect
        x={chip.x}
        y={68}
        width={chip.width}
        height={20}
        rx={4}
        fill="var(--cs-bg-subtle)"
        stroke="var(--cs-border-default)"
      />
      <Line x={chip.x + chip.width / 2} y={82} kind="chip" fill="var(--cs-text-secondary)" middle>
        {chip.text}
      </Line>
    </g>
  ));
}

/** A title at 13 px on screen in up to three lines: what a kind shows at the compact level. */
export function CompactTitle({
  name,
  zoom,
  x,
  room,
  h: height,
  fill,
}: {
  readonly name: string;
  readonly zoom: number;
  readonly x: number;
  readonly room: number;
  readonly h: number;
  readonly fill: string;
}): ReactNode {
  const px = Math.min(26, 13 / zoom);
  const pitch = px * 1.15;
  const most = Math.max(1, Math.floor((height - 8) / pitch));
  const lines = wrapText(name, room, px, most, 600).map((line) => cutText(line, room, px, 600));
  const first = height / 2 + px * 0.35 - ((lines.length - 1) * pitch) / 2;
  return lines.map((line, at) => (
    <Line key={line} x={x} y={first + at * pitch} kind="title" fill={fill} size={px}>
      {line}
    </Line>
  ));
}
