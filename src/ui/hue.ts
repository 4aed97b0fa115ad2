import { roleColors } from './tokens.ts';

/** The colour 0 to 7 an id always has: people, roles and their pins share the palette. */
export function colorOf(id: string): number {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % roleColors;
}
