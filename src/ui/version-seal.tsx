/**
 * The guilloche of a version, drawn from its digest (LOOK.md §10): same digest, same seal. An aid to the eye and no
 * proof, so the digest in figures always stands beside it.
 */
import type { ReactNode } from 'react';
import { shortDigest } from './format.ts';
import { named } from './named.ts';
import classes from './seal.module.css';

/** Byte `i` of a digest in hex; the digest is repeated where it is shorter. */
function byte(digest: string, i: number): number {
  const at = (2 * i) % Math.max(2, digest.length - 1);
  return Number.parseInt(digest.slice(at, at + 2), 16) || 0;
}

/** One closed curve r(t) of the rosette, in px around the centre. */
function curve(radius: (t: number) => number, points: number): string {
  let path = '';
  for (let k = 0; k < points; k += 1) {
    const t = (2 * Math.PI * k) / points;
    const r = radius(t);
    path += `${k === 0 ? 'M' : 'L'}${(r * Math.cos(t)).toFixed(2)} ${(r * Math.sin(t)).toFixed(2)}`;
  }
  return `${path}Z`;
}

const layers = [
  { base: 0.8, amplitude: 0.18, copies: 4, opacity: 0.55 },
  { base: 0.64, amplitude: 0.17, copies: 4, opacity: 0.6 },
  { base: 0.52, amplitude: 0.12, copies: 3, opacity: 0.7 },
] as const;

/** Paths of the seal of `digest` at `size` px. */
export function versionSealPaths(
  digest: string,
  size: number,
): readonly { readonly d: string; readonly opacity: number; readonly width: number }[] {
  const R = size / 2 - 1;
  const points = Math.max(180, Math.round(size * 6));
  if (size < 40) {
    const n = 6 + (byte(digest, 0) % 5);
    return [0, 1].map((k) => ({
      d: curve((t) => R * (0.74 + 0.22 * Math.cos(n * t + Math.PI * k)), points),
      opacity: 0.85,
      width: 1,
    }));
  }
  return layers.flatMap(({ base, amplitude, copies, opacity }, L) => {
    const n = 7 + (byte(digest, 3 * L) % 9);
    const m = 2 + (byte(digest, 3 * L + 1) % 3);
    const phase = (2 * Math.PI * byte(digest, 3 * L + 2)) / 255;
    const c = size < 80 ? 2 : copies;
    return Array.from({ length: c }, (_, k) => ({
      d: curve(
        (t) =>
          R *
          (base +
            amplitude *
              Math.cos(n * t + phase + (2 * Math.PI * k) / c) *
              (0.75 + 0.25 * Math.cos(m * t))),
        points,
      ),
      opacity,
      width: size < 80 ? 0.6 : 0.7,
    }));
  });
}

/** The seal of a digest at `size` px; `version` is its number. Without a digest (a draft) a dashed ring stands there. */
export function VersionSeal({
  digest,
  version,
  size = 30,
}: {
  readonly digest: string | null;
  readonly version?: number | undefined;
  readonly size?: number;
}): ReactNode {
  const half = size / 2;
  const name =
    digest === null
      ? 'Draft, no seal yet'
      : `Seal of ${version === undefined ? 'digest' : `version ${version},`} ${spoken(digest)}`;
  return (
    <svg
      width={size}
      height={size}
      viewBox={`${-half} ${-half} ${size} ${size}`}
      {...named(name)}
      className={classes['seal']}
    >
      {digest === null ? (
        <circle
          r={half - 2}
          fill="none"
          stroke="var(--cs-border-strong)"
          strokeWidth={1.2}
          strokeDasharray="2.5 2.5"
        />
      ) : (
        <>
          {versionSealPaths(digest, size).map(({ d, opacity, width }) => (
            <path
              key={d}
              d={d}
              fill="none"
              stroke="var(--cs-ink-solid)"
              strokeWidth={width}
              opacity={opacity}
            />
          ))}
          {size < 40 ? (
            <circle r={size * 0.2} fill="var(--cs-ink-solid)" />
          ) : (
            <>
              <circle
                r={size * 0.2}
                fill="var(--cs-bg-surface)"
                stroke="var(--cs-ink-solid)"
                strokeWidth={1}
              />
              {version !== undefined && (
                <text
                  dy=".36em"
                  textAnchor="middle"
                  fontSize={size * 0.17}
                  className={classes['number']}
                  fill="var(--cs-ink-text)"
                >
                  v{version}
                </text>
              )}
            </>
          )}
        </>
      )}
    </svg>
  );
}

const spoken = (digest: string): string => `${digest.slice(0, 4)} ${digest.slice(4, 8)}`;

/** A digest cut to two groups of four at each end; the whole of it in the tooltip, and when copied. */
export function DigestText({ digest }: { readonly digest: string }): ReactNode {
  return (
    <span
      className="cs-mono"
      title={digest}
      onCopy={(event) => {
        event.preventDefault();
        event.clipboardData.setData('text/plain', digest);
      }}
    >
      {shortDigest(digest)}
    </span>
  );
}
