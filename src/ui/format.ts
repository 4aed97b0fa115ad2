/** Dates, spans and numbers as the interface writes them (LOOK.md §6). Times are UTC ms, shown in the reader's zone. */

const local = (zone?: string): { timeZone: string } | object =>
  zone === undefined ? {} : { timeZone: zone };
/** Formatters are costly to make and few. */
const kept = new Map<string, Intl.DateTimeFormat>();
function formatter(
  name: string,
  zone: string | undefined,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${name} ${zone ?? ''}`;
  let it = kept.get(key);
  if (it === undefined) {
    it = new Intl.DateTimeFormat('en-GB', { ...options, ...local(zone) });
    kept.set(key, it);
  }
  return it;
}
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

interface Parts {
  readonly weekday: string;
  readonly day: string;
  readonly month: number;
  readonly year: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}
function parts(at: number, zone?: string): Parts {
  const its = Object.fromEntries(
    formatter('parts', zone, {
      weekday: 'short',
      day: 'numeric',
      month: 'numeric',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return {
    weekday: its['weekday'] ?? '',
    // British English writes 02 beside a numeric month.
    day: String(Number(its['day'] ?? 0)),
    month: Number(its['month'] ?? 1),
    year: its['year'] ?? '',
    hour: its['hour'] ?? '',
    minute: its['minute'] ?? '',
    second: its['second'] ?? '',
  };
}

/** "19 Nov 2026" of an instant (UTC ms) or of an ISO date, which is not shifted by any zone. */
export function dateText(at: number | string, zone?: string): string {
  if (typeof at === 'string') {
    const [year, month, day] = at.slice(0, 10).split('-');
    const name = months[Number(month) - 1];
    return name === undefined ? at : `${Number(day)} ${name} ${year}`;
  }
  const its = parts(at, zone);
  return `${its.day} ${months[its.month - 1]} ${its.year}`;
}

/** "16:30" */
export function timeText(at: number, zone?: string): string {
  const its = parts(at, zone);
  return `${its.hour}:${its.minute}`;
}

/** "Fri 16 Oct 2026, 16:30" */
export function dateTimeText(at: number, zone?: string): string {
  return `${parts(at, zone).weekday} ${dateText(at, zone)}, ${timeText(at, zone)}`;
}

/** "16 Oct 2026, 16:30:05 GMT+2": for audit pages, with seconds and the zone. */
export function exactText(at: number, zone?: string): string {
  const offset =
    formatter('offset', zone, { timeZoneName: 'shortOffset' })
      .formatToParts(at)
      .find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return `${dateText(at, zone)}, ${timeText(at, zone)}:${parts(at, zone).second} ${offset}`;
}

/** "today 16:30", "tomorrow 09:00", "Mon 23 Nov, 09:00", with the year where it is another one. */
export function whenText(at: number, now: number, zone?: string): string {
  const dayMs = 86_400_000;
  const day = dateText(at, zone);
  if (day === dateText(now, zone)) return `today ${timeText(at, zone)}`;
  if (day === dateText(now + dayMs, zone)) return `tomorrow ${timeText(at, zone)}`;
  if (day === dateText(now - dayMs, zone)) return `yesterday ${timeText(at, zone)}`;
  const its = parts(at, zone);
  const year = its.year === parts(now, zone).year ? '' : ` ${its.year}`;
  return `${its.weekday} ${its.day} ${months[its.month - 1]}${year}, ${timeText(at, zone)}`;
}

/** "2 days 4 h", "5 h 40 min", "12 min": at most two units; of minutes. */
export function spanText(minutes: number): string {
  const whole = Math.max(0, Math.round(minutes));
  const days = Math.floor(whole / 1440);
  const hours = Math.floor((whole % 1440) / 60);
  const rest = whole % 60;
  if (days > 0) return `${plural(days, 'day')}${hours > 0 ? ` ${hours} h` : ''}`;
  if (hours > 0) return `${hours} h${rest > 0 ? ` ${String(rest).padStart(2, '0')} min` : ''}`;
  return `${rest} min`;
}

/** Business minutes as a figure on a gate: "48 h", "90 min". */
export function slaText(minutes: number): string {
  return minutes >= 60 && minutes % 60 === 0
    ? `${numberText(minutes / 60)} h`
    : `${numberText(minutes)} min`;
}

/** "12,000" */
export function numberText(value: number): string {
  return new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 }).format(value);
}

/** "1.8 MB" of bytes. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [value, unit] =
    bytes < 1e6 ? [bytes / 1e3, 'kB'] : bytes < 1e9 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB'];
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

/** "1 gate", "5 gates" */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${numberText(count)} ${count === 1 ? one : many}`;
}

/** "9f3a c41e…77b0 e26d": two groups of four at each end. */
export function shortDigest(digest: string): string {
  if (digest.length <= 20) return digest;
  const group = (from: number): string => digest.slice(from, from + 4);
  const end = digest.length;
  return `${group(0)} ${group(4)}…${group(end - 8)} ${group(end - 4)}`;
}

/** "PR" of "Priya Raman". */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = words[0]?.[0] ?? '?';
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : '';
  return (first + last).toUpperCase();
}

/** "a, b and c" */
export function listText(words: readonly string[]): string {
  if (words.length <= 1) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/**
 * A text in the order in which it was written: marks that turn the order of what follows would reach past it, and let
 * "gnp.exe" read as a picture.
 */
export const inOrder = (text: string): string =>
  text.replaceAll(/[\u202A-\u202E\u2066-\u2069]/g, '');

/** A file's name cut in its middle to at most `most` letters: its beginning and its ending tell files apart. */
export function cutMiddle(name: string, most = 60): string {
  const letters = Array.from(inOrder(name));
  if (letters.length <= most) return letters.join('');
  const end = Math.floor(most / 3);
  return `${letters.slice(0, most - end - 1).join('')}…${letters.slice(-end).join('')}`;
}
