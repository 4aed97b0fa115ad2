/** New ids of what people make: short, and needing nothing, so that the library can make one at once. */

const letters = '0123456789abcdefghijklmnopqrstuvwxyz';

/**
 * `<prefix>_<8 random base 36>`: two people who add "Legal review" at once must not make one id. Values of 252 and more
 * are drawn again, so that every letter is equally likely.
 */
export function newId(prefix: string): string {
  let id = '';
  while (id.length < 8)
    for (const byte of crypto.getRandomValues(new Uint8Array(12)))
      if (byte < 252 && id.length < 8) id += letters[byte % 36] ?? '';
  return `${prefix}_${id}`;
}
