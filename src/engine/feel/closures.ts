/** The own tree → closures: what is known when the expression is read is looked up then, not at every evaluation. */
import type { FeelAst, FeelTest } from '#model/feel/ast.ts';
import { pattern } from '#model/pattern.ts';
import { divided, minus, plus, power, times } from './arithmetic.ts';
import { calls, folded, folds } from './calls.ts';
import { equals, order } from './compare.ts';
import { mostRounds, own, root, step } from './value.ts';
import type { Env } from './value.ts';

export type Run = (e: Env) => unknown;
interface Scope {
  /** The loop's own name. */
  readonly local: string | null;
  /** In which wall time without a zone is read where it stands against an instant. */
  readonly zone: string;
}
type Of<K extends FeelAst['kind']> = Extract<FeelAst, { kind: K }>;

const nothing: Run = () => null;

export function closure(ast: FeelAst, scope: Scope): Run {
  switch (ast.kind) {
    case 'literal': {
      const { value } = ast;
      return () => value;
    }
    case 'path':
      return path(ast.path, scope);
    case 'unary': {
      const of = closure(ast.of, scope);
      return (e) => minus(0, of(e), scope.zone);
    }
    case 'binary':
      return binary(ast, scope);
    case 'if': {
      const test = closure(ast.test, scope);
      const then = closure(ast.then, scope);
      const otherwise = closure(ast.else, scope);
      return (e) => (test(e) === true ? then(e) : otherwise(e));
    }
    case 'list': {
      const items = ast.items.map((item) => closure(item, scope));
      return (e) => items.map((item) => item(e));
    }
    case 'between': {
      const value = closure(ast.value, scope);
      const low = closure(ast.low, scope);
      const high = closure(ast.high, scope);
      return (e) => lies(value(e), low(e), high(e), false, false, scope.zone);
    }
    case 'in':
      return membership(ast, scope);
    case 'call':
      return call(ast, scope);
    case 'each':
      return loop(ast, scope);
    case 'range': // stands in tests only
    case 'bad':
      return nothing;
  }
}

function path(names: readonly string[], scope: Scope): Run {
  const [first = '', second, ...more] = names;
  if (first === scope.local)
    return (e) => names.slice(1).reduce((value, name) => reach(e, value, name), e.item);
  if (second === undefined) return (e) => root(e.data, first);
  if (first === 'form' && more.length === 0) return (e) => own(e.data.form, second);
  return (e) => {
    let value = reach(e, root(e.data, first), second);
    for (const name of more) value = reach(e, value, name);
    return value;
  };
}
function reach(e: Env, value: unknown, name: string): unknown {
  if (Array.isArray(value)) e.left -= value.length;
  return step(value, name);
}

function binary(ast: Of<'binary'>, scope: Scope): Run {
  const left = closure(ast.left, scope);
  const right = closure(ast.right, scope);
  const { zone } = scope;
  switch (ast.op) {
    case 'and':
      return (e) => {
        const a = left(e);
        if (a === false) return false;
        const b = right(e);
        if (b === false) return false;
        return a === true && b === true ? true : null;
      };
    case 'or':
      return (e) => {
        const a = left(e);
        if (a === true) return true;
        const b = right(e);
        if (b === true) return true;
        return a === false && b === false ? false : null;
      };
    case '=':
      return (e) => equals(left(e), right(e), e);
    case '!=':
      return (e) => {
        const same = equals(left(e), right(e), e);
        return same === null ? null : !same;
      };
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const holds = ordered[ast.op];
      return (e) => {
        const by = order(left(e), right(e), zone);
        return by === null ? null : holds(by);
      };
    }
    case '+':
      return (e) => plus(left(e), right(e));
    case '-':
      return (e) => minus(left(e), right(e), zone);
    case '*':
      return (e) => times(left(e), right(e));
    case '/':
      return (e) => divided(left(e), right(e));
    case '**':
      return (e) => power(left(e), right(e));
  }
}
const ordered = {
  '<': (by: number) => by < 0,
  '<=': (by: number) => by <= 0,
  '>': (by: number) => by > 0,
  '>=': (by: number) => by >= 0,
};

/** Between two ends, whichever is the lower; null where an end is missing or has no order with the value. */
function lies(
  value: unknown,
  from: unknown,
  to: unknown,
  fromOpen: boolean,
  toOpen: boolean,
  zone: string,
): boolean | null {
  const turned = order(from, to, zone);
  if (turned === null) return null;
  if (turned > 0) return lies(value, to, from, toOpen, fromOpen, zone);
  const above = order(value, from, zone);
  const below = order(value, to, zone);
  if (above === null || below === null) return null;
  return (fromOpen ? above > 0 : above >= 0) && (toOpen ? below < 0 : below <= 0);
}

/** One test that is true decides; else one that cannot be told leaves it open. */
function membership(ast: Of<'in'>, scope: Scope): Run {
  const value = closure(ast.value, scope);
  const alone = ast.tests.length === 1;
  const tests = ast.tests.map((test) => testing(test, alone, scope));
  return (e) => {
    const of = value(e);
    let open = false;
    for (const test of tests) {
      const result = test(e, of);
      if (result === true) return true;
      if (result === null) open = true;
    }
    return open ? null : false;
  };
}
function testing(
  test: FeelTest,
  alone: boolean,
  scope: Scope,
): (e: Env, value: unknown) => boolean | null {
  const { zone } = scope;
  switch (test.kind) {
    case 'equals': {
      const wanted = closure(test.value, scope);
      return (e, value) => {
        const want = wanted(e);
        if (want === null && alone) return null;
        if (equals(want, value, e) === true) return true;
        if (!Array.isArray(want)) return false;
        e.left -= want.length;
        return want.some((each) => equals(each, value, e) === true);
      };
    }
    case 'compare': {
      const { op } = test;
      const wanted = closure(test.value, scope);
      if (op === '=') return (e, value) => equals(value, wanted(e), e);
      if (op === '!=')
        return (e, value) => {
          const same = equals(value, wanted(e), e);
          return same === null ? null : !same;
        };
      const holds = ordered[op];
      return (e, value) => {
        const by = order(value, wanted(e), zone);
        return by === null ? null : holds(by);
      };
    }
    case 'within': {
      const { from, to, fromOpen, toOpen } = test.range;
      const low = from === null ? nothing : closure(from, scope);
      const high = to === null ? nothing : closure(to, scope);
      return (e, value) => lies(value, low(e), high(e), fromOpen, toOpen, zone);
    }
  }
}

function call(ast: Of<'call'>, scope: Scope): Run {
  if (ast.name === 'matches') return matching(ast, scope);
  const args = ast.args.map((arg) => closure(arg, scope));
  const fold = folds[ast.name];
  if (fold !== undefined)
    return (e) =>
      folded(
        e,
        fold,
        args.map((arg) => arg(e)),
      );
  const does = calls[ast.name];
  const [a = nothing, b, c, d] = args;
  if (does === undefined) return nothing;
  if (b === undefined) return (e) => does(e, a(e), undefined, undefined, undefined);
  return (e) => does(e, a(e), b(e), c?.(e), d?.(e));
}

/** Steps of a pattern an evaluation may take: text × pattern. */
const mostSteps = 5_000_000;
function matching({ args: [of, source, flags] }: Of<'call'>, scope: Scope): Run {
  if (of === undefined || source?.kind !== 'literal' || typeof source.value !== 'string')
    return nothing;
  const flag = flags?.kind === 'literal' && typeof flags.value === 'string' ? flags.value : '';
  const compiled = pattern(source.value, flag);
  if (!compiled.ok) return nothing;
  const text = closure(of, scope);
  return (e) => {
    const value = text(e);
    const on = Array.isArray(value) && value.length === 1 ? value[0] : value;
    if (typeof on !== 'string') return null;
    const steps = on.length * compiled.size;
    if (steps > mostSteps) return null;
    e.left -= steps >> 5;
    return e.left < 0 ? null : compiled.test(on);
  };
}

function loop(ast: Of<'each'>, scope: Scope): Run {
  const list = closure(ast.list, scope);
  const body = closure(ast.body, { ...scope, local: ast.name });
  const rounds = (e: Env): readonly unknown[] | null => {
    const elements = list(e);
    if (!Array.isArray(elements) || elements.length > mostRounds) return null;
    e.left -= elements.length;
    return elements;
  };
  const turn = (e: Env, element: unknown): unknown => {
    if (e.left < 0) return null; // spent: the whole result will be null
    e.item = element;
    return body(e);
  };
  switch (ast.how) {
    case 'for':
      return (e) => rounds(e)?.map((element) => turn(e, element)) ?? null;
    case 'some':
      return (e) => rounds(e)?.some((element) => turn(e, element) === true) ?? null;
    case 'every':
      return (e) => rounds(e)?.every((element) => turn(e, element) === true) ?? null;
  }
}
