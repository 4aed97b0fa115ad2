import type { Event, EventOf, EventType } from '#engine/event.ts';
import type { Names, Told } from './told.ts';
import * as data from './data.ts';
import * as life from './life.ts';
import * as routing from './routing.ts';
import * as signing from './signing.ts';

/** One teller an event type; the compiler keeps it complete. */
type Tellers = { readonly [T in EventType]: (event: EventOf<T>, names: Names) => Told };
const tellers: Tellers = { ...data, ...signing, ...routing, ...life };

const tell = <T extends EventType>(type: T, event: EventOf<T>, names: Names): Told =>
  tellers[type](event, names);

/** An event of a request's log in words, as the audit trail and the request's timeline tell it. */
export const told = (event: Event, names: Names): Told => tell(event.type, event, names);
