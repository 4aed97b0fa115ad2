import type { ReactNode } from 'react';
import { Avatar } from '#ui/avatar.tsx';
import classes from './sign-dialog.module.css';

/** Who signs, and what is known of them: nobody is signed in on this device, and it is said where it counts. */
export function SignedAs({
  name,
  me,
}: {
  readonly name: string;
  readonly me: string | null;
}): ReactNode {
  return (
    <div>
      <div className={classes['label']}>Signed as</div>
      <div className={classes['identity']}>
        {me !== null && <Avatar id={me} name={name} size={32} />}
        <div>
          <div className={classes['printed']}>{name}</div>
          <div className={classes['sub']}>
            Not authenticated: chosen in this tab. The audit trail and the token say so.
          </div>
        </div>
      </div>
    </div>
  );
}
