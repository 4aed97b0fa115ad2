import type { CommandOf, Refusal } from '../command.ts';
import type { EventOf } from '../event.ts';
import { blank } from '../normal.ts';
import { mayWork } from '../people/authority.ts';
import { seats } from '../people/edges.ts';
import { denial } from '../people/refusals.ts';
import { actingFor, emit } from '../run.ts';
import type { Run } from '../run.ts';
import { openWork, personOf } from './admit.ts';

type Given = CommandOf<'answer'>['answers'][number];

/** Answers manual items; what is answered so already is left out, for it changes nothing that was signed. */
export function answer(run: Run, command: CommandOf<'answer'>): Refusal | null {
  const found = openWork(run, command.work);
  if ('refused' in found) return found;
  const { work, node } = found;
  const person = personOf(run);
  const may = mayWork(run, node, work, person, [...node.works, ...seats(node, work)]);
  if (!may.ok) {
    const alone = 'answer the checklist';
    return denial(run, may, { node, work, person, verb: `${alone} of`, alone });
  }
  actingFor(run, may.principal);
  const answers: EventOf<'answered'>['answers'][number][] = [];
  for (const { item, result, comment } of command.answers) {
    const row = node.items.find((each) => each.row.id === item)?.row;
    if (row === undefined)
      return { refused: 'no_such_item', says: 'This checklist has no such item.' };
    if (row.check !== undefined)
      return {
        refused: 'automated_item',
        says: `“${row.text}” is checked automatically.`,
        needs: [item],
      };
    const before = work.answers[item];
    if (before?.by === null && before.result === 'na')
      return {
        refused: 'not_applicable',
        says: `“${row.text}” does not apply to this request.`,
        needs: [item],
      };
    if (result !== 'pass' && blank(comment))
      return {
        refused: 'comment_needed',
        says: `Say in a comment why “${row.text}” is ${said(result)}.`,
        needs: [item],
      };
    if (before?.by !== null && before?.result === result && before.comment === comment) continue;
    answers.push(comment === undefined ? { item, result } : { comment, item, result });
  }
  emit(run, { answers, type: 'answered', work: work.id });
  return null;
}

const said = (result: Given['result']): string =>
  result === 'fail' ? 'not passed' : 'not applicable';
