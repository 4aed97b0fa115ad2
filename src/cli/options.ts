/** Options that carry a value, for the commands that simulate. */
import { Unusable } from './outcome.ts';

/** Takes `--name VALUE` pairs out of the arguments; what is left is read by `parseArgs`. */
export function takeValues(
  args: readonly string[],
  names: readonly string[],
  usage: string,
): { readonly rest: readonly string[]; readonly values: { readonly [name: string]: string } } {
  const rest: string[] = [];
  const values: { [name: string]: string } = {};
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    if (!names.includes(arg)) {
      rest.push(arg);
      continue;
    }
    const value = args[i + 1];
    if (value === undefined || value.startsWith('--'))
      throw new Unusable(`${arg} wants a value. Usage: countersign ${usage}`);
    if (Object.hasOwn(values, arg)) throw new Unusable(`${arg} is given twice.`);
    values[arg] = value;
    i += 1;
  }
  return { rest, values };
}

/** A whole number, or undefined where the option is not given. */
export function wholeNumber(
  values: { readonly [name: string]: string },
  name: string,
): number | undefined {
  const text = Object.hasOwn(values, name) ? values[name] : undefined;
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text)) throw new Unusable(`${name} wants a whole number, not “${text}”.`);
  return Number(text);
}
