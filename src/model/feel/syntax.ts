/** feelin's syntax tree as the reader wants it, and what a syntax error is called in plain words. */
import type { parseExpression } from './grammar.ts';
import type { Span } from './ast.ts';

export type Tree = ReturnType<typeof parseExpression>;
export type SyntaxNode = Tree['topNode'];
export interface FeelFault {
  readonly says: string;
  readonly span: Span;
  /** The whole text as it was probably meant. */
  readonly instead?: string;
}

export const spanOf = (node: SyntaxNode): Span => [node.from, node.to];

/** Without comments and white space. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling)
    if (!child.type.isSkipped || child.type.isError) found.push(child);
  return found;
}

const instead: { readonly [written: string]: string } = {
  '&&': 'Write “and” instead of “&&”.',
  '&': 'Write “and” instead of “&”.',
  '||': 'Write “or” instead of “||”.',
  '|': 'Write “or” instead of “|”.',
  '!': 'Write not(…) instead of “!”.',
  "'": 'Put texts in double quotes.',
  '“': 'Put texts in straight double quotes: ".',
  '”': 'Put texts in straight double quotes: ".',
  '"': 'A text is not closed: a double quote is missing.',
};

/** The first thing the grammar can't read; null where it reads all. */
export function syntaxError(tree: Tree, text: string): FeelFault | null {
  if (text.trim() === '') return { says: 'An expression is missing.', span: [0, text.length] };
  let found: SyntaxNode | null = null;
  tree.iterate({
    enter: (node) => {
      if (found === null && node.type.isError) found = node.node;
      return found === null;
    },
  });
  return found === null ? null : said(found, text);
}

function said(node: SyntaxNode, text: string): FeelFault {
  const written = text.slice(node.from, node.to).trim();
  if (written !== '') {
    const known = instead[written] ?? instead[written.charAt(0)];
    return { says: known ?? `“${brief(written)}” does not belong here.`, span: spanOf(node) };
  }
  const after = text.slice(node.to).trimStart();
  if (after !== '') {
    const at = text.length - after.length;
    const word = /^[\p{L}\p{N}_]+|^./u.exec(after)?.[0] ?? '';
    return {
      says: instead[word] ?? `Something is missing before “${brief(word)}”.`,
      span: [at, at + word.length],
    };
  }
  if (node.parent?.name === 'IfExpression')
    return { says: 'An “if” needs a “then” and an “else”.', span: [node.parent.from, node.to] };
  return { says: 'The expression is not finished.', span: [node.from, node.to] };
}

/** A stretch of somebody's text, short enough for a sentence. */
export const brief = (written: string): string =>
  written.length > 40 ? `${written.slice(0, 39)}…` : written;

const escapes = /\\(?:["\\nrt]|u[a-fA-F0-9]{1,6})/g;
const escaped: { readonly [written: string]: string } = {
  '\\"': '"',
  '\\\\': '\\',
  '\\n': '\n',
  '\\r': '\r',
  '\\t': '\t',
};

/** What a text literal stands for, its quotes and escapes read. */
export function stringOf(written: string): string {
  return written.slice(1, -1).replaceAll(escapes, (one) => {
    const known = escaped[one];
    if (known !== undefined) return known;
    const code = Number.parseInt(one.slice(2), 16);
    if (one.length <= 6) return String.fromCharCode(code);
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : one;
  });
}
