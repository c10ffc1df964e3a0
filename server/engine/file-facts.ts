// What is kept of a file's content while its layer streams by: how it is started, and small texts that others ask for.

import { dynamicTable, type ElfFacts, elfHeadBytes, elfHeaderBytes, isElf, readElf } from "./elf.ts";
import { packageDatabases } from "./packages.ts";

export interface FileFacts {
  readonly elf?: ElfFacts;
  /** The first line of a script, without `#!`. */
  readonly interpreter?: string;
  /** The whole text of a small file that says who the users are or where libraries lie. */
  readonly text?: string;
}

/** Files whose text is read: users, groups, and where the loaders of glibc and musl look. */
const read = /^etc\/(?:passwd|group|ld\.so\.conf(?:\.d\/[^/]+\.conf)?|ld-musl-[\w-]+\.path)$/;
const longestText = 256 * 1024;
/** A distribution with thousands of packages has a database of some megabytes. */
const longestDatabase = 8 * 1024 * 1024;
/** A `#!` line is cut off by the kernel after this many bytes. */
const longestLine = 256;

/** A program by its rights, or a library by its name: what may be an ELF file or a script. */
function isStartable(path: string, mode: number): boolean {
  return (mode & 0o111) !== 0 || /\.so(?:\.[\w.]+)?$/.test(path);
}

/** Bytes that are enough to tell an ELF file, a script and anything else apart. */
const tellingBytes = 512;
/** No file has a longer table of what it needs. */
const longestTable = 64 * 1024;

/** Collects what is wanted of one file while its bytes pass by. */
export class FactsReader {
  private readonly isText: boolean;
  private readonly chunks: Uint8Array[] = [];
  private kept = 0;
  private wanted: number;
  /** Bytes that have passed by. */
  private passed = 0;
  private table: { readonly offset: number; readonly bytes: Uint8Array } | undefined;

  private constructor(isText: boolean, size: number) {
    this.isText = isText;
    this.wanted = isText ? size : Math.min(size, tellingBytes);
  }

  /** Undefined for a file whose content says nothing about how an image starts. */
  static of(path: string, mode: number, size: number): FactsReader | undefined {
    const isDatabase = packageDatabases.test(path);
    const isText = isDatabase || read.test(path);
    const longest = isDatabase ? longestDatabase : longestText;
    if (isText ? size > longest : !isStartable(path, mode)) return undefined;
    return new FactsReader(isText, size);
  }

  push(chunk: Uint8Array): void {
    this.keep(chunk);
    this.copyTable(chunk);
    this.passed += chunk.length;
  }

  /** What the bytes say; undefined for a file that is neither started nor asked for. */
  facts(): FileFacts | undefined {
    const head = Buffer.concat(this.chunks);
    if (this.isText) return { text: head.toString("utf8") };
    const elf = readElf(head, this.table?.bytes);
    if (elf !== undefined) return { elf };
    if (head[0] !== 0x23 || head[1] !== 0x21) return undefined;
    // A carriage return stays: the kernel takes it for a part of the interpreter's name.
    const line = head.subarray(2, longestLine).toString("utf8").split("\n", 1)[0] ?? "";
    return { interpreter: line.replace(/^[ \t]+|[ \t]+$/g, "") };
  }

  private keep(chunk: Uint8Array): void {
    if (this.kept >= this.wanted) return;
    this.chunks.push(chunk);
    this.kept += chunk.length;
    const first = this.chunks[0];
    if (this.isText || first === undefined || !isElf(first)) return;
    this.wanted = elfHeadBytes;
    if (this.table !== undefined || this.kept < elfHeaderBytes) return;
    const place = dynamicTable(Buffer.concat(this.chunks));
    if (place === undefined) {
      // Linked to nothing: the rest says nothing either.
      this.wanted = this.kept;
    } else if (place.size <= longestTable)
      this.table = { offset: place.offset, bytes: new Uint8Array(place.size) };
  }

  /** The part of a chunk that lies in the table. */
  private copyTable(chunk: Uint8Array): void {
    if (this.table === undefined) return;
    const { offset, bytes } = this.table;
    const from = Math.max(offset, this.passed);
    const to = Math.min(offset + bytes.length, this.passed + chunk.length);
    if (from < to) bytes.set(chunk.subarray(from - this.passed, to - this.passed), from - offset);
  }
}
