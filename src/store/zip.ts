/**
 * Zip files, written and read with what the browser brings (deflate by its streams): no package needed, and a reader
 * that believes nothing. What it reads has one meaning only: no gap, no overlap, no name twice, no more bytes than said.
 */

/** Longest name, and most files, in a zip without its 64-bit form. */
const mostFiles = 65_000;
const largest = 0xffff_ffff;
/** Deflate cannot pack a file smaller than that; a whole that claims more is a bomb. */
const mostRatio = 1_100;
const folder = 0x0201_4b50;
const local = 0x0403_4b50;
const end = 0x0605_4b50;
const endSize = 22;

export interface ZipSource {
  readonly name: string;
  readonly content: Blob;
  /** Worth deflating: text is, evidence mostly is packed already. */
  readonly deflate: boolean;
}

/** The zip of these files, in their order. Throws where they are too many or too large for a zip. */
export async function zipped(files: AsyncIterable<ZipSource>): Promise<Blob> {
  const parts: (Blob | Uint8Array<ArrayBuffer>)[] = [];
  const listed: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  for await (const { name, content, deflate } of files) {
    const packed = deflate ? await through(content, new CompressionStream('deflate-raw')) : content;
    const smaller = packed.size < content.size;
    const head: Head = {
      name: new TextEncoder().encode(name),
      method: smaller ? 8 : 0,
      crc: await crcOf(content),
      packed: smaller ? packed.size : content.size,
      size: content.size,
      at,
    };
    const first = localHead(head);
    parts.push(first, smaller ? packed : content);
    listed.push(folderHead(head));
    at += first.length + head.packed;
    if (at > largest || listed.length > mostFiles)
      throw new Error('This workspace is larger than a zip file can be (4 GB).');
  }
  const size = listed.reduce((sum, each) => sum + each.length, 0);
  const last = new DataView(new ArrayBuffer(endSize));
  last.setUint32(0, end, true);
  last.setUint16(8, listed.length, true);
  last.setUint16(10, listed.length, true);
  last.setUint32(12, size, true);
  last.setUint32(16, at, true);
  return new Blob([...parts, ...listed, last.buffer], { type: 'application/zip' });
}

interface Head {
  readonly name: Uint8Array;
  /** 0: as it is, 8: deflated. */
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

/** Bit 11: the name is UTF-8. The date is that of no file: equal workspaces give equal zips. */
const flags = 0x800;
const version = 20;
const date = 0x21;

function fields(view: DataView, from: number, head: Head): void {
  view.setUint16(from, version, true);
  view.setUint16(from + 2, flags, true);
  view.setUint16(from + 4, head.method, true);
  view.setUint16(from + 8, date, true);
  view.setUint32(from + 10, head.crc, true);
  view.setUint32(from + 14, head.packed, true);
  view.setUint32(from + 18, head.size, true);
  view.setUint16(from + 22, head.name.length, true);
}
function localHead(head: Head): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(30 + head.name.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, local, true);
  fields(view, 4, head);
  bytes.set(head.name, 30);
  return bytes;
}
function folderHead(head: Head): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(46 + head.name.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, folder, true);
  view.setUint16(4, version, true);
  fields(view, 6, head);
  view.setUint32(42, head.at, true);
  bytes.set(head.name, 46);
  return bytes;
}

/** What may stand in a zip, said by who reads it. */
export interface ZipRules {
  readonly allowed: (name: string) => boolean;
  /** Bytes of one file and of all, unpacked. */
  readonly most: (name: string) => number;
  readonly mostOfAll: number;
}
export interface ZipEntry {
  readonly name: string;
  /** Bytes, unpacked. */
  readonly size: number;
  /** Unpacks it; throws where it does not hold what it says. */
  readonly read: () => Promise<Uint8Array<ArrayBuffer>>;
}
export type ReadZip =
  | { readonly ok: true; readonly entries: ReadonlyMap<string, ZipEntry> }
  | { readonly ok: false; readonly says: string };

class Flaw extends Error {}

/** Lists a zip; nothing is unpacked yet. Whatever the bytes are, the answer is its files or a sentence. */
export async function readZip(file: Blob, rules: ZipRules): Promise<ReadZip> {
  try {
    return { ok: true, entries: await listOf(file, rules) };
  } catch (error) {
    if (error instanceof Flaw) return { ok: false, says: error.message };
    throw error;
  }
}

async function listOf(file: Blob, rules: ZipRules): Promise<ReadonlyMap<string, ZipEntry>> {
  if (file.size < endSize) throw new Flaw('This is no zip file, or only a part of one.');
  const last = await viewOf(file, file.size - endSize, file.size);
  if (last.getUint32(0, true) !== end || last.getUint16(20, true) !== 0)
    throw new Flaw('This is no zip file, or only a part of one: its end is missing.');
  const count = last.getUint16(10, true);
  const size = last.getUint32(12, true);
  const from = last.getUint32(16, true);
  if (
    last.getUint32(4, true) !== 0 ||
    last.getUint16(8, true) !== count ||
    from + size !== file.size - endSize
  )
    throw new Flaw('The list of this zip file does not fit the file.');
  const list = await viewOf(file, from, from + size);
  const heads: Named[] = [];
  const known = new Set<string>();
  let total = 0;
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    const head = headAt(list, at);
    at += head.length;
    const { name } = head;
    if (!rules.allowed(name))
      throw new Flaw(`The zip holds ${shown(name)}, which does not belong there.`);
    if (known.has(name.toLowerCase())) throw new Flaw(`The zip holds ${shown(name)} twice.`);
    known.add(name.toLowerCase());
    total += head.size;
    if (head.size > rules.most(name) || total > rules.mostOfAll)
      throw new Flaw(`Unpacked, ${shown(name)} is larger than is taken in here.`);
    if (head.size > head.packed * mostRatio + 1_000)
      throw new Flaw(
        `${shown(name)} claims to unpack to more than is possible: this is a zip bomb.`,
      );
    heads.push(head);
  }
  if (at !== size) throw new Flaw('The list of this zip file does not fit the file.');
  const entries = new Map<string, ZipEntry>();
  let free = 0;
  for (const head of heads.toSorted((a, b) => a.at - b.at)) {
    const data = await dataOf(file, head, free, from);
    free = data + head.packed;
    const { name, size: unpacked, method } = head;
    const packed = file.slice(data, free);
    entries.set(name, { name, size: unpacked, read: () => unpack(packed, method, unpacked, name) });
  }
  return entries;
}

const shown = (name: string): string => JSON.stringify(name.slice(0, 80));

interface Named extends Omit<Head, 'name' | 'crc'> {
  readonly name: string;
  /** Bytes of its row in the list. */
  readonly length: number;
}

function headAt(list: DataView, at: number): Named {
  if (at + 46 > list.byteLength || list.getUint32(at, true) !== folder)
    throw new Flaw('The list of this zip file cannot be read.');
  const bits = list.getUint16(at + 8, true);
  const method = list.getUint16(at + 10, true);
  const nameLength = list.getUint16(at + 28, true);
  const length = 46 + nameLength + list.getUint16(at + 30, true) + list.getUint16(at + 32, true);
  if (at + length > list.byteLength) throw new Flaw('The list of this zip file cannot be read.');
  const bytes = new Uint8Array(list.buffer, list.byteOffset + at + 46, nameLength);
  const name = textOf(bytes);
  // Known bits: how well it was deflated, sizes behind the data, UTF-8. Others: encrypted, patched, masked.
  if ((bits & ~0x80e) !== 0 || (method !== 0 && method !== 8))
    throw new Flaw(`${shown(name)} is encrypted or packed in a way that is not read here.`);
  const packed = list.getUint32(at + 20, true);
  const size = list.getUint32(at + 24, true);
  if (method === 0 && packed !== size) throw new Flaw(`${shown(name)} has two sizes.`);
  return { name, method, packed, size, at: list.getUint32(at + 42, true), length };
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Flaw('A name in the zip is no text.');
  }
}

/** Where the data begins; its own head has to name the same file, behind the one before it and before the list. */
async function dataOf(file: Blob, head: Named, free: number, list: number): Promise<number> {
  const bad = new Flaw(`${shown(head.name)} does not stand where the zip says.`);
  if (head.at < free || head.at + 30 > list) throw bad;
  const view = await viewOf(file, head.at, head.at + 30);
  if (view.getUint32(0, true) !== local || view.getUint16(8, true) !== head.method) throw bad;
  const nameLength = view.getUint16(26, true);
  const data = head.at + 30 + nameLength + view.getUint16(28, true);
  if (data + head.packed > list) throw bad;
  const name = await file.slice(head.at + 30, head.at + 30 + nameLength).arrayBuffer();
  if (textOf(new Uint8Array(name)) !== head.name) throw bad;
  return data;
}

async function unpack(
  packed: Blob,
  method: number,
  size: number,
  name: string,
): Promise<Uint8Array<ArrayBuffer>> {
  if (method === 0) return new Uint8Array(await packed.arrayBuffer());
  const into = new Uint8Array(size);
  const reader = packed.stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  let at = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      // It is stopped at the first byte too much: a bomb never unfolds.
      if (at + next.value.length > size) throw new Flaw('');
      into.set(next.value, at);
      at += next.value.length;
    }
  } catch {
    await reader.cancel().catch(() => undefined);
    throw new Error(
      `${shown(name)} cannot be unpacked: it is damaged, or holds more than it says.`,
    );
  }
  if (at !== size) throw new Error(`${shown(name)} holds less than it says.`);
  return into;
}

const viewOf = async (file: Blob, from: number, to: number): Promise<DataView> =>
  new DataView(await file.slice(from, to).arrayBuffer());

const through = (content: Blob, by: CompressionStream): Promise<Blob> =>
  new Response(content.stream().pipeThrough(by)).blob();

const table = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1)
    value = value & 1 ? (value >>> 1) ^ 0xedb8_8320 : value >>> 1;
  return value;
});

/** The checksum that other programs want; what is read here is judged by its SHA-256. */
async function crcOf(content: Blob): Promise<number> {
  let crc = 0xffff_ffff;
  const reader = content.stream().getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read())
    for (const byte of next.value) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffff_ffff) >>> 0;
}
