/**
 * node scripts/templates.mjs DIR [ID...]   converts the neutral template data of DIR once into templates/<id>.sop.json and
 * .runs.json, laid out, and copies the clause catalogue. Goes when the last template stands: then the files are the source.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runnerImport } from 'vite';
import { texts } from './template-texts.mjs';

const [source, ...wanted] = process.argv.slice(2);
if (source === undefined) {
  console.error('usage: node scripts/templates.mjs DIR [ID...]');
  process.exit(2);
}
const load = async (file) =>
  (
    await runnerImport(join(import.meta.dirname, '../src', file), {
      configFile: false,
      logLevel: 'warn',
    })
  ).module;
const { digest } = await load('model/digest.ts');
const { orders } = await load('model/order.ts');
const { edited } = await load('model/edit/edits.ts');
const { layoutDiagram } = await load('layout/layout.ts');
const { writeSop } = await load('formats/sop.ts');
const { writeRuns } = await load('formats/runs.ts');
const hash = (text) => createHash('sha256').update(text).digest('hex');
const json = (file) => JSON.parse(readFileSync(join(source, file), 'utf8'));

const catalogue = json('calendars.json');
const holidays = {
  us_federal: days(
    '2026: 01-01, 01-19, 02-16, 05-25, 06-19, 07-03, 09-07, 10-12, 11-11, 11-26, 12-25; 2027: 01-01, 01-18, 02-15, 05-31, 06-18, 07-05, 09-06, 10-11, 11-11, 11-25, 12-24, 12-31',
  ),
  de_national: days(
    '2026: 01-01, 04-03, 04-06, 05-01, 05-14, 05-25, 10-03, 12-25, 12-26; 2027: 01-01, 03-26, 03-29, 05-01, 05-06, 05-17, 10-03, 12-25, 12-26',
  ),
  sg_public: days(
    '2026: 01-01, 02-17, 02-18, 03-21, 04-03, 05-01, 05-27, 06-01, 08-10, 11-09, 12-25; 2027: 01-01, 02-06, 02-08, 03-10, 03-26, 05-01, 05-17, 05-20, 08-09, 10-28, 12-25',
  ),
};
const calendarNames = {
  cal_msp: 'Minneapolis office hours',
  cal_247: 'Around the clock',
  cal_nyc: 'New York office hours',
  cal_bos: 'Boston clinic hours',
  cal_lax: 'Los Angeles office hours',
  cal_ber: 'Berlin office hours',
  cal_sin: 'Singapore office hours',
  cal_plant: 'Plant shifts',
};

function write(name, text) {
  const path = join(import.meta.dirname, '../templates', name);
  mkdirSync(dirname(path), { recursive: true });
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
}

// --- the SOP ------------------------------------------------------------------------------------

function sopOf(t) {
  const own = texts[t.id] ?? {};
  const used = t.meta.calendars.split(',').map((each) => each.trim());
  const zone = catalogue[used[0]][0];
  const [documentNo, revision] = t.meta.doc.split('|').map((each) => each.trim());
  const roles = new Map(t.roles.map((role) => [role.id, role]));
  const constraints = t.constraints.filter(([family]) => family !== 'window');
  const windows = t.constraints.filter(([family]) => family === 'window');
  const diagram = {
    format: 1,
    control: {
      title: t.meta.title,
      purpose: t.meta.purpose,
      industry: t.id.split('/')[0],
      owner: t.meta.owner,
      requesters: roles.has('r_requester') ? 'r_requester' : null,
      subject: own.subject ?? [],
      zone,
      documentNo,
      reviewEvery: t.meta.review,
      policies: t.meta.policies.split(';').map((title) => ({ title: title.trim() })),
    },
    nodes: table([
      ...t.nodes.map((node) => nodeOf(node, own)),
      ...t.phases.map(({ id, label }) => ({ id, kind: 'phase', name: label })),
      ...t.roles.map(({ id, name }) => ({ id, kind: 'role', name, group: `${t.id}/${id}` })),
      ...[...t.documents_and_notes, ...(own.notes ?? [])].map(({ kind, id, label, ph, text }) => ({
        id,
        kind,
        // A note without a text of its own says its label.
        name: text === '-' ? (own.noteNames?.[id] ?? 'Note') : label,
        phase: ph,
        text: text === '-' ? label : text,
      })),
    ]),
    flows: flowsOf(t),
    assignments: table(
      t.nodes.flatMap((node) => (node.assignments ?? []).map((row) => assignmentOf(node, row))),
    ),
    items: table(
      t.nodes.flatMap((node) => ordered(node.checklist ?? []).map((row) => itemOf(node, row, own))),
    ),
    evidence: table(
      t.nodes.flatMap((node) =>
        ordered(node.evidence ?? []).map(({ id, name, kind, order }) => ({
          id,
          node: node.id,
          order,
          name,
          kind,
        })),
      ),
    ),
    fields: table(ordered(t.form).map(fieldOf)),
    tiers: table(
      ordered(t.tiers).map(({ tier, feel, order }) => ({
        id: `tier_${tier}`,
        order,
        tier,
        when: feel,
      })),
    ),
    calendars: table(used.map((id) => calendarOf(id))),
    windows: table(windows.map(windowOf)),
    rules: table(constraints.map(ruleOf)),
    layout: {},
    assumptions: assumptionsOf(t),
  };
  const lists = new Set([
    ...Object.values(diagram.calendars).flatMap((row) => row.holidays ?? []),
    ...Object.values(diagram.windows).flatMap((row) =>
      row.closed.flatMap((each) => each.list ?? []),
    ),
  ]);
  const file = {
    format: 'countersign-sop/1',
    id: t.id,
    revision: revision.replace(/^rev /, ''),
    diagram,
    directory: {
      groups: Object.fromEntries(
        t.roles.map(({ id, name, members }) => [`${t.id}/${id}`, { name, members }]),
      ),
      people: Object.fromEntries(
        [...new Set(t.roles.flatMap((role) => role.members))].map((id) => [
          id,
          { name: personName(id), active: true },
        ]),
      ),
    },
    holidays: Object.fromEntries(
      [...lists].map((id) => [id, { days: holidays[id], keptUntil: '2027-12-31' }]),
    ),
  };
  return { file, byHome: homesOf(t, own) };
}

function nodeOf(n, own) {
  const description = own.descriptions?.[n.id];
  const base = {
    id: n.id,
    kind: n.kind,
    name: n.label,
    phase: n.phase,
    ...(description === undefined ? {} : { description }),
  };
  switch (n.kind) {
    case 'step':
      return n.edits === undefined ? base : { ...base, edits: n.edits };
    case 'gate':
      return {
        ...base,
        rule: n.rule ?? 'veto',
        ...(n.sla === undefined ? {} : { sla: slaOf(n.sla) }),
      };
    case 'wait':
      return { ...base, wait: waitOf(n.wait) };
    case 'notify':
      return { ...base, to: n.to.split(',').map((each) => each.trim()) };
    case 'end':
      return { ...base, outcome: n.outcome, terminating: n.terminating, issues: n.issues_token };
    default:
      return base;
  }
}

/** "24 cal_msp escalate r_x", "80 cal_nyc lapse" */
function slaOf(text) {
  const [hours, calendar, breach, role] = text.split(' ');
  return {
    minutes: Number(hours) * 60,
    calendar,
    remindAt: 75,
    breach: breach === 'lapse' ? { kind: 'lapse' } : { kind: 'escalate', role },
  };
}

/** "duration P5D on cal_247", "window win_x", "firstof: t_expiry=date form.expires_on; t_review=duration P3M" */
function waitOf(text) {
  const several = /^firstof: (.*)$/.exec(text);
  if (several !== null) {
    const timers = several[1].split(';').map((each) => each.trim().split(/=(.*)/s).slice(0, 2));
    return {
      kind: 'first',
      timers: Object.fromEntries(timers.map(([id, wait]) => [id, waitOf(wait)])),
    };
  }
  const [kind, what, , calendar] = text.split(' ');
  if (kind === 'window') return { kind: 'window', window: what };
  if (kind === 'date') return { kind: 'until', at: `date(${what})`, edge: 'end' };
  // Days around the clock are plain elapsed time; a calendar is named only where it has hours.
  return {
    kind: 'for',
    duration: what,
    ...(calendar === undefined || calendar === 'cal_247' ? {} : { calendar }),
  };
}

function flowsOf(t) {
  const bySource =
    Map.groupBy === undefined ? groupBy(t.flows) : Map.groupBy(t.flows, (flow) => flow.from);
  return table(
    [...bySource.values()].flatMap((flows) => ordered(flows).map((flow) => flowOf(flow))),
  );
}
function groupBy(flows) {
  const groups = new Map();
  for (const flow of flows) groups.set(flow.from, [...(groups.get(flow.from) ?? []), flow]);
  return groups;
}
function flowOf({ id, from, to, order, outcomes, condition, timer, default: otherwise }) {
  const label = condition === undefined ? undefined : labelOf(condition);
  const route =
    outcomes !== undefined
      ? { kind: 'outcomes', outcomes }
      : condition !== undefined
        ? { kind: 'when', when: condition }
        : timer !== undefined
          ? { kind: 'timer', timer }
          : otherwise === true
            ? { kind: 'default' }
            : { kind: 'always' };
  return { id, from, to, order, ...(label === undefined ? {} : { label }), route };
}
/** A short word for a plain condition: `tier = "low"` → low; `form.x = true` → yes. */
function labelOf(condition) {
  if (/^form\.\w+ = true$/.test(condition)) return 'yes';
  const equal = /^(?:tier|form\.\w+) = "([\w ]+)"$/.exec(condition);
  return equal === null ? undefined : equal[1].replaceAll('_', ' ');
}

function assignmentOf(node, { role, letter, quorum, required_before_A: before }) {
  const signs = letter === 'A' || letter === 'S';
  return {
    id: `a_${role}_${node.id}_${letter}`,
    role,
    node: node.id,
    letter,
    ...(signs && quorum !== undefined && quorum !== 'any' ? { quorum: quorumOf(quorum) } : {}),
    ...(before === true ? { before: true } : {}),
  };
}
const quorumOf = (text) =>
  text === 'all' ? { kind: 'all' } : { kind: 'atLeast', n: Number(text.split(' ')[0]) };

function itemOf(node, item, own) {
  const guidance = own.guidance?.[item.id];
  const message = own.messages?.[item.id];
  return {
    id: item.id,
    node: node.id,
    order: item.order,
    text: item.text,
    ...(guidance === undefined ? {} : { guidance }),
    required: item.required,
    waivable: item.waivable,
    ...(item.automated === undefined ? {} : { check: item.automated }),
    ...(message === undefined ? {} : { message }),
    ...(item.applies_when === undefined ? {} : { when: item.applies_when }),
    clauses: item.clauses,
  };
}

function fieldOf({ key, label, type, required, constraint, help, order }) {
  return {
    id: key,
    order,
    key,
    label,
    ...(help === '' || help === '-' ? {} : { help }),
    required,
    type: typeOf(type, constraint),
  };
}
function typeOf(type, constraint) {
  const range = /^(-?[\d.]+)\.\.(-?[\d.]+)(?: (.+))?$/.exec(constraint);
  const [, min, max, unit] = range ?? [];
  const pattern = /^pattern (.+)$/.exec(constraint)?.[1];
  switch (type) {
    case 'string':
    case 'text':
      return {
        kind: type,
        ...(min === undefined ? {} : { min: Number(min) }),
        max: max === undefined ? 200 : Number(max),
        ...(pattern === undefined ? {} : { pattern }),
      };
    case 'enum':
    case 'multi':
      return { kind: type, values: constraint.split(',').map((each) => each.trim()) };
    case 'integer':
    case 'number':
      return {
        kind: 'number',
        ...(min === undefined ? {} : { min: Number(min), max: Number(max) }),
        ...(unit === undefined ? {} : { unit }),
        ...(type === 'integer' ? { whole: true } : {}),
      };
    case 'boolean':
      return { kind: 'boolean', ...(constraint === 'default false' ? { initial: false } : {}) };
    case 'date': {
      const ahead = /at most (\d+) (days|months)/.exec(constraint);
      return {
        kind: 'date',
        ...(ahead === null
          ? {}
          : {
              maxDaysAhead:
                ahead[2] === 'days'
                  ? Number(ahead[1])
                  : Math.ceil((Number(ahead[1]) * 365.25) / 12),
            }),
      };
    }
    case 'time':
      return { kind: 'time' };
    default:
      throw new Error(`field type ${type}`);
  }
}

// --- calendars, windows, rules ------------------------------------------------------------------

function calendarOf(id) {
  const [zone, open, list] = catalogue[id];
  return {
    id,
    name: calendarNames[id],
    zone,
    open: openings(open),
    holidays: list === 'none' ? null : list,
  };
}

/** "Mon-Thu 09:00-16:00, Fri 09:00-12:00", "every day 00:00-24:00", "Tue-Thu 06:00-10:00 and Sat 14:00-20:00" */
function openings(text) {
  return text.split(/, | and /).flatMap((part) => {
    const [, from, to, start, end] =
      /^(?:open )?(every day|\w{3})(?:-(\w{3}))? ([\d:]+)-([\d:]+)$/.exec(part);
    const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
    const first = from === 'every day' ? 0 : names.indexOf(from);
    const last = from === 'every day' ? 6 : to === undefined ? first : names.indexOf(to);
    return names
      .slice(first, last + 1)
      .map((_, k) => ({ day: first + k + 1, from: minutes(start), to: minutes(end) }));
  });
}
function minutes(clock) {
  const [hour, minute] = clock.split(':').map(Number);
  return hour * 60 + minute;
}

function windowOf([, id, zone, open, closed]) {
  const closures = [];
  const list = /(\w+) holidays/.exec(closed)?.[1];
  if (list !== undefined)
    closures.push({
      kind: 'holidays',
      list,
      workingDayBefore: closed.includes('working day before'),
    });
  const last = /last (\d+) banking days/.exec(closed)?.[1];
  if (last !== undefined) closures.push({ kind: 'monthEnd', workingDays: Number(last) });
  if (closed.includes('15 November - 2 January'))
    closures.push({ kind: 'yearly', from: '11-15', to: '01-02' });
  if (closed.includes('quarter-end week')) closures.push({ kind: 'weekOfQuarterEnd' });
  return { id, zone, open: openings(open), closed: closures };
}

const listed = (text) => text.split(',').map((each) => each.trim());
const reasoned = (text) => (text === undefined ? {} : { reason: text });

function ruleOf([, id, what, a, b, c]) {
  switch (what) {
    case 'requester_never_signs':
      return { id, kind: 'requesterNeverSigns', on: true };
    case 'different':
    case 'same':
      return { id, ...reasoned(b), kind: what, nodes: listed(a) };
    case 'at_most':
      return { id, ...reasoned(b), kind: 'atMost', gates: Number(a) };
    case 'only_through':
      return {
        id,
        kind: 'onlyThrough',
        nodes: listed(a),
        gate: b,
        ...(c === undefined ? {} : { when: tierTest(c) }),
      };
    case 'rejections_notified':
      return { id, kind: 'rejectionsNotified' };
    case 'no_shared_approver':
      return { id, kind: 'noSharedApprover', gates: listed(a) };
    case 'sla_max':
      return { id, kind: 'slaMax', to: a, minutes: Number(b) * 60 };
    default:
      throw new Error(`constraint ${what}`);
  }
}
/** "tier in standard, high" → `tier in ("standard", "high")` */
function tierTest(text) {
  const tiers = text
    .replace(/^tier (in )?/, '')
    .split(',')
    .map((each) => `"${each.trim()}"`);
  return tiers.length === 1 ? `tier = ${tiers[0]}` : `tier in (${tiers.join(', ')})`;
}

function assumptionsOf(t) {
  const rows = {};
  for (const { id, members, share_pct: share, cost_per_hour: costPerHour } of t.roles) {
    rows[id] = { headcount: members.length, sharePercent: share, costPerHour };
  }
  const shares = {
    a: 'approved',
    c: 'conditional',
    t: 'returned',
    r: 'rejected',
    x: 'expired',
    e: 'expired',
  };
  for (const { id, sim } of t.nodes) {
    if (sim === undefined) continue;
    const [min, mode, max] = /tri\(([\d.]+),([\d.]+),([\d.]+)\)/.exec(sim).slice(1).map(Number);
    const outcomes = [...sim.replace(/tri\([^)]*\);?/, '').matchAll(/([a-z])([\d.]+)/g)].map(
      ([, letter, percent]) => [shares[letter], Number(percent)],
    );
    rows[id] = {
      touch: { kind: 'triangular', unit: 'businessHours', min, mode, max },
      ...(outcomes.length === 0 ? {} : { outcomePercent: Object.fromEntries(outcomes) }),
    };
  }
  const text = readFileSync(join(source, `${t.id}.md`), 'utf8');
  const arrivals = /Arrivals per week \(Poisson\): ([\d.]+)/.exec(text)?.[1];
  if (arrivals !== undefined)
    rows.sop = { arrivals: { kind: 'poisson', perWeek: Number(arrivals) } };
  return rows;
}

// --- sample requests ----------------------------------------------------------------------------

/** Which evidence each top-level key of the metrics is attached as: the nearest metrics evidence not after its first reader. */
function homesOf(t, own) {
  const home = new Map(Object.entries(own.metrics ?? {}));
  const seen = [];
  for (const node of t.nodes) {
    for (const piece of node.evidence ?? []) if (piece.kind === 'metrics') seen.push(piece.id);
    for (const item of node.checklist ?? []) {
      for (const [, key] of (item.automated ?? '').matchAll(/metrics\.(\w+)/g)) {
        if (!home.has(key)) home.set(key, seen.findLast((id) => id.includes(key)) ?? seen.at(-1));
      }
    }
  }
  return home;
}
function attachments(metrics, home) {
  const out = {};
  for (const [key, value] of Object.entries(metrics)) {
    const evidence = home.get(key);
    if (evidence === undefined) throw new Error(`no evidence for metrics.${key}`);
    out[evidence] = { ...out[evidence], [key]: value };
  }
  return out;
}

function runOf(t, sample, home) {
  return {
    id: sample.id,
    name: sample.name,
    story: sample.story,
    requester: sample.requester,
    submitted: sample.submitted,
    form: sample.form,
    metrics: attachments(sample.metrics, home),
    acts: sample.script.flatMap((line) => actsOf(line, sample, home)),
    expected: {
      tier: sample.expected.tier,
      outcome: sample.expected.outcome,
      trail: sample.expected.nodes,
    },
  };
}

const verdicts = ['approved', 'conditional', 'returned', 'rejected'];
/** "g1 priya.raman conditional waive=a,b reason=\"…\" condition=\"text; owner; runs on\" fields=x,y", "w - fires", "edit {…}", "attach {…}" */
function actsOf(line, sample, home) {
  const attached = (text, by) =>
    Object.entries(attachments(JSON.parse(text), home)).map(([evidence, metrics]) => ({
      do: 'attach',
      ...(by === undefined ? {} : { by }),
      evidence,
      metrics,
    }));
  const [, alone, data] = /^(edit|attach) (\{.*\})$/s.exec(line) ?? [];
  if (alone === 'edit') return [{ do: 'edit', by: sample.requester, changes: JSON.parse(data) }];
  if (alone === 'attach') return attached(data);
  const [, node, by, what, rest] = /^(\w+) (\S+) (\w+)(?: (.*))?$/s.exec(line);
  if (by === '-')
    return [
      { do: 'tick', node, ...(what === 'fires' || what === 'expired' ? {} : { timer: what }) },
    ];
  const reason = /reason="([^"]*)"/.exec(rest ?? '')?.[1];
  const said = reason === undefined ? {} : { reason };
  if (what === 'recuse') return [{ do: 'recuse', node, by, ...said }];
  if (what === 'done')
    return [
      ...attached(/attach (\{.*\})/s.exec(rest ?? '')?.[1] ?? '{}', by),
      { do: 'finish', node, by },
    ];
  if (!verdicts.includes(what)) throw new Error(`script line: ${line}`);
  const fields = /(?:^| )fields=(\S+)/.exec(rest ?? '')?.[1]?.split(',');
  const waive = /waive=(\S+)/
    .exec(rest ?? '')?.[1]
    ?.split(',')
    .map((key) => `${node}_${key}`);
  const conditions = [...(rest ?? '').matchAll(/condition="([^"]*)"/g)].map(([, text]) =>
    conditionOf(text),
  );
  return [
    {
      do: 'sign',
      node,
      by,
      verdict: what,
      ...said,
      ...(fields === undefined ? {} : { fields }),
      ...(waive === undefined ? {} : { waive }),
      ...(conditions.length === 0 ? {} : { conditions }),
    },
  ];
}
function conditionOf(text) {
  const [what, owner, effect] = text.split(';').map((each) => each.trim());
  const effects = {
    'runs on': 'runsOn',
    'blocks the next gate': 'nextGate',
    'blocks the end': 'end',
  };
  return { text: what, owner: owner.replace(/^owner /, ''), effect: effects[effect] };
}

/** Where a sample contradicts its own template (docs/templates.md says why). */
function mended(template, sample) {
  const mend = texts[template]?.samples?.[sample.id];
  if (mend === undefined) return sample;
  return {
    ...sample,
    form: { ...sample.form, ...mend.form },
    expected: { ...sample.expected, ...mend.expected },
  };
}

// --- small things -------------------------------------------------------------------------------

function table(rows) {
  return Object.fromEntries(rows.map((row) => [row.id, row]));
}
function ordered(rows) {
  const keys = orders(rows.length);
  return rows.map((row, k) => ({ ...row, order: keys[k] }));
}
function days(text) {
  return text.split(';').flatMap((year) => {
    const [name, list] = year.trim().split(': ');
    return list.split(', ').map((day) => `${name}-${day}`);
  });
}
const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);
function personName(id) {
  const [given, ...family] = id.split('.');
  const title = { dr: 'Dr.', prof: 'Prof.', rev: 'Rev.' }[given] ?? capital(given);
  return [title, ...family.map(capital)].join(' ');
}

write('clauses.json', `${JSON.stringify(json('clauses.json'), null, 2)}\n`);
for (const id of wanted.length > 0 ? wanted : ['general/five-gate-deployment']) {
  const neutral = json(`${id}.json`);
  const { file, byHome } = sopOf(neutral);
  const laid = edited(file.diagram, 'setPlaces', { places: layoutDiagram(file.diagram).places });
  const sop = { ...file, diagram: laid, digest: digest(laid, hash) };
  write(`${id}.sop.json`, writeSop(sop));
  write(
    `${id}.runs.json`,
    writeRuns({
      format: 'countersign-runs/1',
      sop: id,
      runs: neutral.samples.map((sample) => runOf(neutral, mended(id, sample), byHome)),
    }),
  );
  console.log(
    `${id}: ${Object.keys(laid.nodes).length} nodes, ${Object.keys(laid.flows).length} flows, ${Object.keys(laid.items).length} items, digest ${sop.digest.slice(0, 8)}`,
  );
}
