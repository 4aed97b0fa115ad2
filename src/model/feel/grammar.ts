/**
 * feelin's grammar (lezer-feel), asked as feelin asks it. feelin itself brings an interpreter and a second calendar that
 * nothing here uses: 60 kB the editor would load for nothing. It stays as the oracle of the tests.
 */
import { parser, trackVariables } from 'lezer-feel';

const configured = parser.configure({ top: 'Expression', contextTracker: trackVariables({}) });

/** The syntax tree of an expression, with error nodes where it is none. */
export const parseExpression = (text: string): ReturnType<typeof configured.parse> =>
  configured.parse(text);
