/** Texts a person typed or pasted, as rows and names. */

/** Lines of a pasted list without bullets, check boxes and numbers. */
export const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(?:[-*•‣◦]\s*(?:\[[ xX]?\]\s*)?|\d{1,3}[.)]\s+)?/, '').trim())
    .filter((line) => line !== '');

/** A name FEEL can read, made of a label: "Model name" → model_name. */
export function keyFor(label: string, taken: ReadonlySet<string>): string {
  const plain = label
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase();
  const base = plain === '' || /^\d/.test(plain) ? `field_${plain}`.replace(/_$/, '') : plain;
  let key = base;
  for (let n = 2; taken.has(key); n += 1) key = `${base}_${n}`;
  return key;
}
