import { describe, expect, it } from 'vitest';
import { isoOf, spanOf } from './iso.ts';
import { keyFor, linesOf } from './lines.ts';

describe('a pasted list', () => {
  it('is one row a line, without bullets, boxes and numbers', () => {
    const text =
      '- Model card\r\n* [x] Test report\n 3. Rollback plan\n\n• Sign-off by 2 people\n1.5 % drift';
    expect(linesOf(text)).toEqual([
      'Model card',
      'Test report',
      'Rollback plan',
      'Sign-off by 2 people',
      '1.5 % drift',
    ]);
  });
});

describe('the name of a new field', () => {
  it('is its label as FEEL can read it', () => {
    expect(keyFor('Modèle & version', new Set())).toBe('modele_version');
    expect(keyFor('2nd line?', new Set())).toBe('field_2nd_line');
    expect(keyFor('???', new Set())).toBe('field');
  });
  it('is never one that is taken', () => {
    expect(keyFor('Model', new Set(['model', 'model_2']))).toBe('model_3');
  });
});

describe('a duration in a field', () => {
  it('is a number and a unit, there and back', () => {
    for (const iso of ['PT30M', 'PT48H', 'P1D', 'P2W', 'P6M', 'P1Y']) {
      const span = spanOf(iso);
      expect(span === null ? null : isoOf(span)).toBe(iso);
    }
  });
  it('stays a text where it has more than one unit', () => {
    expect(spanOf('P1DT12H')).toBeNull();
    expect(spanOf('tomorrow')).toBeNull();
  });
});
