/** What is assumed of one node: how long the work takes, and how it ends or which way it goes. */
import type { ReactNode } from 'react';
import type { Node } from '#model/diagram.ts';
import type { Json } from '#model/json.ts';
import { kindWords } from '#model/kind-words.ts';
import { flowsFrom } from '#model/rows.ts';
import { flowLabel } from '#layout/names.ts';
import { NumberEntry } from '#ui/number-entry.tsx';
import { outcomes } from '#ui/outcome.tsx';
import type { Outcome } from '#ui/outcome.tsx';
import type { Changes } from './ask.ts';
import classes from './assumptions.module.css';
import { DurationEntry } from './duration-entry.tsx';
import { Mark } from './member.tsx';
import { changedTo, isRecord, memberOf, numberOf } from './stated.ts';
import type { Basis } from './stated.ts';

export function WorkRow({
  node,
  basis,
  onChanges,
  byForms,
}: {
  readonly node: Node;
  readonly basis: Basis;
  readonly onChanges: (changes: Changes) => void;
  /** Decisions are made by the requests' own data: shares say nothing. */
  readonly byForms: boolean;
}): ReactNode {
  if (node.kind === 'decision' && byForms) return null;
  const takes = node.kind === 'subprocess' ? 'duration' : 'touch';
  const { member, ways } = waysOf(basis, node);
  const name = `${kindWords[node.kind]}, ${node.name}`;
  return (
    <fieldset className={classes['node']}>
      <legend>{node.name}</legend>
      {node.kind !== 'decision' && (
        <div className={classes['line']}>
          <span>{node.kind === 'subprocess' ? 'Takes' : 'Work of each who is asked'}</span>
          <DurationEntry
            label={name}
            value={memberOf(basis, node.id, takes)}
            onChange={(value) => onChanges(changedTo(basis, node.id, takes, value))}
          />
          <Mark basis={basis} id={node.id} member={takes} onChanges={onChanges} />
        </div>
      )}
      {ways.length > 1 && (
        <div className={classes['line']}>
          <span>{node.kind === 'decision' ? 'Goes' : 'Ends'}</span>
          <Shares
            label={name}
            ways={ways}
            value={memberOf(basis, node.id, member)}
            onChange={(value) => onChanges(changedTo(basis, node.id, member, value))}
          />
          <Mark
            basis={basis}
            id={node.id}
            member={member}
            onChanges={onChanges}
            nobody="taken for granted"
          />
        </div>
      )}
    </fieldset>
  );
}

interface Way {
  readonly key: string;
  readonly name: string;
}
function waysOf(
  { diagram }: Basis,
  node: Node,
): { readonly member: string; readonly ways: readonly Way[] } {
  const flows = flowsFrom(diagram, node.id);
  if (node.kind === 'decision')
    return {
      member: 'branchPercent',
      ways: flows.map((flow) => ({
        key: flow.id,
        name: flowLabel(diagram, flow) ?? diagram.nodes[flow.to]?.name ?? flow.id,
      })),
    };
  const named = flows.flatMap(({ route }) => (route.kind === 'outcomes' ? route.outcomes : []));
  return {
    member: 'outcomePercent',
    ways: [...new Set<Outcome>(named)].map((outcome) => ({
      key: outcome,
      name: outcomes[outcome].status,
    })),
  };
}

/** Shares in percent; that they add up to 100 is said where they do not. */
function Shares({
  label,
  ways,
  value,
  onChange,
}: {
  readonly label: string;
  readonly ways: readonly Way[];
  readonly value: Json | undefined;
  readonly onChange: (value: Json) => void;
}): ReactNode {
  const shares = isRecord(value) ? value : {};
  const sum = Object.values(shares).reduce<number>((all, each) => all + (numberOf(each) ?? 0), 0);
  const whole = Object.keys(shares).length === 0 || Math.abs(sum - 100) < 0.001;
  return (
    <div className={classes['shares']}>
      {ways.map(({ key, name }) => (
        <label key={key}>
          {name}
          <NumberEntry
            aria-label={`${name} of ${label}, percent`}
            className={classes['percent']}
            suffix=" %"
            value={numberOf(shares[key])}
            onChange={(entered) => {
              const { [key]: _before, ...others } = shares;
              onChange(entered === undefined ? others : { ...others, [key]: entered });
            }}
          />
        </label>
      ))}
      {!whole && (
        <span className={classes['wrong']}>Together {Number(sum.toFixed(3))} %, not 100 %</span>
      )}
    </div>
  );
}
