import type { ReactNode } from 'react';
import type { PersonId } from '#model/ids.ts';
import classes from './avatar.module.css';
import { initials } from './format.ts';
import { colorOf } from './hue.ts';
import { useDirectory } from './workspace.tsx';

/** A person's disc with initials; decoration where the name stands beside it, so it is hidden from who listens. */
export function Avatar({
  id,
  name,
  size = 24,
}: {
  readonly id: string;
  readonly name: string;
  readonly size?: number;
}): ReactNode {
  return (
    <span
      aria-hidden
      title={name}
      className={classes['avatar']}
      style={{
        width: size,
        height: size,
        fontSize: Math.max(9, size * 0.4),
        background: `var(--cs-role-${colorOf(id)})`,
      }}
    >
      {initials(name)}
    </span>
  );
}

/** Disc and name of a person of the directory. */
export function PersonName({
  person,
  size = 24,
}: {
  readonly person: PersonId;
  readonly size?: number;
}): ReactNode {
  const name = useDirectory().people[person]?.name ?? person;
  return (
    <span className={classes['person']}>
      <Avatar id={person} name={name} size={size} />
      <span className="cs-ellipsis">{name}</span>
    </span>
  );
}
