import type { CommandOf, CommandType } from '../command.ts';
import type { Act } from '../run.ts';
import { add } from './add.ts';
import { affirm } from './affirm.ts';
import { answer } from './answer.ts';
import { attach } from './attach.ts';
import { claim } from './claim.ts';
import { certify } from './certify.ts';
import { comment } from './comment.ts';
import { correct } from './correct.ts';
import { delegate } from './delegate.ts';
import { edit } from './edit.ts';
import { escalate } from './escalate.ts';
import { finish } from './finish.ts';
import { fulfil } from './fulfil.ts';
import { migrate } from './migrate.ts';
import { open } from './open.ts';
import { reassess } from './reassess.ts';
import { recommend } from './recommend.ts';
import { report } from './report.ts';
import { recuse } from './recuse.ts';
import { release } from './release.ts';
import { resubmit } from './resubmit.ts';
import { resume } from './resume.ts';
import { retry } from './retry.ts';
import { revoke } from './revoke.ts';
import { sign } from './sign.ts';
import { submit } from './submit.ts';
import { suspend } from './suspend.ts';
import { tick } from './tick.ts';
import { waive } from './waive.ts';
import { withdraw } from './withdraw.ts';

/** What each command does; the type keeps the list complete. */
export const commands: { readonly [T in CommandType]: Act<CommandOf<T>> } = {
  submit,
  edit,
  resubmit,
  attach,
  open,
  answer,
  waive,
  recommend,
  sign,
  finish,
  claim,
  release,
  delegate,
  recuse,
  escalate,
  add,
  affirm,
  fulfil,
  comment,
  withdraw,
  correct,
  suspend,
  resume,
  retry,
  tick,
  report,
  certify,
  migrate,
  revoke,
  reassess,
};
