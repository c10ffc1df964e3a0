// Makes the smallest ELF files that say what a loader reads: 64-bit, little-endian, no code.

export interface ElfParts {
  /** 62 is x86-64, which it is when left out. */
  readonly machine?: number;
  readonly interpreter?: string;
  readonly needed?: readonly string[];
  readonly runpath?: string;
}

const headerSize = 64;
const segmentSize = 56;
const address = 0x400000;

export function elf({ machine = 62, interpreter, needed = [], runpath }: ElfParts): Uint8Array {
  const dynamic = needed.length > 0 || runpath !== undefined;
  const segments = 1 + (interpreter === undefined ? 0 : 1) + (dynamic ? 1 : 0);
  const strings: number[] = [0];
  const string = (text: string): number => {
    const at = strings.length;
    strings.push(...Buffer.from(`${text}\0`));
    return at;
  };
  const interpreterAt = interpreter === undefined ? 0 : string(interpreter);
  const entries: [number, number][] = needed.map((name) => [1, string(name)]);
  if (runpath !== undefined) entries.push([29, string(runpath)]);
  const stringsAt = headerSize + segments * segmentSize;
  const dynamicAt = stringsAt + strings.length;
  entries.push([5, address + stringsAt], [0, 0]);
  const size = dynamicAt + (dynamic ? entries.length * 16 : 0);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  const long = (at: number, value: number) => view.setBigUint64(at, BigInt(value), true);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  view.setUint16(16, 2, true);
  view.setUint16(18, machine, true);
  long(32, headerSize);
  view.setUint16(54, segmentSize, true);
  view.setUint16(56, segments, true);
  let at = headerSize;
  const segment = (type: number, offset: number, length: number) => {
    view.setUint32(at, type, true);
    long(at + 8, offset);
    long(at + 16, address + offset);
    long(at + 32, length);
    at += segmentSize;
  };
  segment(1, 0, size);
  if (interpreter !== undefined) segment(3, stringsAt + interpreterAt, interpreter.length + 1);
  if (dynamic) segment(2, dynamicAt, entries.length * 16);
  bytes.set(strings, stringsAt);
  if (dynamic)
    entries.forEach(([tag, value], index) => {
      long(dynamicAt + index * 16, tag);
      long(dynamicAt + index * 16 + 8, value);
    });
  return bytes;
}
