// A stage: its base, its instructions and what the configuration is at each of them.

import { type ImageFacts, imageFacts } from "../images/lookup.ts";
import type { ImageReference } from "../images/reference.ts";
import type { Remembering } from "../memory.ts";
import type { ServiceStart } from "../project/builds/build.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { Span } from "../text/span.ts";
import { expand, type Lookup } from "./expand.ts";
import { grouped } from "./grouped.ts";
import { changedFolder } from "./paths.ts";

/** What a stage is `FROM`. */
export type Base =
  | { readonly kind: "scratch"; readonly span: Span }
  | { readonly kind: "stage"; readonly stage: Stage; readonly span: Span }
  | { readonly kind: "image"; readonly reference: ImageReference; readonly span: Span }
  /** The name depends on a build argument without default, or is missing. */
  | { readonly kind: "unknown"; readonly span: Span };

/** A value as it stands after an instruction; `by` is the instruction that set it, undefined when inherited. */
export interface Setting<T> {
  readonly value: T;
  readonly by: Instruction | undefined;
}

/** CMD or ENTRYPOINT as in effect. */
export interface Command {
  readonly form: "exec" | "shell" | "inherited";
  /** The words in exec form and inherited ones; empty in shell form. */
  readonly words: readonly string[];
}

/** One value of a variable, from the instruction with this position on. */
interface Change<T> {
  readonly position: number;
  readonly value: T;
  readonly by: Instruction | undefined;
}

export interface VariableChange {
  /** Undefined when it can't be known: a build argument without default, or made of unknown parts. */
  readonly value: string | undefined;
  readonly by: Instruction;
  readonly kind: "ENV" | "ARG";
  readonly position: number;
}

const noInstructions: readonly Instruction[] = [];

export class Stage implements Remembering {
  readonly answers: unknown[] = [];
  readonly index: number;
  /** As written; stages are referred to without regard to case. */
  readonly name: string | undefined;
  readonly nameSpan: Span | undefined;
  readonly from: Instruction;
  readonly base: Base;
  /** Everything after FROM, in order. */
  readonly instructions: readonly Instruction[];
  /** From the start of FROM to the start of the next one. */
  readonly span: Span;

  /** How a compose file starts the image that ends with this stage; set before anything is asked of it. */
  service: ServiceStart | undefined;

  private readonly escape: string;
  private readonly globals: Lookup;
  private readonly variables = new Map<string, VariableChange[]>();
  private readonly users: Change<string | undefined>[] = [];
  private readonly workdirs: Change<string | undefined>[] = [];
  private readonly shells: Change<readonly string[]>[] = [];
  private evaluated = false;
  private cachedChain: readonly Stage[] | undefined;
  private byKeyword: ReadonlyMap<string, readonly Instruction[]> | undefined;
  private cachedFacts: ImageFacts | null | undefined;
  private cachedCmd: { readonly setting: Setting<Command> | undefined } | undefined;
  private cachedEntrypoint: { readonly setting: Setting<Command> | undefined } | undefined;

  constructor(parts: {
    readonly index: number;
    readonly name: string | undefined;
    readonly nameSpan: Span | undefined;
    readonly from: Instruction;
    readonly base: Base;
    readonly instructions: readonly Instruction[];
    readonly span: Span;
    readonly escape: string;
    readonly globals: Lookup;
  }) {
    this.index = parts.index;
    this.name = parts.name;
    this.nameSpan = parts.nameSpan;
    this.from = parts.from;
    this.base = parts.base;
    this.instructions = parts.instructions;
    this.span = parts.span;
    this.escape = parts.escape;
    this.globals = parts.globals;
  }

  /** This stage, then the stage it is FROM, and so on to the one with an image. */
  get chain(): readonly Stage[] {
    this.cachedChain ??= this.base.kind === "stage" ? [this, ...this.base.stage.chain] : [this];
    return this.cachedChain;
  }

  /** The base at the end of the chain: an image, scratch or unknown. */
  get rootBase(): Exclude<Base, { kind: "stage" }> {
    let base: Base = this.base;
    while (base.kind === "stage") base = base.stage.base;
    return base;
  }

  /** Facts about the image at the end of the chain; undefined for scratch and for unknown images. */
  get imageFacts(): ImageFacts | undefined {
    const { base } = this;
    if (base.kind === "stage") return base.stage.imageFacts;
    if (this.cachedFacts === undefined) {
      this.cachedFacts = base.kind === "image" ? (imageFacts(base.reference) ?? null) : null;
    }
    return this.cachedFacts ?? undefined;
  }

  /** The instructions with this keyword, in order. */
  instructionsOf(keyword: string): readonly Instruction[] {
    this.byKeyword ??= grouped(this.instructions, (instruction) => instruction.keyword);
    return this.byKeyword.get(keyword) ?? noInstructions;
  }

  /**
   * A variable's value as the instruction sees it (before the instruction's own effect): null when unset,
   * undefined when it can't be known. Without an instruction: at the end of the stage.
   */
  variable(name: string, at?: Instruction): string | null | undefined {
    const change = this.variableChange(name, at);
    if (change !== undefined) return change.value;
    if (this.base.kind === "stage") {
      const inherited = this.base.stage.variableChange(name);
      // ARG ends with its stage; ENV is inherited.
      if (inherited?.kind === "ENV") return inherited.value;
      return this.base.stage.inheritedVariable(name);
    }
    return this.inheritedVariable(name);
  }

  /** The last ENV or ARG of this stage that set the variable before the instruction. */
  variableChange(name: string, at?: Instruction): VariableChange | undefined {
    this.evaluate();
    return lastBefore(this.variables.get(name), this.positionOf(at));
  }

  /** Every ENV and ARG of this stage, by name. */
  get variableChanges(): ReadonlyMap<string, readonly VariableChange[]> {
    this.evaluate();
    return this.variables;
  }

  lookup(at?: Instruction): Lookup {
    return (name) => this.variable(name, at);
  }

  /** An argument with quotes removed and variables replaced; undefined when it can't be known. */
  expand(text: string, at?: Instruction): string | undefined {
    return expand(text, this.lookup(at), this.escape);
  }

  /** The user that the instruction runs as: undefined when it can't be known. Unset means root. */
  user(at?: Instruction): Setting<string | undefined> {
    this.evaluate();
    const own = lastBefore(this.users, this.positionOf(at));
    if (own !== undefined) return own;
    if (this.base.kind === "stage") return this.base.stage.user();
    if (this.base.kind === "scratch") return { value: "root", by: undefined };
    const facts = this.imageFacts;
    const known = facts?.user;
    return { value: known === undefined ? undefined : known === "" ? "root" : known, by: undefined };
  }

  /** The absolute working directory before the instruction; undefined when it can't be known. */
  workdir(at?: Instruction): Setting<string | undefined> {
    this.evaluate();
    const own = lastBefore(this.workdirs, this.positionOf(at));
    if (own !== undefined) return own;
    if (this.base.kind === "stage") return this.base.stage.workdir();
    if (this.base.kind === "scratch") return { value: "/", by: undefined };
    const facts = this.imageFacts;
    return { value: facts === undefined ? undefined : facts.workdir || "/", by: undefined };
  }

  /** The words that shell form is given to. */
  shell(at?: Instruction): Setting<readonly string[]> {
    this.evaluate();
    const own = lastBefore(this.shells, this.positionOf(at));
    if (own !== undefined) return own;
    if (this.base.kind === "stage") return this.base.stage.shell();
    return { value: ["/bin/sh", "-c"], by: undefined };
  }

  /** CMD in effect at the end; setting ENTRYPOINT in a stage drops the CMD of its base. */
  get cmd(): Setting<Command> | undefined {
    this.cachedCmd ??= { setting: this.findCmd() };
    return this.cachedCmd.setting;
  }

  private findCmd(): Setting<Command> | undefined {
    const own = this.instructions.findLast((each) => each.keyword === "CMD");
    if (own !== undefined) return { value: commandOf(own), by: own };
    if (this.instructions.some((each) => each.keyword === "ENTRYPOINT")) return undefined;
    if (this.base.kind === "stage") return this.base.stage.cmd;
    const inherited = this.base.kind === "image" ? this.imageFacts?.cmd : undefined;
    return inherited == null ? undefined : { value: { form: "inherited", words: inherited }, by: undefined };
  }

  get entrypoint(): Setting<Command> | undefined {
    this.cachedEntrypoint ??= { setting: this.findEntrypoint() };
    return this.cachedEntrypoint.setting;
  }

  private findEntrypoint(): Setting<Command> | undefined {
    const own = this.instructions.findLast((each) => each.keyword === "ENTRYPOINT");
    if (own !== undefined) {
      const value = commandOf(own);
      return value.form === "exec" && value.words.length === 0 ? undefined : { value, by: own };
    }
    if (this.base.kind === "stage") return this.base.stage.entrypoint;
    const inherited = this.base.kind === "image" ? this.imageFacts?.entrypoint : undefined;
    return inherited == null || inherited.length === 0
      ? undefined
      : { value: { form: "inherited", words: inherited }, by: undefined };
  }

  /** Zero-based place of an instruction in this stage; the number of instructions for one of another stage. */
  positionOf(at: Instruction | undefined): number {
    const { length } = this.instructions;
    if (at === undefined) return length;
    const position = at.index - this.from.index - 1;
    return this.instructions[position] === at ? position : length;
  }

  private inheritedVariable(name: string): string | null | undefined {
    if (this.base.kind === "stage") return this.base.stage.variable(name);
    if (this.base.kind === "scratch") return name === "PATH" ? undefined : null;
    const facts = this.imageFacts;
    if (facts === undefined) return undefined;
    const value = facts.env[name];
    if (value !== undefined) return value;
    // The table may not list every variable that an image sets.
    return facts.envComplete ? null : undefined;
  }

  private evaluate(): void {
    if (this.evaluated) return;
    this.evaluated = true;
    this.instructions.forEach((instruction, position) => {
      switch (instruction.keyword) {
        case "ENV":
          this.evaluateEnv(instruction, position);
          break;
        case "ARG":
          this.evaluateArg(instruction, position);
          break;
        case "USER":
          this.users.push({
            position,
            value: this.expand(instruction.argsText, instruction),
            by: instruction,
          });
          break;
        case "WORKDIR": {
          const path = this.expand(instruction.argsText, instruction);
          const current = path?.startsWith("/") === true ? "/" : this.workdir(instruction).value;
          this.workdirs.push({ position, value: changedFolder(current, path), by: instruction });
          break;
        }
        case "SHELL":
          this.shells.push({
            position,
            value: instruction.exec?.elements.map((element) => element.value) ?? [],
            by: instruction,
          });
          break;
      }
    });
  }

  private evaluateEnv(instruction: Instruction, position: number): void {
    // All pairs of one ENV see the values from before it.
    const values = instruction.pairs.map((pair) => {
      const text = pair.value?.text ?? "";
      return { pair, value: this.expand(text, instruction) };
    });
    for (const { pair, value } of values)
      this.change(pair.key, { position, value, by: instruction, kind: "ENV" });
  }

  private evaluateArg(instruction: Instruction, position: number): void {
    for (const pair of instruction.pairs) {
      // ENV wins over ARG of the same name.
      if (lastBefore(this.variables.get(pair.key), position)?.kind === "ENV") continue;
      const value =
        pair.value === undefined
          ? (this.globals(pair.key) ?? undefined)
          : this.expand(pair.value.text, instruction);
      this.change(pair.key, { position, value, by: instruction, kind: "ARG" });
    }
  }

  private change(name: string, change: VariableChange): void {
    const changes = this.variables.get(name);
    if (changes === undefined) this.variables.set(name, [change]);
    else changes.push(change);
  }
}

function commandOf(instruction: Instruction): Command {
  const exec = instruction.exec;
  return exec === undefined
    ? { form: "shell", words: [] }
    : { form: "exec", words: exec.elements.map((element) => element.value) };
}

/** The last change strictly before a position; changes are in order. */
function lastBefore<T extends { readonly position: number }>(
  changes: readonly T[] | undefined,
  position: number,
): T | undefined {
  if (changes === undefined) return undefined;
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((changes[middle]?.position ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  return changes[low - 1];
}
