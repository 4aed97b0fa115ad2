/**
 * feelin's syntax tree → the own one (CORE.md §2, "FEEL is bounded by construction"). What the profile hasn't becomes
 * `bad` with a sentence; its inside is read all the same, so that a rename finds the paths in it.
 */
import { pattern } from '../pattern.ts';
import type { BinaryOperator, FeelAst, FeelTest, Span } from './ast.ts';
import { functions, properties, roots } from './functions.ts';
import { brief, childrenOf, spanOf, stringOf } from './syntax.ts';
import type { FeelFault, SyntaxNode } from './syntax.ts';

const mostNodes = 400;
/** Levels of the syntax tree: a guard of the stack, out of reach of 400 nodes written in earnest. */
const deepest = 450;

export interface Reading {
  readonly text: string;
  readonly faults: FeelFault[];
  readonly places: { readonly path: readonly string[]; readonly spans: readonly Span[] }[];
  /** The loop's own name while its body is read. */
  local: string | null;
  nodes: number;
  depth: number;
}
type Range = Extract<FeelAst, { kind: 'range' }>;

export function read(r: Reading, node: SyntaxNode): FeelAst {
  r.nodes += 1;
  if (r.nodes > mostNodes || r.depth > deepest) return tooLarge(r, node);
  r.depth += 1;
  const ast = kinds[node.name]?.(r, node, childrenOf(node)) ?? unknown(r, node);
  r.depth -= 1;
  return ast;
}

function tooLarge(r: Reading, node: SyntaxNode): FeelAst {
  const says = 'The expression is too large: split it into several.';
  if (!r.faults.some((fault) => fault.says === says)) r.faults.push({ says, span: spanOf(node) });
  return { kind: 'bad', says, span: spanOf(node) };
}

/** A fault at a node; what is below is still read for its paths. */
function bad(
  r: Reading,
  node: SyntaxNode,
  says: string,
  inside: readonly SyntaxNode[],
  instead?: string,
): FeelAst {
  r.faults.push({ says, span: spanOf(node), ...(instead === undefined ? {} : { instead }) });
  const before = r.faults.length;
  for (const child of inside) gather(r, child);
  r.faults.length = before; // one fault for one place is enough
  return { kind: 'bad', says, span: spanOf(node) };
}

/** The paths in what cannot be read as a whole. */
function gather(r: Reading, node: SyntaxNode): void {
  if (node.name in kinds) {
    read(r, node);
    return;
  }
  if (r.depth > deepest) return;
  r.depth += 1;
  for (const child of childrenOf(node)) gather(r, child);
  r.depth -= 1;
}

const written = (r: Reading, node: SyntaxNode): string => r.text.slice(node.from, node.to);
const unknown = (r: Reading, node: SyntaxNode): FeelAst =>
  bad(r, node, `“${brief(written(r, node))}” cannot be used here.`, childrenOf(node));
const nothing = (r: Reading, node: SyntaxNode): FeelAst =>
  bad(r, node, 'Something is missing here.', []);

type Read = (r: Reading, node: SyntaxNode, children: readonly SyntaxNode[]) => FeelAst;
const outside =
  (says: string): Read =>
  (r, node, children) =>
    bad(r, node, says, children);

const part = (r: Reading, node: SyntaxNode | undefined, whole: SyntaxNode): FeelAst =>
  node === undefined ? nothing(r, whole) : read(r, node);

/** The node itself was counted; what only wraps is not one of the tree's. */
const wrapper: Read = (r, node, children) => {
  r.nodes -= 1;
  const inner = children.find(({ name }) => name in kinds);
  return inner === undefined ? nothing(r, node) : read(r, inner);
};

const literal: Read = (r, node) => {
  const text = written(r, node);
  const value =
    node.name === 'null'
      ? null
      : node.name === 'BooleanLiteral'
        ? text === 'true'
        : node.name === 'StringLiteral'
          ? stringOf(text)
          : Number(text.replaceAll(/\s/g, ''));
  if (typeof value === 'number' && !Number.isFinite(value))
    return bad(r, node, `“${brief(text)}” is not a number that can be reckoned with.`, []);
  return { kind: 'literal', value, span: spanOf(node) };
};

const binary: Read = (r, node, children) => {
  const [left, op, right] = children;
  // A minus in front is `ArithmeticExpression` too, of two parts.
  if (right === undefined && left?.name === 'ArithOp')
    return { kind: 'unary', op: '-', of: part(r, op, node), span: spanOf(node) };
  const sign = op === undefined ? '' : written(r, op);
  const known = operators[sign];
  if (known === undefined) return bad(r, node, `“${brief(sign)}” is not an operator.`, children);
  return {
    kind: 'binary',
    op: known,
    left: part(r, left, node),
    right: part(r, right, node),
    span: spanOf(node),
  };
};
const operators: { readonly [sign: string]: BinaryOperator } = {
  and: 'and',
  or: 'or',
  '=': '=',
  '!=': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  '+': '+',
  '-': '-',
  '*': '*',
  '/': '/',
  '**': '**',
  '^': '**',
};

const comparison: Read = (r, node, children) => {
  const [left, op, right, , high] = children;
  const sign = op?.name ?? '';
  if (sign === 'in') return membership(r, node, children);
  if (sign === 'between')
    return {
      kind: 'between',
      value: part(r, left, node),
      low: part(r, right, node),
      high: part(r, high, node),
      span: spanOf(node),
    };
  if (right?.name === 'SimplePositiveUnaryTest') {
    const doubled = op === undefined ? '' : r.text.slice(op.from, right.from + 1);
    const says =
      doubled === '=='
        ? 'Write one “=” to compare.'
        : doubled === '<>'
          ? 'Write “!=” for “is not”.'
          : 'A comparison needs a value on its right.';
    const instead =
      op === undefined || doubled.length !== 2
        ? undefined
        : `${r.text.slice(0, op.from)}${doubled === '==' ? '=' : '!='}${r.text.slice(op.from + 2)}`;
    return bad(r, node, says, children, instead);
  }
  return binary(r, node, children);
};

function membership(r: Reading, node: SyntaxNode, children: readonly SyntaxNode[]): FeelAst {
  const tests = children.flatMap((child) =>
    child.name === 'PositiveUnaryTests'
      ? childrenOf(child)
      : child.name === 'PositiveUnaryTest'
        ? [child]
        : [],
  );
  const [first] = children;
  if (first === undefined || tests.length === 0) return nothing(r, node);
  const value = read(r, first);
  const known: FeelTest[] = [];
  for (const test of tests) {
    const one = testOf(r, test);
    if ('says' in one) return bad(r, node, one.says, [test], bracketed(r, node, one.until));
    known.push(one);
  }
  return { kind: 'in', value, tests: known, span: spanOf(node) };
}

/** One test of `in`; brackets round a comparison or range are only brackets. */
function testOf(r: Reading, test: SyntaxNode): FeelTest | Wrong {
  let node = childrenOf(test)[0];
  let wrapped = false;
  while (node?.name === 'ParenthesizedExpression' || node?.name === 'SimplePositiveUnaryTest') {
    const children = childrenOf(node);
    if (node.name === 'SimplePositiveUnaryTest') {
      const [first, second] = children;
      if (first?.name === 'Interval') return within(r, first);
      if (first?.name !== 'CompareOp' || second === undefined)
        return { says: 'A test is missing.' };
      if (swallows.has(second.name)) return swallowed(r, second);
      const op = operators[written(r, first)];
      if (op === '<' || op === '<=' || op === '>' || op === '>=' || op === '=' || op === '!=')
        return { kind: 'compare', op, value: read(r, second) };
      return { says: 'A test is missing.' };
    }
    wrapped = true;
    node = children.find(({ name }) => name in kinds);
  }
  if (node === undefined) return { says: 'A value is missing after “in”.' };
  // `x in ("a") or y` is x in (("a") or y) to the grammar, which nobody means.
  if (!wrapped && swallows.has(node.name)) return swallowed(r, node);
  return { kind: 'equals', value: read(r, node) };
}
/** Where the test ends that the author meant, if that is what is wrong. */
interface Wrong {
  readonly says: string;
  readonly until?: number;
}
const swallows: ReadonlySet<string> = new Set(['Conjunction', 'Disjunction', 'Comparison']);
/** The grammar takes all that follows into the test; the test meant ends with the first operand. */
function swallowed(r: Reading, node: SyntaxNode): Wrong {
  let first: SyntaxNode | undefined = node;
  while (first !== undefined && swallows.has(first.name)) {
    node = first;
    first = childrenOf(first)[0];
  }
  const word = childrenOf(node)[1];
  const says = `Put brackets round the test with “in”, or “${word === undefined ? '' : written(r, word)}” belongs to it.`;
  return first === undefined ? { says } : { says, until: first.to };
}
const bracketed = (r: Reading, node: SyntaxNode, until: number | undefined): string | undefined =>
  until === undefined
    ? undefined
    : `${r.text.slice(0, node.from)}(${r.text.slice(node.from, until)})${r.text.slice(until)}`;

function within(r: Reading, interval: SyntaxNode): FeelTest | Wrong {
  const [open, from, , to, close] = childrenOf(interval);
  if (open === undefined || from === undefined || to === undefined || close === undefined)
    return { says: 'A range needs two ends, as in [1..5].' };
  r.nodes += 1;
  const range: Range = {
    kind: 'range',
    from: read(r, from),
    to: read(r, to),
    fromOpen: written(r, open) !== '[',
    toOpen: written(r, close) !== ']',
    span: spanOf(interval),
  };
  return { kind: 'within', range };
}

const path: Read = (r, node) => {
  const spans: Span[] = [];
  const names: string[] = [];
  let target: SyntaxNode | undefined = node;
  while (target?.name === 'PathExpression' || target?.name === 'ParenthesizedExpression') {
    const children = childrenOf(target);
    if (target.name === 'ParenthesizedExpression') {
      target = children.find(({ name }) => name in kinds);
      continue;
    }
    const last = children.at(-1);
    if (last?.name !== 'PathName') return bad(r, node, 'A name is missing after the point.', []);
    spans.unshift(spanOf(last));
    names.unshift(written(r, last));
    target = children[0];
  }
  if (target?.name === 'VariableName') {
    spans.unshift(spanOf(target));
    names.unshift(written(r, target));
    return reads(r, node, names, spans);
  }
  if (target === undefined) return nothing(r, node);
  let ast = read(r, target);
  for (const name of names) {
    if (!properties.has(name))
      return bad(
        r,
        node,
        `“${brief(name)}” cannot be read off this: only parts of a date, time or duration.`,
        [],
      );
    ast = { kind: 'call', name, args: [ast], span: spanOf(node) };
  }
  return ast;
};

function reads(
  r: Reading,
  node: SyntaxNode,
  names: readonly string[],
  spans: readonly Span[],
): FeelAst {
  const [root = '', key] = names;
  const span = spanOf(node);
  const local = root === r.local;
  if (!local && !roots.has(root)) return bad(r, node, strange(root), []);
  if (!local) {
    if (root === 'tier' && key !== undefined) return bad(r, node, '“tier” is a plain text.', []);
    if (root === 'request' && key !== 'id' && key !== 'submittedAt')
      return bad(
        r,
        node,
        'Of the request only request.id and request.submittedAt can be read.',
        [],
      );
    r.places.push({ path: names, spans });
  }
  return { kind: 'path', path: names, span };
}
const strange = (name: string): string =>
  `“${brief(name)}” is not a name here: start with form., metrics., tier or request.`;

const list: Read = (r, node, children) => ({
  kind: 'list',
  items: children.filter(({ name }) => name in kinds).map((child) => read(r, child)),
  span: spanOf(node),
});

const choice: Read = (r, node, [, test, , then, , otherwise]) => ({
  kind: 'if',
  test: part(r, test, node),
  // oxlint-disable-next-line unicorn/no-thenable -- FEEL's own word; a tree is never awaited
  then: part(r, then, node),
  else: part(r, otherwise, node),
  span: spanOf(node),
});

const call: Read = (r, node, children) => {
  const [target, ...rest] = children;
  if (target === undefined) return nothing(r, node);
  const name = written(r, target).replaceAll(/\s+/g, ' ');
  const parameters = rest.find((child) => child.name.endsWith('Parameters'));
  const inside = parameters === undefined ? [] : childrenOf(parameters);
  if (parameters?.name === 'NamedParameters')
    return bad(r, node, `Give “${brief(name)}” its values without their names.`, inside);
  if (name === 'now' || name === 'today')
    return bad(r, node, `“${name}()” cannot be used: a rule gives the same answer every day.`, []);
  const arity = functions[name];
  if (arity === undefined || !Object.hasOwn(functions, name))
    return bad(r, target, `“${brief(name)}” is not a function that can be used here.`, inside);
  const args = inside.map((child) => read(r, child));
  if (args.length < arity[0] || args.length > arity[1])
    return bad(r, node, counted(name, arity), []);
  const span = spanOf(node);
  if (name === 'matches') {
    const [, source, flags] = args;
    if (source?.kind !== 'literal' || typeof source.value !== 'string')
      return bad(r, node, 'The pattern of “matches” has to be written out in double quotes.', []);
    const flag = flags === undefined ? '' : flags.kind === 'literal' ? flags.value : null;
    const compiled = pattern(source.value, typeof flag === 'string' ? flag : '?');
    if (!compiled.ok) return bad(r, node, compiled.says, []);
  }
  return { kind: 'call', name, args, span };
};
function counted(name: string, [least, most]: readonly [number, number]): string {
  if (most >= 100) return `“${name}” needs a list or values.`;
  const n = least === most ? String(least) : `${least} to ${most}`;
  return `“${name}” takes ${n} ${most === 1 ? 'value' : 'values'}.`;
}

/** `@"2026-10-16"` is the call it abbreviates. */
const temporal: Read = (r, node, children) => {
  const [first] = children;
  if (first?.name !== 'AtLiteral') return call(r, node, children);
  const text = childrenOf(first)[0];
  if (text === undefined) return nothing(r, node);
  const value = stringOf(written(r, text));
  const name = /^-?P/.test(value)
    ? 'duration'
    : /^\d{1,2}:\d{1,2}:\d{1,2}/.test(value)
      ? 'time'
      : value.includes('T')
        ? 'date and time'
        : 'date';
  return { kind: 'call', name, args: [read(r, text)], span: spanOf(node) };
};

const each: Read = (r, node, children) => {
  const [word, contexts, , body] = children;
  const [context, another] = contexts === undefined ? [] : childrenOf(contexts);
  const [name, , iteration] = context === undefined ? [] : childrenOf(context);
  const over = iteration === undefined ? [] : childrenOf(iteration);
  const [source] = over;
  if (word === undefined || name === undefined || source === undefined) return nothing(r, node);
  const how = node.name === 'ForExpression' ? 'for' : word.name === 'some' ? 'some' : 'every';
  const local = written(r, name);
  const refuse = (says: string): FeelAst => bad(r, node, says, [source]);
  if (another !== undefined) return refuse('Go through one list at a time.');
  if (r.local !== null) return refuse('A loop inside a loop cannot be used here.');
  if (over.length > 1 || source.name === 'SimplePositiveUnaryTest')
    return refuse('Go through a list: counting through a range cannot be used here.');
  if (roots.has(local) || Object.hasOwn(functions, local) || local === 'partial')
    return refuse(`“${local}” has a meaning already: name the loop’s value otherwise.`);
  const through = read(r, source);
  r.local = local;
  const inner = part(r, body, node);
  r.local = null;
  return { kind: 'each', how, name: local, list: through, body: inner, span: spanOf(node) };
};

const kinds: { readonly [name: string]: Read } = {
  Expression: wrapper,
  PositiveUnaryTest: wrapper,
  ParenthesizedExpression: wrapper,
  NumericLiteral: literal,
  StringLiteral: literal,
  BooleanLiteral: literal,
  null: literal,
  Conjunction: binary,
  Disjunction: binary,
  ArithmeticExpression: binary,
  Comparison: comparison,
  PathExpression: path,
  VariableName: path,
  List: list,
  IfExpression: choice,
  FunctionInvocation: call,
  DateTimeLiteral: temporal,
  ForExpression: each,
  QuantifiedExpression: each,
  SimplePositiveUnaryTest: outside('A range or a comparison alone can only stand after “in”.'),
  FilterExpression: outside('Picking from a list with […] cannot be used here.'),
  FunctionDefinition: outside('Functions cannot be defined here.'),
  Context: outside('Values in { } cannot be used here.'),
  InstanceOfExpression: outside('“instance of” cannot be used here.'),
  '?': outside('“?” cannot be used here.'),
};
