import type { CommandOf, CommandType } from '../command.ts';
import type { Act } from '../run.ts';
import { answer } from './answer.ts';
import { attach } from './attach.ts';
import { comment } from './comment.ts';
import { correct } from './correct.ts';
import { edit } from './edit.ts';
import { finish } from './finish.ts';
import { open } from './open.ts';
import { recommend } from './recommend.ts';
import { resubmit } from './resubmit.ts';
import { retry } from './retry.ts';
import { sign } from './sign.ts';
import { submit } from './submit.ts';
import { tick } from './tick.ts';
import { waive } from './waive.ts';
import { withdraw } from './withdraw.ts';

/** What each command does. */
export const commands: { readonly [T in CommandType]?: Act<CommandOf<T>> } = {
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
  comment,
  withdraw,
  correct,
  retry,
  tick,
};
