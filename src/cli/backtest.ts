import { compile } from '#engine/compile.ts';
import { openEvents } from '#engine/log/open.ts';
import { readLog } from '#engine/log/read.ts';
import type { SopFile } from '#formats/sop.ts';
import { digest } from '#model/digest.ts';
import { as } from '#model/ids.ts';
import type { RequestId } from '#model/ids.ts';
import { backtest as backtestOf } from '#simulate/backtest/backtest.ts';
import { isCommandType } from '#simulate/backtest/history.ts';
import type { History, Recorded } from '#simulate/backtest/history.ts';
import { directoryOf } from './directory.ts';
import { takeValues, wholeNumber } from './options.ts';
import { parseArgs, printable, Unusable } from './outcome.ts';
import type { Command } from './outcome.ts';
import { readSopFile, readText, sha256 } from './read.ts';

const usage = 'backtest SOP --requests FILE [--against SOP] [--assume-hours H] [--json]';

/**
 * Replays the requests of an SOP from an exported log through the SOP as it is in the file, or through another one.
 * Exit code 1 where a request departs or cannot be told.
 */
export const backtest: Command = (args) => {
  const { rest, values } = takeValues(args, ['--requests', '--against', '--assume-hours'], usage);
  const { files, flags } = parseArgs(rest, 1, usage, ['--json']);
  const [name = ''] = files;
  const { '--requests': requests, '--against': against } = values;
  if (requests === undefined)
    throw new Unusable(`--requests is missing. Usage: countersign ${usage}`);
  const sop = readSopFile(name);
  const target = against === undefined ? sop : readSopFile(against);
  const { histories, skipped } = historiesOf(sop, requests);
  const hours = wholeNumber(values, '--assume-hours');
  const version = digest(target.diagram, sha256);
  const found = backtestOf(
    compile(target.diagram, version),
    histories,
    directoryOf(target),
    hours === undefined ? null : { hours },
  );
  if (flags.has('--json'))
    console.log(
      JSON.stringify({ sop: sop.id, against: target.id, version, skipped, ...found }, null, 2),
    );
  else {
    console.log(printable(found.says));
    if (skipped > 0) console.log(`${skipped} requests of other SOPs were left out.`);
    for (const each of found.requests)
      if (each.verdict !== 'same') console.log(printable(`  ${each.request}: ${each.says}`));
    const { recorded, elsewhere, default: stated, unknown } = found.assumed;
    if (recorded + elsewhere + stated + unknown > 0)
      console.log(
        `Assumed: ${recorded} from another round, ${elsewhere} from elsewhere, ${stated} by default, ${unknown} unknown.`,
      );
  }
  return found.counts.same === found.requests.length ? 0 : 1;
};

/** The requests of this SOP in a log; a line that cannot be read is a reason to stop, not to leave something out. */
function historiesOf(sop: SopFile, name: string): { histories: History[]; skipped: number } {
  const log = readLog(readText(name));
  if (!log.ok) throw new Unusable(`${name}: ${log.says}`);
  const entries = new Map<string, Recorded[]>();
  for (const line of log.lines) {
    if (!line.ok) throw new Unusable(`${name}: line ${line.line} cannot be used, ${line.says}.`);
    const { entry, record } = line;
    if (!entry.stream.startsWith('request/')) continue;
    const { type, id } = entry.command;
    if (!isCommandType(type))
      throw new Unusable(
        `${name}: line ${line.line} has the command “${type}”, which there is not.`,
      );
    const known = entries.get(entry.stream) ?? [];
    known.push({
      command: { id, type },
      actor: entry.actor,
      at: entry.clock ?? entry.at,
      events: openEvents(entry, record.private),
    });
    entries.set(entry.stream, known);
  }
  const histories: History[] = [];
  for (const [stream, all] of entries) {
    const [first] = all;
    const submitted = first?.events.find((event) => event.type === 'submitted');
    if (submitted?.type !== 'submitted')
      throw new Unusable(`${name}: the log of ${stream} does not begin with its submission.`);
    if (submitted.sop === sop.id)
      histories.push({ request: as<RequestId>(stream.slice('request/'.length)), entries: all });
  }
  return { histories, skipped: entries.size - histories.length };
}
