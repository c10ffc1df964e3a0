// Shell scripts inside instructions: unbash's tree flattened to simple commands with exact offsets.

import {
  type Assignment,
  type CommandNode,
  type CompoundList,
  type ParsedScript,
  type PipelineNode,
  parse,
  type Redirection,
  type Statement,
  type Command as UnbashCommand,
  type Word as UnbashWord,
} from "unbash";
import type { Span } from "../text/span.ts";
import { filler } from "./joints.ts";
import { lastPart, unwrap } from "./wrappers.ts";

/** A word of a command. `value` has quotes and escapes removed; expansions stay as written. */
export interface ShellWord {
  readonly value: string;
  /** As written, with its quotes. */
  readonly raw: string;
  readonly span: Span;
  /** True when the shell computes part of it: `$x`, `$(...)`, a glob or braces outside quotes. */
  readonly dynamic: boolean;
}

/** True for a shell of Debian or alpine, by its name or path. */
export function isShell(program: string): boolean {
  return /(?:^|\/)(?:ba|da|a)?sh$/.test(program);
}

export interface ShellAssignment {
  readonly name: string;
  readonly value: ShellWord | undefined;
  readonly span: Span;
}

export interface ShellRedirect {
  readonly operator: string;
  readonly target: ShellWord | undefined;
}

/** How a command is joined to what precedes it in its list. */
export type Joined = "first" | "&&" | "||" | ";" | "|" | "&";

/** A simple command. */
export interface ShellCommand {
  /** From its first assignment or word to its last word or redirection. */
  readonly span: Span;
  /** Name and arguments as written. */
  readonly words: readonly ShellWord[];
  /** The program that runs, after `sudo`, `env`, `exec` and the like; empty when there are only assignments. */
  readonly program: string;
  /** Arguments of `program`. */
  readonly args: readonly ShellWord[];
  /** Where `program` stands; for a command of assignments only, the command itself. */
  readonly programSpan: Span;
  /** Variables set for this command alone, or for the shell when there is no program. */
  readonly assignments: readonly ShellAssignment[];
  readonly redirects: readonly ShellRedirect[];
  readonly joined: Joined;
  /** True inside `if`, loops, `case`, functions or after `||`: it may not run. */
  readonly conditional: boolean;
  /** Ids of the subshells around it, outermost first: `cd` and `export` end with them. */
  readonly subshells: readonly number[];
}

export interface ShellScript {
  readonly span: Span;
  readonly commands: readonly ShellCommand[];
  /** True when the parser had to guess, so that commands may be missing. */
  readonly broken: boolean;
}

/**
 * Parses a stretch of shell text. `masked` may hold fillers where lines are joined; `offset` is where
 * it starts in the file. There are no errors: what can't be parsed makes the script `broken`.
 */
export function parseShell(masked: string, offset: number): ShellScript {
  const source = joinForShell(masked);
  const span = { start: offset, end: offset + masked.length };
  let tree: ParsedScript;
  try {
    tree = parse(source);
  } catch {
    return { span, commands: [], broken: true };
  }
  const walker = new Walker(source, offset);
  walker.statements(tree.commands, { conditional: false, subshells: [] });
  return { span, commands: walker.commands, broken: walker.broken || (tree.errors?.length ?? 0) > 0 };
}

/** Words of these characters alone are what they say. */
const plainWord = /^[\w./:=@%+,-]*$/;

/**
 * Where lines are joined inside a word the shell's own continuation stands in for it; elsewhere white space
 * does, which also keeps a shell comment running to the end of the joined line, as it does in the builder.
 */
export function joinForShell(text: string): string {
  // In a heredoc the line ends are the file's own: the first half of `\r\n` is no part of a word.
  const masked = text.includes("\r\n") ? text.replace(/\r\n/g, " \n") : text;
  let joined = "";
  let at = 0;
  for (let start = masked.indexOf(filler); start !== -1; start = masked.indexOf(filler, at)) {
    let end = start + 1;
    while (masked[end] === filler) end++;
    const length = end - start;
    const insideWord = !/\s/.test(masked[start - 1] ?? " ") && !/\s/.test(masked[end] ?? " ");
    joined += masked.slice(at, start);
    joined += insideWord && length > 1 ? `${" ".repeat(length - 2)}\\\n` : " ".repeat(length);
    at = end;
  }
  return at === 0 ? masked : joined + masked.slice(at);
}

interface Context {
  readonly conditional: boolean;
  readonly subshells: readonly number[];
}

/** Nested scripts are followed this deep; deeper ones are left alone. */
const deepest = 40;

class Walker {
  readonly commands: ShellCommand[] = [];
  broken = false;
  private readonly source: string;
  private readonly offset: number;
  private depth = 0;
  private nextSubshell = 1;

  constructor(source: string, offset: number) {
    this.source = source;
    this.offset = offset;
  }

  statements(statements: readonly Statement[], context: Context, joined: Joined = "first"): void {
    if (this.depth > deepest) {
      this.broken = true;
      return;
    }
    this.depth++;
    let join = joined;
    for (const statement of statements) {
      this.statement(statement, context, join);
      join = statement.background === true ? "&" : ";";
    }
    this.depth--;
  }

  private statement(statement: Statement, context: Context, joined: Joined): void {
    const { command } = statement;
    if (command.type !== "AndOr") {
      this.pipeline(command, context, joined);
      return;
    }
    let afterOr = false;
    let index = 0;
    for (const part of command.commands) {
      const operator = index === 0 ? joined : (command.operators[index - 1] ?? "&&");
      if (operator === "||") afterOr = true;
      else if (index > 0) afterOr = false;
      this.pipeline(part, afterOr ? { ...context, conditional: true } : context, operator);
      index++;
    }
  }

  private pipeline(node: PipelineNode, context: Context, joined: Joined): void {
    if (node.type !== "Pipeline") {
      this.node(node, context, joined);
      return;
    }
    node.commands.forEach((part, index) => {
      const inPipe = node.commands.length > 1 ? this.subshell(context) : context;
      this.node(part, inPipe, index === 0 ? joined : "|");
    });
  }

  private node(node: CommandNode, context: Context, joined: Joined): void {
    switch (node.type) {
      case "Command":
        this.command(node, context, joined);
        return;
      case "Redirected":
        this.node(node.command, context, joined);
        return;
      default:
        this.compound(node, context, joined);
    }
  }

  private compound(node: CommandNode, context: Context, joined: Joined): void {
    const inside = { ...context, conditional: true };
    switch (node.type) {
      case "Command":
      case "Redirected":
        return;
      case "Subshell":
        this.list(node.body, this.subshell(context), joined);
        return;
      case "BraceGroup":
        this.list(node.body, context, joined);
        return;
      case "If":
        this.list(node.clause, context, joined);
        this.list(node.then, inside);
        for (const branch of node.elif) {
          this.list(branch.clause, inside);
          this.list(branch.then, inside);
        }
        if (node.else !== undefined) this.list(node.else, inside);
        return;
      case "For":
      case "Select":
      case "ArithmeticFor":
        this.list(node.body, inside, joined);
        return;
      case "While":
        this.list(node.clause, context, joined);
        this.list(node.body, inside);
        return;
      case "Case":
        for (const item of node.items) this.list(item.body, inside);
        return;
      case "Function":
        if (node.body.type === "CompoundList") this.list(node.body, inside);
        else this.node(node.body, inside, joined);
        return;
      case "Coproc":
        if (node.body.type === "CompoundList") this.list(node.body, inside);
        else this.node(node.body, inside, joined);
        return;
      case "TestCommand":
      case "ArithmeticCommand":
        return;
    }
  }

  private list(list: CompoundList, context: Context, joined: Joined = "first"): void {
    this.statements(list.commands, context, joined);
  }

  private subshell(context: Context): Context {
    return { ...context, subshells: [...context.subshells, this.nextSubshell++] };
  }

  private command(node: UnbashCommand, context: Context, joined: Joined): void {
    const words: ShellWord[] = [];
    const assignments: ShellAssignment[] = [];
    const redirects: ShellRedirect[] = [];
    for (const part of node.prefix) {
      if (part.type === "Assignment") assignments.push(this.assignment(part));
      else redirects.push(this.redirect(part));
    }
    if (node.name !== undefined) words.push(this.word(node.name, context));
    for (const part of node.suffix) {
      if (part.type === "Word") words.push(this.word(part, context));
      else if (part.type === "Assignment") words.push(this.assignmentWord(part));
      else redirects.push(this.redirect(part));
    }
    const effective = unwrap(words, assignments);
    const span = this.span(node.pos, node.end);
    this.commands.push({
      span,
      words,
      program: effective.words[0]?.value ?? "",
      args: effective.words.slice(1),
      programSpan: effective.words[0]?.span ?? span,
      assignments: effective.assignments,
      redirects,
      joined,
      conditional: context.conditional,
      subshells: context.subshells,
    });
    this.inlineScript(effective.words, context);
  }

  /** `sh -c 'script'`: the script's commands count like any others. */
  private inlineScript(words: readonly ShellWord[], context: Context): void {
    const shell = words[0]?.value;
    if (shell === undefined || !shell.endsWith("sh") || !/^(?:ba|da|a|z|k)?sh$/.test(lastPart(shell))) return;
    const flag = words.findIndex((each) => /^-[a-z]*c$/.test(each.value));
    const script = flag === -1 ? undefined : words[flag + 1];
    if (script === undefined || this.depth > deepest) return;
    const quote = script.raw[0];
    const quoted = quote === "'" || quote === '"';
    const inner = quoted ? script.raw.slice(1, -1) : script.raw;
    // Only where quoting changes nothing do offsets inside the script stay true.
    if (inner !== script.value) return;
    const nested = new Walker(inner, script.span.start + (quoted ? 1 : 0));
    nested.depth = this.depth + 1;
    nested.nextSubshell = this.nextSubshell + 1000;
    let tree: ParsedScript;
    try {
      tree = parse(inner);
    } catch {
      return;
    }
    nested.statements(tree.commands, this.subshell(context));
    this.commands.push(...nested.commands);
  }

  private word(node: UnbashWord, context?: Context): ShellWord {
    const raw = this.source.slice(node.pos, node.end);
    // The parts of a word are read when they are asked for, and most words have none.
    if (plainWord.test(raw))
      return { value: node.value, raw, span: this.span(node.pos, node.end), dynamic: false };
    const dynamic = node.parts?.some(isDynamic) === true;
    if (context !== undefined && dynamic && (raw.includes("$(") || raw.includes("`")))
      for (const part of node.parts ?? []) this.substitutions(part, context);
    const value = node.value.includes("\\\n") ? node.value.replaceAll("\\\n", "") : node.value;
    return { value, raw, span: this.span(node.pos, node.end), dynamic };
  }

  private substitutions(part: NonNullable<UnbashWord["parts"]>[number], context: Context): void {
    if (part.type === "DoubleQuoted") {
      for (const child of part.parts) this.substitutions(child, context);
    } else if (
      part.type === "CommandExpansion" &&
      part.script !== undefined &&
      part.script.source === undefined
    ) {
      this.statements(part.script.commands, this.subshell(context));
    }
  }

  private assignment(node: Assignment): ShellAssignment {
    return {
      name: node.name,
      value: node.value.type === "Word" ? this.word(node.value) : undefined,
      span: this.span(node.pos, node.end),
    };
  }

  /** `export A=b` and `env A=b cmd` have assignments among their arguments: they are words there. */
  private assignmentWord(node: Assignment): ShellWord {
    const value = node.value.type === "Word" ? this.word(node.value) : undefined;
    return {
      value: `${node.name}=${value?.value ?? ""}`,
      raw: this.source.slice(node.pos, node.end),
      span: this.span(node.pos, node.end),
      dynamic: value?.dynamic ?? true,
    };
  }

  private redirect(node: Redirection): ShellRedirect {
    const target = node.type === "HereDoc" ? undefined : node.target;
    return { operator: node.operator, target: target === undefined ? undefined : this.word(target) };
  }

  private span(pos: number, end: number): Span {
    return { start: this.offset + pos, end: this.offset + end };
  }
}

function isDynamic(part: NonNullable<UnbashWord["parts"]>[number]): boolean {
  switch (part.type) {
    case "Literal":
    case "SingleQuoted":
    case "AnsiCQuoted":
      return false;
    case "DoubleQuoted":
    case "LocaleString":
      return part.parts.some((child) => child.type !== "Literal");
    default:
      return true;
  }
}
