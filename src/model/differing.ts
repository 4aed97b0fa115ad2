/**
 * Which rows of a table are others than in the table before, by identity. Who makes a table from another knows, and notes
 * it; everybody else who keeps something of a diagram then looks at those rows only, not at thousands.
 */
interface Step {
  /** Not held: a diagram that nobody shows any more is forgotten. */
  readonly before: WeakRef<object>;
  readonly ids: readonly string[];
}
const steps = new WeakMap<object, Step>();

/** Says that `after` was made of `before` by writing these rows, or deleting them. */
export function noteDiffering(before: object, after: object, ids: Iterable<string>): void {
  steps.set(after, { before: new WeakRef(before), ids: [...ids] });
}

/** The ids of rows that were added, changed or deleted; null: nobody noted it, compare them yourself. */
export function differing(before: object, after: object): readonly string[] | null {
  if (before === after) return [];
  const step = steps.get(after);
  return step?.before.deref() === before ? step.ids : null;
}

/** The table it was made of, while that is known. */
export const madeFrom = (after: object): object | undefined => steps.get(after)?.before.deref();
