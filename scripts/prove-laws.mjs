/**
 * Proves that law 3 can fail: plants one bug at a time into a copy of the engine and expects the independent checker,
 * which reads only the log, to find it. A plant whose text is not found counts as failed: the code has moved on.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';

/** what goes wrong, where, what stands there, what is put in its place */
const plants = [
  [
    'the requester may sign through a delegate',
    'src/engine/people/authority.ts',
    '(person === requester || principal === requester)',
    'person === requester && principal === requester',
  ],
  [
    'separation of duties looks away',
    'src/engine/people/separation.ts',
    "if (kind === 'different' && one !== null)",
    "if (kind === 'different' && one !== null && others.length > 99)",
  ],
  [
    'one signature short of the quorum',
    'src/engine/people/quorum.ts',
    "if (quorum.kind === 'atLeast') return quorum.n;",
    "if (quorum.kind === 'atLeast') return quorum.n - 1;",
  ],
  [
    'signatures never go stale',
    'src/engine/fresh.ts',
    'if (request.n === n) return true;',
    'if (request.n >= n) return true;',
  ],
  [
    'evidence need not be opened',
    'src/engine/closing.ts',
    'if (unopened.length === 0) return null;',
    'if (unopened.length >= 0) return null;',
  ],
  [
    'who recused may sign',
    'src/engine/people/authority.ts',
    'return recused !== undefined && (',
    'return recused === null && (',
  ],
  [
    'one person signs twice',
    'src/engine/people/authority.ts',
    'if (again && (moved || signedOtherwise(work, person, principal, earlier)))',
    'if (!again && (moved || signedOtherwise(work, person, principal, earlier)))',
  ],
  [
    'a delegate hands on what is not theirs',
    'src/engine/commands/delegate.ts',
    'if (!holdsHere(view, node, work, person))',
    'if (!holdsHere(view, node, work, person) && work.round < 0)',
  ],
  [
    'an added reviewer is not waited for',
    'src/engine/people/quorum.ts',
    'if (seat.person !== undefined && seatLapsed(view, node, seat)) return true;',
    'if (seat.person !== undefined) return true;',
  ],
  [
    'a stranger affirms',
    'src/engine/people/affirming.ts',
    'const place = places.find((each) => each.signer === principal);',
    'const [place] = places;',
  ],
  [
    'a claim is not heeded',
    'src/engine/people/claims.ts',
    'return holder !== null && holder !== principal;',
    'return holder === null && holder === principal;',
  ],
  [
    'a token is issued though a change is unsigned',
    'src/engine/holding.ts',
    '?.overtaken !== undefined) return true;',
    '?.overtaken !== undefined) return false;',
  ],
  [
    'a condition that blocks the end does not',
    'src/engine/holding.ts',
    "condition.effect === 'end' && condition.status === 'open'",
    "condition.effect === 'end' && condition.status === 'waived'",
  ],
  [
    'signatures come along to another version',
    'src/engine/evolve.ts',
    'signatures: signatures.includes(work.id) ? [] : work.signatures,',
    'signatures: work.signatures,',
  ],
  [
    'migration forgets that a gate was overtaken',
    'src/engine/evolve.ts',
    '[id]: { ...rest, overtaken: stamp.n } };',
    '[id]: { ...rest, overtaken: undefined } };',
  ],
  [
    'answers stand though the item is another now',
    'src/engine/migrate.ts',
    'now.text === before.text &&',
    'now.text !== null &&',
  ],
  [
    'a token goes to a version that has no place for it',
    'src/engine/migrate.ts',
    'if (after === undefined) return [`It is at ${name}, which the version does not have.`];',
    'if (after === undefined) return [];',
  ],
  [
    'a stranger takes a request to another version',
    'src/engine/commands/migrate.ts',
    'const principal = mayOwn(run, personOf(run));',
    'const principal = mayOwn(run, personOf(run)) ?? personOf(run);',
  ],
  [
    'a stranger revokes',
    'src/engine/commands/revoke.ts',
    'const principal = mayOwn(run, personOf(run));',
    'const principal = mayOwn(run, personOf(run)) ?? personOf(run);',
  ],
  [
    'reassessment keeps quiet about what fails',
    'src/engine/commands/reassess.ts',
    'if (result === null) continue;',
    "if (result === null || result === 'fail') continue;",
  ],
  [
    'reassessment looks at gates that did not approve',
    'src/engine/commands/reassess.ts',
    'if (!isApproving(outcome)) continue;',
    'if (isApproving(outcome)) continue;',
  ],
  [
    'a person reports how a child request ended',
    'src/engine/commands/admit.ts',
    "['report', 'subprocess'],",
    '',
  ],
  [
    'a token is signed that was signed already',
    'src/engine/commands/certify.ts',
    'if (issued.certified !== null)',
    'if (issued.token === "")',
  ],
  [
    'a change is affirmed under a limitation, and nobody is told',
    'src/engine/commands/affirm.ts',
    '...(may.limitation === null ? null : { limitation: may.limitation }),',
    '',
  ],
  [
    'a condition is due before it is asked for',
    'src/engine/commands/sign.ts',
    'drafts.find(({ due }) => due <= run.now)',
    'drafts.find(({ due }) => due < 0)',
  ],
];

const counts = { passed: 0, failed: 0, skipped: 0 };
const left = [...plants];
// A run keeps one core busy.
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, lane));
console.log(`planted bugs: ${counts.passed} found, ${counts.failed} not`);
if (process.argv[2]) writeFileSync(process.argv[2], JSON.stringify(counts));
process.exitCode = counts.failed === 0 ? 0 : 1;

/** Plants one bug after the other in a copy of its own, as long as some are left. */
async function lane() {
  const copy = mkdtempSync(join(tmpdir(), 'laws-'));
  try {
    const needed =
      'src test templates package.json vitest.config.ts tsconfig.json tsconfig.base.json';
    const settings = 'tsconfig.dom.json tsconfig.node.json tsconfig.tools.json';
    for (const name of `${needed} ${settings}`.split(' '))
      cpSync(name, join(copy, name), { recursive: true });
    symlinkSync(resolve('node_modules'), join(copy, 'node_modules'), 'junction');
    for (let plant = left.shift(); plant !== undefined; plant = left.shift()) {
      const [bug, file, from, to] = plant;
      const source = readFileSync(join(copy, file), 'utf8');
      const { found, why } = source.includes(from)
        ? await tried(copy, file, source.replace(from, to))
        : { found: false, why: `“${from}” is not in ${file} any more` };
      writeFileSync(join(copy, file), source);
      counts[found ? 'passed' : 'failed'] += 1;
      console.log(`${found ? 'ok  ' : 'FAIL'} ${bug}: ${why}`);
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

async function tried(copy, file, planted) {
  writeFileSync(join(copy, file), planted);
  const run = spawn(
    process.execPath,
    [resolve('node_modules/vitest/vitest.mjs'), 'run', '--project', 'node', 'test/laws/law3'],
    {
      cwd: copy,
      // It ends at the first finding: the many commands are for what seldom comes together.
      env: {
        ...process.env,
        FORCE_COLOR: '0',
        NO_COLOR: '1',
        LAW_SHRINK: 'no',
        LAW_COMMANDS: '600000',
      },
    },
  );
  const [out, err] = await Promise.all([text(run.stdout), text(run.stderr)]);
  // The checker's own sentence, not just any failure: a plant that does not compile proves nothing.
  const said = `${out}${err}`.match(/"(entry \d+, \w+: [^"]*)"/);
  return said
    ? { found: true, why: `found, ${said[1]}` }
    : { found: false, why: 'the checker found nothing' };
}
