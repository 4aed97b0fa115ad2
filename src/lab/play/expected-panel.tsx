/** The play beside what was expected of it. */
import type { ReactNode } from 'react';
import { as } from '#model/ids.ts';
import type { NodeId } from '#model/ids.ts';
import type { SampleExpected } from '#model/sample.ts';
import { Callout } from '#ui/callout.tsx';
import { plural } from '#ui/format.ts';
import { placeWords, rowsOf } from './compared.ts';
import classes from './play.module.css';
import { expectedOf } from './record.ts';
import type { Play } from './use-play.ts';

export function ExpectedPanel({
  play,
  expected,
}: {
  readonly play: Play;
  readonly expected: SampleExpected;
}): ReactNode {
  const { frames, at, compiled } = play;
  const rows = rowsOf(expected, expectedOf(frames.slice(0, at + 1)), (place) =>
    placeWords(place, (node) => compiled.diagram.nodes[as<NodeId>(node)]?.name ?? node),
  );
  const apart = rows.filter(({ same }) => !same).length;
  const whole = at === frames.length - 1;
  return (
    <div className={classes['why']}>
      {apart === 0 ? (
        <Callout tone="ok" title="As expected" />
      ) : (
        <Callout
          tone={whole ? 'warning' : 'info'}
          title={
            whole
              ? `${plural(apart, 'row differs', 'rows differ')} from what was expected`
              : 'The run has not come to its end yet'
          }
        >
          {whole ? null : 'Compared is what was played up to this step.'}
        </Callout>
      )}
      <table className={classes['compared']}>
        <thead>
          <tr>
            <th scope="col">
              <span className="cs-spoken">What</span>
            </th>
            <th scope="col">Expected</th>
            <th scope="col">Played</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ what, expected: a, played: b, same }) => (
            <tr key={what} data-same={same}>
              <th scope="row">{what}</th>
              <td>{a}</td>
              <td>
                {b}
                {!same && <span className="cs-spoken"> (differs)</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
