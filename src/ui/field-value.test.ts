import { expect, test } from 'vitest';
import { choiceText } from './field-value.ts';

test.each([
  ['minor_update', 'Minor update'],
  ['none', 'None'],
  ['EU', 'EU'],
  ['Canary release', 'Canary release'],
  ['us-east', 'us-east'],
  ['', ''],
])('the choice %s reads as %s', (value, text) => {
  expect(choiceText(value)).toBe(text);
});
