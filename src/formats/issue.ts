/** What a schema refuses, as one sentence that names the field. */
import { notAnId } from '#model/id.schema.ts';
import type { z } from '#model/zod.ts';
import { short } from './json.ts';

type Issue = z.core.$ZodIssue;

export function sentenceOf(error: z.ZodError, input: unknown): string {
  const issue = error.issues[0];
  if (issue === undefined) return 'The file cannot be read.';
  const value = issue.path.reduce<unknown>(member, input);
  const path = pathText(issue.path);
  return `${path === '' ? 'The file' : `The field ${path}`} ${words(issue, value)}.`;
}

const member = (value: unknown, key: PropertyKey): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? Object.getOwnPropertyDescriptor(value, key)?.value
    : undefined;

export const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    const name = short(String(key));
    return text === '' ? name : `${text}.${name}`;
  }, '');

function words(issue: Issue, value: unknown): string {
  if (value === undefined) return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `is ${nameOf(value)}, not ${kinds[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `is ${nameOf(value)}, not ${issue.values.map((one) => JSON.stringify(one)).join(' or ')}`;
    case 'invalid_union': // a kind that no member of the union has: the path names the kind itself
      return `is ${nameOf(value)}, which ${issue.discriminator === undefined ? 'cannot stand there' : 'is none that is known'}`;
    case 'invalid_key':
      return `has a name that ${notAnId}`;
    case 'custom':
    case 'invalid_format':
      return issue.message;
    case 'too_big':
    case 'too_small':
    case 'not_multiple_of':
    case 'unrecognized_keys':
    case 'invalid_element':
      return `cannot be read (${issue.message})`;
  }
}

const kinds: { readonly [expected: string]: string } = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
};

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return value === undefined ? 'missing' : short(JSON.stringify(value));
}
