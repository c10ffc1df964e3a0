// Edits that put a late step first: its manifests are copied, it runs, then the other files are copied.

import { type RunCommand, runCommands } from "../model/commands.ts";
import { isWithin } from "../model/paths.ts";
import type { RuleFile } from "../rules/rule.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { insertion, replacement, type TextEdit } from "../text/edits.ts";
import { firstLine } from "../text/first-line.ts";
import { type Span, sliceOf } from "../text/span.ts";
import {
  bringsManifestsOnly,
  bringsSources,
  type ContextCopy,
  contextCopies,
  goesToSystem,
  landingOf,
  mayOverlap,
} from "./context-copies.ts";
import {
  blockOf,
  indentOf,
  lineEnd,
  nodeBefore,
  textWithAbsoluteTarget,
  wholeLines,
  withBlankLines,
} from "./instruction-blocks.ts";
import type { LateStep } from "./late-steps.ts";
import { manifestCopies } from "./manifest-copies.ts";
import { isExecForm, shellText, splitScript } from "./script-parts.ts";
import { needsNoSources, toolInstall } from "./source-free.ts";

export type Reordering =
  /** `whole`: the RUN moves as it is; otherwise it is taken apart, or a new one is made. */
  | { readonly kind: "edits"; readonly edits: readonly TextEdit[]; readonly whole: boolean }
  /** A sentence without its full stop. */
  | { readonly kind: "impossible"; readonly why: string };

/** The edits for a late step whose needs are known, or why it can't be moved. */
export function reorder(file: RuleFile, late: LateStep): Reordering {
  if (late.needs.kind === "none") return { kind: "impossible", why: late.needs.why };
  return new Reorderer(file, late, late.needs).run();
}

type Needs = Extract<LateStep["needs"], { kind: "reorder" }>;

class Reorderer {
  private readonly file: RuleFile;
  private readonly late: LateStep;
  private readonly needs: Needs;
  private readonly eol: string;
  /** Instructions after the cause and before the step. */
  private readonly between: readonly Instruction[];
  private readonly copies: readonly ContextCopy[];
  /** Copies that go behind the step, the cause first. */
  private readonly moved: ContextCopy[] = [];
  private readonly otherMoved: Instruction[] = [];
  private manifestPaths: readonly string[] = [];

  constructor(file: RuleFile, late: LateStep, needs: Needs) {
    this.file = file;
    this.late = late;
    this.needs = needs;
    this.eol = file.dockerfile.syntax.eol;
    const { stage, cause, by } = late;
    this.between = stage.instructions.slice(stage.positionOf(cause.instruction) + 1, stage.positionOf(by));
    this.copies = contextCopies(file.dockerfile, stage);
  }

  run(): Reordering {
    const obstacle = this.sortBetween();
    if (obstacle !== undefined) return { kind: "impossible", why: obstacle };
    const { file, moved, needs } = this;
    const manifests = manifestCopies({ file, manifests: needs.manifests, moved, staying: this.staying });
    if (typeof manifests === "string") return { kind: "impossible", why: manifests };
    this.manifestPaths = manifests.paths;
    const blocked = this.blockedBetween();
    if (blocked !== undefined) return { kind: "impossible", why: blocked };
    return this.edits(manifests.lines);
  }

  /** Copies that are there before the step and do not move. */
  private get staying(): readonly ContextCopy[] {
    return this.copies.filter(
      (each) =>
        !this.moved.some((one) => one.instruction === each.instruction) &&
        each.instruction.span.start < this.late.by.span.start,
    );
  }

  private get targets(): readonly (string | undefined)[] {
    return [
      ...this.moved.map((each) => each.copy.target),
      ...this.otherMoved.map((each) => this.file.dockerfile.copy(each)?.target),
    ];
  }

  /** Decides which of the instructions between move along; gives what forbids to move anything. */
  private sortBetween(): string | undefined {
    const { cause } = this.late;
    if (cause.request === undefined) return "Where the sources are copied to isn't known";
    if (cause.request.parents === true) return "`--parents` keeps the folders of what it copies";
    this.moved.push(cause);
    for (const each of this.between) {
      if (each.keyword === "VOLUME" || each.keyword === "ONBUILD")
        return `\`${each.keyword}\` stands between the copy and the step`;
      if (each.keyword !== "COPY" && each.keyword !== "ADD") continue;
      const copy = this.copies.find((one) => one.instruction === each);
      if (copy === undefined) {
        if (mayOverlap(this.file.dockerfile.copy(each)?.target, cause.copy.target))
          this.otherMoved.push(each);
      } else if (bringsSources(this.file.project, copy)) this.moved.push(copy);
      else if (bringsManifestsOnly(copy)) {
        const other = copy.sources?.find((source) => this.landsElsewhere(copy, source));
        if (other !== undefined) return `\`${other}\` is copied over another file`;
      } else if (mayOverlap(copy.copy.target, cause.copy.target)) {
        // The step may need what is put there, and the sources may hold the same file.
        if (goesToSystem(copy)) return `\`${firstLine(each.text)}\` stands between the copy and the step`;
        this.moved.push(copy);
      }
    }
    for (const each of [...this.moved.map((one) => one.instruction), ...this.otherMoved])
      if (this.changesMeaning(each)) return `Variables of \`${each.text}\` change before the step`;
    return undefined;
  }

  /** A manifest that the sources bring to another place, or that lands where another file of them does. */
  private landsElsewhere(copy: ContextCopy, source: string): boolean {
    const lands = landingOf(copy, source);
    return this.moved.some((each) => {
      const same = landingOf(each, source);
      return same === undefined ? lands === undefined || mayOverlap(each.copy.target, lands) : same !== lands;
    });
  }

  /** ENV or ARG between the copy and the step sets a variable that the copy uses. */
  private changesMeaning(copy: Instruction): boolean {
    if (!copy.argsText.includes("$")) return false;
    const later = this.between.slice(this.between.indexOf(copy) + 1);
    return later.some((each) => each.keyword === "ENV" || each.keyword === "ARG");
  }

  /** The instruction between that would break without the sources, as a sentence. */
  private blockedBetween(): string | undefined {
    for (const each of this.between) {
      if (each.keyword !== "RUN") continue;
      if (each.flags.some((flag) => flag.name === "mount" && /type=bind/.test(flag.value ?? "type=bind")))
        return `\`${firstLine(each.text)}\` reads files of the context`;
      const commands = runCommands(this.late.stage, each);
      const script = each.script;
      const free =
        (script === undefined || !script.broken) &&
        commands.length > 0 &&
        commands.every((run) => this.isFree(run));
      if (!free) return `\`${firstLine(each.text)}\` stands before it and may need the sources`;
    }
    return undefined;
  }

  private edits(lines: readonly string[]): Reordering {
    const { by, stage, run } = this.late;
    const commands = runCommands(stage, by);
    const moves = this.needs.command === undefined;
    const free = (each: RunCommand): boolean => each === run || this.isFree(each);
    // The whole RUN goes first where nothing in it needs the sources.
    if (moves && commands.every(free) && by.script?.broken !== true)
      return this.moveCopies(lines, undefined, this.folderEdits());
    const parts = splitScript({
      text: this.file.text,
      stage,
      by,
      step: run,
      command: this.needs.command,
      folder: this.needs.folder ?? run.cwd,
      free,
      isThere: (folder) => this.manifestPaths.some((path) => isWithin(folder, path)),
    });
    if (parts === undefined)
      return {
        kind: "impossible",
        why: `\`${this.late.label}\` stands in a script that can't be taken apart`,
      };
    const flags = by.flags
      .filter((flag) => /^(?:mount|network|security)$/.test(flag.name))
      .map((flag) => `${sliceOf(this.file.text, flag.span)} `)
      .join("");
    const keyword = sliceOf(this.file.text, by.keywordSpan);
    const first = `${indentOf(this.file, by)}${keyword} ${flags}${parts.first}${this.eol}`;
    const edits = [...parts.edits, ...this.folderEdits()];
    const { prefix } = this.needs;
    // In exec form there is no shell to run two commands.
    if (prefix !== undefined)
      edits.push(
        isExecForm(run)
          ? replacement(run.command.span, `${prefix}${shellText(this.file.text, run)}`)
          : insertion(run.command.span.start, prefix),
      );
    const comments = parts.comments.map((comment) => `${indentOf(this.file, by)}${comment}${this.eol}`);
    return this.moveCopies(lines, { first, comments }, edits);
  }

  /**
   * `COPY pom.xml /app` puts a file into the folder that an earlier copy has made. Without that copy before it the
   * file would become `/app` itself, so the destination gets its slash.
   */
  private folderEdits(): readonly TextEdit[] {
    return this.copies.flatMap(({ instruction, copy, request }) => {
      if (!this.between.includes(instruction) || this.moved.some((one) => one.instruction === instruction))
        return [];
      const relies = request?.intoFolder === true && !copy.intoFolder;
      if (!relies || this.late.stage.workdir(instruction).value === copy.target) return [];
      return [insertion(copy.destination.span.end, "/")];
    });
  }

  /** Puts the manifests where the cause stands and the copies behind the step. */
  private moveCopies(
    lines: readonly string[],
    inserted: { readonly first: string; readonly comments: readonly string[] } | undefined,
    others: readonly TextEdit[],
  ): Reordering {
    const { by, cause } = this.late;
    const movedInstructions = [...this.moved.map((each) => each.instruction), ...this.otherMoved].sort(
      (a, b) => a.span.start - b.span.start,
    );
    const causeBlock = blockOf(this.file, cause.instruction);
    // Nothing but the copies stands between: they can stay where they are.
    if (inserted !== undefined && this.between.every((each) => movedInstructions.includes(each))) {
      const edits = [
        replacement({ start: causeBlock.start, end: causeBlock.start }, lines.join("") + inserted.first),
      ];
      if (inserted.comments.length > 0)
        edits.push(replacement({ start: by.span.start, end: by.span.start }, inserted.comments.join("")));
      return { kind: "edits", edits: [...edits, ...others], whole: false };
    }
    const edits: TextEdit[] = [...others];
    const texts: string[] = [];
    for (const each of movedInstructions) {
      const block = blockOf(this.file, each);
      texts.push(this.movedText(each, block));
      const newText = each === cause.instruction ? lines.join("") : "";
      edits.push(replacement(newText === "" ? withBlankLines(this.file, block) : block, newText));
    }
    const moved = texts.join("");
    if (inserted !== undefined) {
      const at = by.span.start;
      edits.push(replacement({ start: at, end: at }, inserted.first + moved + inserted.comments.join("")));
      return { kind: "edits", edits, whole: false };
    }
    const last = this.lastToolBehind();
    const end = lineEnd(this.file, last);
    const gap = nodeBefore(this.file, last)?.kind === "blank" ? this.eol : "";
    edits.push(
      replacement({ start: end, end }, `${this.eol}${gap}${moved.slice(0, moved.length - this.eol.length)}`),
    );
    return { kind: "edits", edits, whole: true };
  }

  /** Installations of tools right behind the step need no sources either: the copies go behind them, too. */
  private lastToolBehind(): Instruction {
    const { by, stage } = this.late;
    let last = by;
    const usesVariables = [...this.moved.map((one) => one.instruction), ...this.otherMoved].some((copy) =>
      copy.argsText.includes("$"),
    );
    for (const each of stage.instructions.slice(stage.positionOf(by) + 1)) {
      // Variables that no copy uses, and what only describes the image, can be passed.
      if (/^(?:ENV|ARG|LABEL|EXPOSE)$/.test(each.keyword) && !usesVariables) continue;
      if (each.keyword !== "RUN" || each.heredocs.length > 0 || each.script?.broken !== false) break;
      const commands = runCommands(stage, each);
      if (commands.length === 0 || !commands.every((run) => this.isFree(run))) break;
      if (commands.some((run) => toolInstall(run) !== undefined)) last = each;
    }
    return last;
  }

  private isFree(run: RunCommand): boolean {
    return needsNoSources(run, this.targets, this.manifestPaths);
  }

  /** A destination relative to a WORKDIR that changes between becomes absolute. */
  private movedText(copy: Instruction, block: Span): string {
    const changes = this.between.some(
      (each) => each.keyword === "WORKDIR" && each.span.start > copy.span.start,
    );
    return changes ? textWithAbsoluteTarget(this.file, copy, block) : wholeLines(this.file, block);
  }
}
