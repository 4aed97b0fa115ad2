/** The bare outline of each kind as SVG path data; screen, exported SVG and thumbnails draw the same shape. */
import type { NodeKind } from '#model/diagram.ts';
import { seal } from './sizes.ts';
import type { Size } from './sizes.ts';

/** Outline in px from the node's upper left corner. A gate's is its plate; its seal is `sealPath(seal.x, seal.y, seal.r)`. */
export function silhouette(kind: NodeKind, { w, h }: Size): string {
  switch (kind) {
    case 'gate':
      return chamfered(0, 0, w, h, 10);
    case 'intake':
      return `M6 0H${w - 18}L${w} 18V${h - 6}Q${w} ${h} ${w - 6} ${h}H6Q0 ${h} 0 ${h - 6}V6Q0 0 6 0Z`;
    case 'step':
    case 'subprocess':
      return rounded(w, h, 9);
    case 'decision':
      return `M${w / 2} 0L${w} ${h / 2}L${w / 2} ${h}L0 ${h / 2}Z`;
    case 'parallel':
      return rounded(w, h, w / 2);
    case 'wait':
    case 'end':
      return rounded(w, h, w / 2);
    case 'notify':
      return `M6 0H${w - 16}L${w} ${h / 2}L${w - 16} ${h}H6Q0 ${h} 0 ${h - 6}V6Q0 0 6 0Z`;
    case 'role':
      return rounded(w, h, h / 2);
    case 'phase':
      return rounded(w, h, 14);
    case 'note':
      return `M0 0H${w}V${h - 14}L${w - 14} ${h}H0Z`;
    case 'document':
      return `M0 0H${w}V${h - 8}Q${w * 0.75} ${h - 18} ${w / 2} ${h - 8}T0 ${h - 8}Z`;
  }
}

/** The second hairline of a gate, 4 px inside its plate. */
export function gateHairline({ w, h }: Size): string {
  return chamfered(4, 4, w - 8, h - 8, 8);
}

/** A phase's tab with its slanted end, `width` px wide and 28 high. */
export function phaseTab(width: number): string {
  return `M14 0H${width}L${width - 14} 28H0V14Q0 0 14 0Z`;
}

/** A scalloped disc of 16 lobes around (x, y); `r` px is the radius its lobes swing about. */
export function sealPath(x: number, y: number, r: number = seal.r, lobes = 16): string {
  const point = (turn: number, radius: number): string => {
    const angle = (turn * Math.PI) / lobes - Math.PI / 2;
    return `${round(x + Math.cos(angle) * radius)} ${round(y + Math.sin(angle) * radius)}`;
  };
  let path = `M${point(0.5, r * 0.96)}`;
  for (let k = 1; k <= 2 * lobes; k += 1) {
    path += `Q${point(k, r * (k % 2 === 1 ? 0.9 : 1.03))} ${point(k + 0.5, r * 0.96)}`;
  }
  return `${path}Z`;
}

function chamfered(x: number, y: number, w: number, h: number, cut: number): string {
  const right = x + w;
  const low = y + h;
  return `M${x + cut} ${y}H${right - cut}L${right} ${y + cut}V${low - cut}L${right - cut} ${low}H${x + cut}L${x} ${low - cut}V${y + cut}Z`;
}

function rounded(w: number, h: number, r: number): string {
  const arc = (x: number, y: number): string => `A${r} ${r} 0 0 1 ${x} ${y}`;
  return `M${r} 0H${w - r}${arc(w, r)}V${h - r}${arc(w - r, h)}H${r}${arc(0, h - r)}V${r}${arc(r, 0)}Z`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
