// One instruction of a Dockerfile with its parts, each read when first asked for.

import type { Remembering } from "../memory.ts";
import type { Span } from "../text/span.ts";
import { eraseJoints, filler, isBlank } from "./joints.ts";
import { type JsonArray, readJsonArray } from "./json.ts";
import type { Heredoc, ScannedInstruction } from "./scan.ts";
import { parseShell, type ShellScript } from "./shell.ts";
import {
  type Flag,
  type Pair,
  readPairs,
  skipSpace,
  splitFlags,
  splitQuotedWords,
  splitWords,
  type Word,
  word,
} from "./words.ts";

/** Instructions whose arguments may be a JSON array. */
const execFormKeywords = new Set(["RUN", "CMD", "ENTRYPOINT", "SHELL", "VOLUME", "ADD", "COPY"]);

/** What HEALTHCHECK says: nothing, NONE, or a command. */
export interface HealthCheck {
  readonly kind: "none" | "command" | "unknown";
  /** The command's own text, after `CMD`. */
  readonly command: Span;
  readonly exec: JsonArray | undefined;
}

/** A shell script as it stands in an instruction. */
export interface ScriptSource {
  /** May hold fillers where lines are joined. */
  readonly masked: string;
  /** Where it starts in the file. */
  readonly offset: number;
  /** The shell that a heredoc's `#!` line names; undefined where SHELL decides. */
  readonly interpreter: string | undefined;
}

export class Instruction implements Remembering {
  readonly kind = "instruction";
  readonly answers: unknown[] = [];
  /** Zero-based place among the file's instructions; one that ONBUILD puts off has the place of its ONBUILD. */
  readonly index: number;
  /** Upper case; empty when the line has no word. Any word is possible, known or not. */
  readonly keyword: string;
  readonly keywordSpan: Span;
  /** Whole lines: indentation, line ends and heredocs included. */
  readonly span: Span;
  /** From the keyword to the last character of the arguments; heredoc bodies are not part of it. */
  readonly textSpan: Span;
  /** Everything after the keyword and the white space behind it. */
  readonly body: Span;
  readonly heredocs: readonly Heredoc[];
  /** Comments between the lines of the instruction. */
  readonly comments: readonly Span[];
  /** Stretches that only join lines. */
  readonly joints: readonly Span[];

  private readonly source: string;
  private readonly scanned: ScannedInstruction;
  private readonly escape: string;
  private readonly offset: number;
  /** The logical line with joints replaced by fillers; index 0 is `offset`. */
  private readonly masked: string;
  private cachedFlags: { readonly flags: readonly Flag[]; readonly rest: number } | undefined;
  private cachedArgs: string | undefined;
  private cachedWords: readonly Word[] | undefined;
  private cachedPairs: readonly Pair[] | undefined;
  private cachedExec: JsonArray | null | undefined;
  private cachedScript: ShellScript | null | undefined;
  private cachedHealth: HealthCheck | undefined;
  private cachedTrigger: Instruction | null | undefined;

  /** `keyword` is what the parser takes it for; `at` is where an instruction inside ONBUILD starts. */
  constructor(
    source: string,
    scanned: ScannedInstruction,
    escapeCharacter: string,
    index: number,
    keyword: string | undefined,
    at?: number,
  ) {
    this.index = index;
    this.source = source;
    this.escape = escapeCharacter;
    this.scanned = scanned;
    this.span = scanned.span;
    this.heredocs = scanned.heredocs;
    this.comments = scanned.comments;
    this.joints = scanned.joints;
    this.offset = scanned.line.start;
    this.masked = eraseJoints(
      source.slice(scanned.line.start, scanned.line.end),
      scanned.line.start,
      scanned.joints,
    );
    const to = trimmedEnd(this.masked);
    const start = Math.min(at === undefined ? this.firstCharacter(to) : at - this.offset, to);
    let end = start;
    while (end < to && !isBlank(this.masked.charCodeAt(end))) end++;
    const name = word(this.masked, start, end, this.offset);
    // A keyword that a line end divides is only whole once lines are joined.
    this.keyword = keyword ?? name.text.toUpperCase();
    this.keywordSpan = name.span;
    this.body = { start: this.offset + skipSpace(this.masked, end, to), end: this.offset + to };
    this.textSpan = { start: this.keywordSpan.start, end: this.offset + to };
  }

  private firstCharacter(to: number): number {
    const start = skipSpace(this.masked, 0, to);
    return this.masked.charCodeAt(start) === 0xfeff ? skipSpace(this.masked, start + 1, to) : start;
  }

  /** The instruction's text as written, from keyword to last argument. */
  get text(): string {
    return this.source.slice(this.textSpan.start, this.textSpan.end);
  }

  /** Leading `--name=value` words. */
  get flags(): readonly Flag[] {
    return this.split().flags;
  }

  flag(name: string): Flag | undefined {
    return this.flags.find((flag) => flag.name === name);
  }

  /** The arguments after the flags. */
  get args(): Span {
    return { start: this.offset + this.split().rest, end: this.body.end };
  }

  /** The arguments after the flags as one string, lines joined. */
  get argsText(): string {
    this.cachedArgs ??= this.masked
      .slice(this.split().rest, this.body.end - this.offset)
      .replaceAll(filler, "");
    return this.cachedArgs;
  }

  /** The arguments split at white space, or the strings of the JSON form where there is one. */
  get words(): readonly Word[] {
    if (this.cachedWords === undefined) {
      const exec = this.exec;
      this.cachedWords =
        exec === undefined
          ? splitWords(this.masked, this.split().rest, this.body.end - this.offset, this.offset)
          : exec.elements.map((element) => ({ text: element.value, span: element.span }));
    }
    return this.cachedWords;
  }

  /** `key=value` pairs of ENV, LABEL and ARG; empty for other instructions. */
  get pairs(): readonly Pair[] {
    if (this.cachedPairs === undefined) this.cachedPairs = this.readPairs();
    return this.cachedPairs;
  }

  /** The JSON array, where the instruction takes one and it is well formed. */
  get exec(): JsonArray | undefined {
    if (this.cachedExec === undefined)
      this.cachedExec = execFormKeywords.has(this.keyword) ? (this.json(this.split().rest) ?? null) : null;
    return this.cachedExec ?? undefined;
  }

  /**
   * The shell script of RUN, shell-form CMD and ENTRYPOINT, and of a shell-form health check;
   * undefined in exec form and for other instructions.
   */
  get script(): ShellScript | undefined {
    if (this.cachedScript === undefined) this.cachedScript = this.readScript() ?? null;
    return this.cachedScript ?? undefined;
  }

  /** The text that `script` is read from. */
  get scriptSource(): ScriptSource | undefined {
    if (this.keyword === "HEALTHCHECK") {
      const health = this.healthCheck;
      if (health?.kind !== "command" || health.exec !== undefined) return undefined;
      return this.shellText(health.command.start);
    }
    if (this.keyword !== "RUN" && this.keyword !== "CMD" && this.keyword !== "ENTRYPOINT") return undefined;
    if (this.exec !== undefined) return undefined;
    return this.shellText(this.args.start);
  }

  get healthCheck(): HealthCheck | undefined {
    if (this.keyword !== "HEALTHCHECK") return undefined;
    if (this.cachedHealth === undefined) {
      const from = this.split().rest;
      const to = this.body.end - this.offset;
      let end = from;
      while (end < to && !isBlank(this.masked.charCodeAt(end))) end++;
      const name = word(this.masked, from, end, this.offset).text.toUpperCase();
      const start = skipSpace(this.masked, end, to);
      this.cachedHealth = {
        kind: name === "NONE" ? "none" : name === "CMD" ? "command" : "unknown",
        command: { start: this.offset + start, end: this.body.end },
        exec: name === "CMD" ? this.json(start) : undefined,
      };
    }
    return this.cachedHealth;
  }

  /** The instruction that ONBUILD puts off. */
  get trigger(): Instruction | undefined {
    if (this.cachedTrigger === undefined)
      this.cachedTrigger =
        this.keyword === "ONBUILD" && this.body.start < this.body.end
          ? new Instruction(this.source, this.scanned, this.escape, this.index, undefined, this.body.start)
          : null;
    return this.cachedTrigger ?? undefined;
  }

  private split(): { readonly flags: readonly Flag[]; readonly rest: number } {
    this.cachedFlags ??= splitFlags(
      this.masked,
      this.body.start - this.offset,
      this.body.end - this.offset,
      this.offset,
      this.escape,
    );
    return this.cachedFlags;
  }

  private json(from: number): JsonArray | undefined {
    return readJsonArray(this.masked, from, this.body.end - this.offset, this.offset);
  }

  private readPairs(): readonly Pair[] {
    const form = this.keyword === "ARG" ? "names-or-pairs" : "pairs-or-legacy";
    if (this.keyword !== "ENV" && this.keyword !== "LABEL" && this.keyword !== "ARG") return [];
    const words = splitQuotedWords(
      this.masked,
      this.split().rest,
      this.body.end - this.offset,
      this.offset,
      this.escape,
    );
    return readPairs(this.masked, words, this.offset, form);
  }

  private readScript(): ShellScript | undefined {
    const source = this.scriptSource;
    return source === undefined ? undefined : parseShell(source.masked, source.offset);
  }

  private shellText(start: number): ScriptSource | undefined {
    const line = this.masked.slice(start - this.offset, this.body.end - this.offset);
    const first = this.heredocs[0];
    if (this.keyword !== "RUN" || first === undefined)
      return { masked: line, offset: start, interpreter: undefined };
    const bare = this.heredocs.reduce(
      (rest, heredoc) => rest.replace(this.source.slice(heredoc.operator.start, heredoc.operator.end), ""),
      line.replaceAll(filler, ""),
    );
    if (bare.trim() !== "") {
      // A command with heredocs as its input: the shell reads line and bodies together.
      const last = this.heredocs.at(-1) ?? first;
      const end = last.terminator?.end ?? last.body.end;
      const between = this.source.slice(this.body.end, end);
      return { masked: line + between, offset: start, interpreter: undefined };
    }
    // The heredoc is the script; one with a shebang of another interpreter is no shell script.
    const body = this.source.slice(first.body.start, first.body.end);
    const shebang = /^#!\s*(\S+)(?:\s+(\S+))?/.exec(body.trimStart());
    const interpreter = shebang?.[1]?.endsWith("/env") === true ? shebang[2] : shebang?.[1];
    if (interpreter !== undefined && !/(?:^|\/)(?:ba|da|a|z|k)?sh$/.test(interpreter)) return undefined;
    return { masked: body, offset: first.body.start, interpreter };
  }
}

function trimmedEnd(masked: string): number {
  let end = masked.length;
  while (
    end > 0 &&
    (isBlank(masked.charCodeAt(end - 1)) || masked[end - 1] === filler || masked[end - 1] === "\n")
  )
    end--;
  return end;
}
