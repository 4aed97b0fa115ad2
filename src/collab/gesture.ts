/** The origin of a person's own edits. A class, since Yjs' undo compares an origin's constructor: it alone is tracked. */
import type { PersonId } from '#model/ids.ts';

export class Gesture {
  readonly name: string;
  readonly person: PersonId | null;
  constructor(name: string, person: PersonId | null) {
    this.name = name;
    this.person = person;
  }
}
