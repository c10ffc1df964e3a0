// The model of a whole Dockerfile: global arguments, the stage graph and which stages ship.

import { type ImageReference, parseImageReference } from "../images/reference.ts";
import type { Remembering } from "../memory.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { DockerfileSyntax } from "../syntax/parse.ts";
import type { Word } from "../syntax/words.ts";
import type { Span } from "../text/span.ts";
import { expand, type Lookup } from "./expand.ts";
import { resolvePath } from "./paths.ts";
import { type Base, Stage } from "./stage.ts";

/** Stages with these names are for people at work, not for shipping. */
const developmentNames =
  /^(?:dev|devel|development|test|tests|testing|tester|lint|linter|ci|debug|devcontainer)(?:$|[-_.])/i;

/**
 * Stages that are FROM one another are followed this far; real files stay below ten. Behind it nothing is known, so
 * that no file makes the look-ups through the chain deep or slow.
 */
const longestChain = 32;

/** What a COPY or ADD takes files from. */
export type CopyOrigin =
  | { readonly kind: "context" }
  | { readonly kind: "stage"; readonly stage: Stage; readonly span: Span }
  | { readonly kind: "image"; readonly reference: ImageReference; readonly span: Span }
  | { readonly kind: "unknown"; readonly span: Span };

export interface Copy {
  readonly instruction: Instruction;
  readonly origin: CopyOrigin;
  readonly sources: readonly Word[];
  readonly destination: Word;
  /** Absolute path; undefined when it depends on what can't be known. */
  readonly target: string | undefined;
  /** True when files land inside `target` rather than as `target`. */
  readonly intoFolder: boolean;
}

export class Dockerfile implements Remembering {
  readonly answers: unknown[] = [];
  readonly syntax: DockerfileSyntax;
  /** ARG instructions before the first FROM. */
  readonly globalArgs: readonly Instruction[];
  readonly stages: readonly Stage[];
  /** By the places of instructions. */
  private readonly owners: readonly (Stage | undefined)[];
  private readonly copies = new Map<Instruction, Copy | null>();
  /** Stages by lower-case name, in order: a name may be used again. */
  private readonly byName = new Map<string, Stage[]>();
  private readonly end: number | undefined;

  /** `end` is the place of the stage that is taken for the final one; the last stage without it. */
  constructor(syntax: DockerfileSyntax, end?: number) {
    this.syntax = syntax;
    this.end = end;
    const globalArgs: Instruction[] = [];
    const stages: Stage[] = [];
    const globals = globalLookup(globalArgs, syntax.escape);
    const owners: (Stage | undefined)[] = new Array(syntax.instructions.length);
    const starts: number[] = [];
    for (const { keyword, index } of syntax.instructions) if (keyword === "FROM") starts.push(index);
    const firstFrom = starts[0] ?? syntax.instructions.length;
    globalArgs.push(...syntax.instructions.slice(0, firstFrom).filter((each) => each.keyword === "ARG"));
    starts.forEach((start, index) => {
      const next = starts[index + 1] ?? syntax.instructions.length;
      const from = syntax.instructions[start];
      if (from === undefined) return;
      const instructions = syntax.instructions.slice(start + 1, next);
      const name = stageName(from);
      const stage = new Stage({
        index,
        name: name?.text,
        nameSpan: name?.span,
        from,
        base: baseOf(from, globals, this.byName, syntax.escape),
        instructions,
        span: {
          start: from.span.start,
          end: syntax.instructions[next]?.span.start ?? syntax.text.length,
        },
        escape: syntax.escape,
        globals,
      });
      stages.push(stage);
      if (name !== undefined) this.remember(name.text, stage);
      owners.fill(stage, start, next);
    });
    this.owners = owners;
    this.globalArgs = globalArgs;
    this.stages = stages;
    this.globals = globals;
  }

  readonly globals: Lookup;

  private remember(name: string, stage: Stage): void {
    const same = this.byName.get(name.toLowerCase());
    if (same === undefined) this.byName.set(name.toLowerCase(), [stage]);
    else same.push(stage);
  }

  /** The stage that ships: the last one, which a build without `--target` makes, or the one that was chosen. */
  get final(): Stage | undefined {
    return this.stages.at(this.end ?? -1);
  }

  /** The final stage and the stages it is FROM: what is in their layers is in the shipped image. */
  get shipped(): readonly Stage[] {
    return this.final?.chain ?? [];
  }

  /** The stage that an instruction belongs to; undefined before the first FROM and for what ONBUILD puts off. */
  stageOf(instruction: Instruction): Stage | undefined {
    const { index } = instruction;
    return this.syntax.instructions[index] === instruction ? this.owners[index] : undefined;
  }

  /** The stage that `--from=NAME` or `FROM NAME` in `user` means: by name, else by number. */
  findStage(name: string, before: number): Stage | undefined {
    const named = this.byName.get(name.toLowerCase())?.findLast((stage) => stage.index < before);
    if (named !== undefined) return named;
    return /^\d+$/.test(name) && Number(name) < before ? this.stages[Number(name)] : undefined;
  }

  /** Where and to where a COPY or ADD copies; undefined when it has too few words. */
  copy(instruction: Instruction): Copy | undefined {
    let copy = this.copies.get(instruction);
    if (copy === undefined) {
      copy = this.readCopy(instruction) ?? null;
      this.copies.set(instruction, copy);
    }
    return copy ?? undefined;
  }

  private readCopy(instruction: Instruction): Copy | undefined {
    const stage = this.stageOf(instruction);
    const { words } = instruction;
    const destination = words.at(-1);
    if (stage === undefined || destination === undefined || words.length < 2) return undefined;
    const sources = words.slice(0, -1);
    const path = stage.expand(destination.text, instruction);
    const workdir = path?.startsWith("/") === true ? "/" : stage.workdir(instruction).value;
    const target = path === undefined || workdir === undefined ? undefined : resolvePath(workdir, path);
    return {
      instruction,
      origin: this.origin(instruction, stage),
      sources,
      destination,
      target,
      intoFolder: sources.length > 1 || /(?:^|\/)\.{0,2}$/.test(path ?? destination.text),
    };
  }

  private origin(instruction: Instruction, stage: Stage): CopyOrigin {
    const flag = instruction.flag("from");
    if (flag?.value === undefined) return { kind: "context" };
    const at = flag.valueSpan ?? flag.span;
    const name = stage.expand(flag.value, instruction);
    if (name === undefined) return { kind: "unknown", span: at };
    const found = this.findStage(name, stage.index);
    if (found !== undefined) return { kind: "stage", stage: found, span: at };
    return /^\d+$/.test(name)
      ? { kind: "unknown", span: at }
      : { kind: "image", reference: parseImageReference(name), span: at };
  }

  /** True for stages that people work in (`dev`, `test`, ...): they are never judged as shipped. */
  isDevelopment(stage: Stage): boolean {
    return stage.name !== undefined && developmentNames.test(stage.name);
  }
}

function globalLookup(args: readonly Instruction[], escape: string): Lookup {
  const values = new Map<string, string | undefined>();
  let read = 0;
  const lookup: Lookup = (name) => {
    // Arguments are added after this look-up is made, and each sees those before it.
    while (read < args.length) {
      const arg = args[read++];
      for (const pair of arg?.pairs ?? [])
        values.set(
          pair.key,
          pair.value === undefined
            ? undefined
            : expand(pair.value.text, (each) => (values.has(each) ? values.get(each) : null), escape),
        );
    }
    return values.has(name) ? values.get(name) : null;
  };
  return lookup;
}

function stageName(from: Instruction): Word | undefined {
  const [, as, name] = from.words;
  return as?.text.toUpperCase() === "AS" ? name : undefined;
}

/** Platform arguments that the builder sets itself. */
const platformArgs = /^(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT)$/;

function baseOf(
  from: Instruction,
  globals: Lookup,
  byName: ReadonlyMap<string, readonly Stage[]>,
  escape: string,
): Base {
  const word = from.words[0];
  if (word === undefined) return { kind: "unknown", span: from.keywordSpan };
  const name = expand(word.text, (each) => (platformArgs.test(each) ? undefined : globals(each)), escape);
  if (name === undefined || name === "") return { kind: "unknown", span: word.span };
  if (name.toLowerCase() === "scratch") return { kind: "scratch", span: word.span };
  const stage = byName.get(name.toLowerCase())?.at(-1);
  if (stage === undefined) return { kind: "image", reference: parseImageReference(name), span: word.span };
  return stage.chain.length < longestChain
    ? { kind: "stage", stage, span: word.span }
    : { kind: "unknown", span: word.span };
}
