/** The own tree of a FEEL expression: engine, proof, inspector and exporters read this one. */
export type Span = readonly [from: number, to: number];

interface At {
  readonly span: Span;
}
export type BinaryOperator =
  | 'and'
  | 'or'
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '+'
  | '-'
  | '*'
  | '/'
  | '**';
/** A test of `in`: a value to equal, a comparison with the input, or a range. */
export type FeelTest =
  | { readonly kind: 'equals'; readonly value: FeelAst }
  | {
      readonly kind: 'compare';
      readonly op: '<' | '<=' | '>' | '>=' | '=' | '!=';
      readonly value: FeelAst;
    }
  | { readonly kind: 'within'; readonly range: Extract<FeelAst, { kind: 'range' }> };
export type FeelAst =
  | (At & { readonly kind: 'literal'; readonly value: null | boolean | number | string })
  /** `metrics.tests.psi` → ['metrics', 'tests', 'psi'] */
  | (At & { readonly kind: 'path'; readonly path: readonly string[] })
  | (At & { readonly kind: 'unary'; readonly op: '-'; readonly of: FeelAst })
  | (At & {
      readonly kind: 'binary';
      readonly op: BinaryOperator;
      readonly left: FeelAst;
      readonly right: FeelAst;
    })
  | (At & {
      readonly kind: 'if';
      readonly test: FeelAst;
      readonly then: FeelAst;
      readonly else: FeelAst;
    })
  | (At & { readonly kind: 'list'; readonly items: readonly FeelAst[] })
  | (At & {
      readonly kind: 'range';
      readonly from: FeelAst | null;
      readonly to: FeelAst | null;
      readonly fromOpen: boolean;
      readonly toOpen: boolean;
    })
  | (At & {
      readonly kind: 'between';
      readonly value: FeelAst;
      readonly low: FeelAst;
      readonly high: FeelAst;
    })
  | (At & { readonly kind: 'in'; readonly value: FeelAst; readonly tests: readonly FeelTest[] })
  /** A function by its FEEL name (`not` too), or what is read off a date: `date(form.day).year` is a call of `year`. */
  | (At & { readonly kind: 'call'; readonly name: string; readonly args: readonly FeelAst[] })
  /** `for x in list return body`, `some/every x in list satisfies body`. */
  | (At & {
      readonly kind: 'each';
      readonly how: 'for' | 'some' | 'every';
      readonly name: string;
      readonly list: FeelAst;
      readonly body: FeelAst;
    })
  /** Outside the subset, or no FEEL at all; `says` in words. */
  | (At & { readonly kind: 'bad'; readonly says: string });

export interface Parsed {
  readonly text: string;
  readonly ast: FeelAst;
  /** Every `bad` in it and what else is wrong (too long, too many nodes). Empty: it can be run. */
  readonly faults: readonly {
    readonly says: string;
    readonly span: Span;
    /** The whole text as it was probably meant. */
    readonly instead?: string;
  }[];
  /** Paths read, without duplicates, in order of appearance; a loop's own name left out. */
  readonly paths: readonly (readonly string[])[];
  /** Every place a path stands, with the span of each of its names: what a rename rewrites. */
  readonly places: readonly { readonly path: readonly string[]; readonly spans: readonly Span[] }[];
}
