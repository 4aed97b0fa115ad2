import { expect, test } from 'vitest';
import { changeText, fullText, written } from './words.ts';

const of = (mean: number, half: number | null = null) => ({ mean, half });

test('a figure and its interval stand in one unit, which fits the figure', () => {
  expect(written(of(62.4, 2.4), 'time')).toEqual({ value: '2.6 d', half: '±0.1' });
  expect(fullText(of(6.2, 0.31), 'time')).toBe('6.2 h ±0.3');
  expect(fullText(of(0.35, 0.05), 'time')).toBe('21 min ±3');
  expect(fullText(of(0.182, 0.009), 'share')).toBe('18.2 % ±0.9');
  expect(fullText(of(1240.4, 18), 'money')).toBe('1,240 ±18');
  expect(fullText(of(0.5), 'number')).toBe('0.50');
  expect(fullText(null, 'time')).toBe('–');
});

test('an interval that is narrow is not written as none', () => {
  expect(fullText(of(50, 0.4), 'time')).toBe('2.1 d ±0.02');
  expect(fullText(of(50, 0.004), 'time')).toBe('2.1 d ±<0.1');
  expect(fullText(of(0, 0), 'share')).toBe('0.0 % ±0');
});

test('a difference has a sign, and shares are told in points', () => {
  expect(changeText(of(-21.6, 4.8), 'time')).toBe('−21.6 h ±4.8');
  expect(changeText(of(0.007, 0.002), 'share')).toBe('+0.7 pts ±0.2');
  expect(changeText(of(-0.46, 4.38), 'time')).toBe('−0.5 h ±4.4');
  expect(changeText(of(-0.0001, 0.01), 'share')).toBe('0.0 pts ±1.0');
});
