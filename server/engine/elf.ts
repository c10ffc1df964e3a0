// Reads what an ELF file says of how it is started: machine, loader and the libraries that it needs.
// Layout: System V ABI, chapters 4 and 5; DT_RUNPATH and $ORIGIN: ld.so(8).

/** How a program or library is linked. */
export interface ElfFacts {
  /** Machine number of the header: 62 is x86-64, 183 is AArch64. */
  readonly machine: number;
  readonly bits: 32 | 64;
  /** Path of the loader, `/lib64/ld-linux-x86-64.so.2`; undefined for static programs and for libraries. */
  readonly interpreter: string | undefined;
  /** Names of the libraries it needs, in order. */
  readonly needed: readonly string[];
  /** DT_RPATH and DT_RUNPATH, one folder each, as written. */
  readonly rpath: readonly string[];
  readonly runpath: readonly string[];
  /** False where the part of the file that names the libraries lies beyond what was read. */
  readonly complete: boolean;
}

/** How much of a file's start is kept to read it: the names of libraries lie behind its symbols. */
export const elfHeadBytes = 16 * 1024 * 1024;
/** How much is needed to know where the rest lies. */
export const elfHeaderBytes = 16 * 1024;

const programHeader = { load: 1, dynamic: 2, interpreter: 3 } as const;
const dynamicTag = { end: 0, needed: 1, stringTable: 5, rpath: 15, runpath: 29 } as const;
/** More entries than any linker writes: what says more is no ELF file that runs. */
const mostHeaders = 256;
const mostEntries = 4096;
const longestName = 4096;

interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly address: number;
  readonly size: number;
}

/** True when the bytes begin an ELF file. */
export function isElf(head: Uint8Array): boolean {
  return head[0] === 0x7f && head[1] === 0x45 && head[2] === 0x4c && head[3] === 0x46;
}

/** Where the table lies that names what the file needs; offset and size in bytes, undefined without one. */
export function dynamicTable(
  head: Uint8Array,
): { readonly offset: number; readonly size: number } | undefined {
  if (!isElf(head) || head.length < 52) return undefined;
  return bytesOf(head)
    .segments()
    .find(({ type }) => type === programHeader.dynamic);
}

function bytesOf(head: Uint8Array): ElfBytes {
  return new ElfBytes(head, head[5] === 2 ? "big" : "little", head[4] === 2 ? 64 : 32);
}

/**
 * Reads the first bytes of a file, or all of it; `table` is its `dynamicTable`, where that lies further behind.
 * Undefined when it is no ELF file. Does not throw.
 */
export function readElf(head: Uint8Array, table?: Uint8Array): ElfFacts | undefined {
  if (!isElf(head) || head.length < 52) return undefined;
  const bits = head[4] === 2 ? 64 : 32;
  const file = bytesOf(head);
  const machine = file.half(18);
  const segments = file.segments();
  const interpreterAt = segments.find(({ type }) => type === programHeader.interpreter);
  const dynamic = segments.find(({ type }) => type === programHeader.dynamic);
  const interpreter = interpreterAt === undefined ? undefined : file.text(interpreterAt.offset);
  const none = { machine, bits, interpreter, needed: [], rpath: [], runpath: [] } as const;
  if (dynamic === undefined) return { ...none, complete: true };
  const within = dynamic.offset + dynamic.size <= head.length;
  const bytes = within ? head.subarray(dynamic.offset, dynamic.offset + dynamic.size) : table;
  const entries = bytes === undefined ? undefined : file.like(bytes).dynamicEntries();
  const stringTable = entries?.find(({ tag }) => tag === dynamicTag.stringTable);
  const strings = stringTable === undefined ? undefined : offsetOf(segments, stringTable.value);
  if (entries === undefined || strings === undefined) return { ...none, complete: false };
  let complete = true;
  const named = (wanted: number): readonly string[] =>
    entries
      .filter(({ tag }) => tag === wanted)
      .flatMap(({ value }) => {
        const text = file.text(strings + value);
        if (text === undefined) complete = false;
        return text ?? [];
      });
  const folders = (wanted: number) => named(wanted).flatMap((text) => text.split(":"));
  return {
    ...none,
    needed: named(dynamicTag.needed),
    rpath: folders(dynamicTag.rpath),
    runpath: folders(dynamicTag.runpath),
    complete,
  };
}

/** The place in the file of an address in memory. */
function offsetOf(segments: readonly Segment[], address: number): number | undefined {
  const segment = segments.find(
    (each) =>
      each.type === programHeader.load && address >= each.address && address < each.address + each.size,
  );
  return segment === undefined ? undefined : address - segment.address + segment.offset;
}

/** Numbers and strings of the file in its own byte order; what lies beyond the end is 0 or undefined. */
class ElfBytes {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly little: boolean;
  private readonly bits: 32 | 64;

  constructor(bytes: Uint8Array, order: "little" | "big", bits: 32 | 64) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.little = order === "little";
    this.bits = bits;
  }

  /** Other bytes of the same file. */
  like(bytes: Uint8Array): ElfBytes {
    return new ElfBytes(bytes, this.little ? "little" : "big", this.bits);
  }

  half(at: number): number {
    return at + 2 <= this.bytes.length ? this.view.getUint16(at, this.little) : 0;
  }

  private word(at: number): number {
    return at + 4 <= this.bytes.length ? this.view.getUint32(at, this.little) : 0;
  }

  /** An address or offset, as long as the file's class makes it. */
  private long(at: number): number {
    if (this.bits === 32) return this.word(at);
    return at + 8 <= this.bytes.length ? Number(this.view.getBigUint64(at, this.little)) : 0;
  }

  /** A string that ends with a zero; undefined where that is not within what was read. */
  text(at: number): string | undefined {
    if (at < 0 || at >= this.bytes.length) return undefined;
    const end = this.bytes.indexOf(0, at);
    if (end === -1 || end - at > longestName) return undefined;
    return Buffer.from(this.bytes.subarray(at, end)).toString("utf8");
  }

  segments(): readonly Segment[] {
    const wide = this.bits === 64;
    const start = this.long(wide ? 32 : 28);
    const size = this.half(wide ? 54 : 42);
    const count = Math.min(this.half(wide ? 56 : 44), mostHeaders);
    return Array.from({ length: count }, (_, index) => {
      const at = start + index * size;
      return {
        type: this.word(at),
        offset: this.long(at + (wide ? 8 : 4)),
        address: this.long(at + (wide ? 16 : 8)),
        size: this.long(at + (wide ? 32 : 16)),
      };
    });
  }

  /** The entries of a table that is these bytes. */
  dynamicEntries(): readonly { readonly tag: number; readonly value: number }[] {
    const step = this.bits / 8;
    const found: { readonly tag: number; readonly value: number }[] = [];
    for (let index = 0; index < mostEntries && (index + 1) * step * 2 <= this.bytes.length; index++) {
      const at = index * step * 2;
      const tag = this.long(at);
      if (tag === dynamicTag.end) break;
      found.push({ tag, value: this.long(at + step) });
    }
    return found;
  }
}
