import { describe, expect, test } from 'vitest';
import { played } from './player.ts';

const at = (n: number, running = false): { at: number; running: boolean } => ({ at: n, running });

describe('the player', () => {
  test('steps forward to the last frame and stays there', () => {
    expect(played(at(1), { do: 'step' }, 3)).toEqual(at(2));
    expect(played(at(2), { do: 'step' }, 3)).toEqual(at(2));
  });
  test('goes back before the submission and no further', () => {
    expect(played(at(0), { do: 'back' }, 3)).toEqual(at(-1));
    expect(played(at(-1), { do: 'back' }, 3)).toEqual(at(-1));
  });
  test('stops running at the last frame', () => {
    expect(played(at(1, true), { do: 'step' }, 3)).toEqual(at(2, false));
  });
  test('stops running where a check stands in the way, and runs on from there', () => {
    expect(played(at(0, true), { do: 'step', stops: true }, 3)).toEqual(at(1, false));
    expect(played(at(1), { do: 'toggle' }, 3)).toEqual(at(1, true));
  });
  test('running at the end begins anew, unless more can come', () => {
    expect(played(at(2), { do: 'toggle' }, 3)).toEqual(at(-1, true));
    expect(played(at(2), { do: 'toggle', more: true }, 3)).toEqual(at(2, true));
  });
  test('stepping back by hand pauses', () => {
    expect(played(at(2, true), { do: 'back' }, 3)).toEqual(at(1, false));
  });
});
