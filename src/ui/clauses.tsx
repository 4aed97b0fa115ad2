import { createContext, use, useEffect, useState } from 'react';

/** A clause of a law, standard or guidance that a checklist item gives evidence for; never a claim of compliance. */
export interface Clause {
  /** As the list of clauses has it: "EU AI Act (Reg. 2024/1689) Art. 14 Human oversight". */
  readonly title: string;
  /** From when it applies, in words: "2025-02-02", "in force (standard)". */
  readonly applies: string;
}
export type Clauses = ReadonlyMap<string, Clause>;

const none: Clauses = new Map();

/** The list of clauses by code; `app` knows where it lies. */
export const ClausesContext = createContext<() => Promise<Clauses>>(() => Promise.resolve(none));

/** Clauses by code; empty while they load: a code is readable without them. */
export function useClauses(): Clauses {
  const load = use(ClausesContext);
  const [clauses, set] = useState(none);
  useEffect(() => {
    let gone = false;
    load().then(
      (found) => gone || set(found),
      () => undefined, // a help, never a need
    );
    return () => {
      gone = true;
    };
  }, [load]);
  return clauses;
}

/** What a title is cited by, first that fits. */
const citations: readonly RegExp[] = [
  /^(.+? Art\. \d+)/,
  /^(NIST AI RMF)(?: 1\.0)?( [A-Z]+ [\d.]+)/,
  /^(ISO)\/IEC( \d+):\d{4} Annex( A[\d.]+)/,
  /^US (SR 26-2).*topic(: [^:,]+)/,
  /^(?:US )?(.*?\bCFR [\d.]+)/,
  /^(?:US )?(FCRA s\. \d+)/,
  /^(ISO \d+):\d{4}( [\d.]+)?/,
  /^(IEC [\d-]+):\d{4}/,
];

/** "EU AI Act Art. 14" of its whole title; the code where the title is not known, or has no such short form. */
export function citation(code: string, clause: Clause | undefined): string {
  if (clause === undefined) return code;
  const title = clause.title.replaceAll(/ \(Reg\. [^)]*\)/g, '');
  for (const pattern of citations) {
    const found = pattern.exec(title);
    if (found !== null) return found.slice(1).join('').trim();
  }
  return title.length <= 28 ? title : code;
}
