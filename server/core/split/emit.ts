// The only place that writes Dockerfile text for a split: a plan in, the new text out.

import type { RuleFile } from "../rules/rule.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { Node } from "../syntax/parse.ts";
import { applyEdits, type TextEdit } from "../text/edits.ts";
import type { Span } from "../text/span.ts";
import { instructionText, type KeywordCase, keywordCase } from "./instruction-text.ts";
import type { AddedLine, Artifact, Placement, SplitPlan } from "./plan.ts";

/** An instruction with the comments and blank lines before it, which belong to it. */
interface Group {
  readonly leading: readonly Node[];
  readonly instruction: Instruction;
}

/** Writes the split file. The text around the split stage stays as it is. */
export function emitSplit(file: RuleFile, plan: SplitPlan): string {
  return new Emitter(file, plan).run();
}

class Emitter {
  private readonly text: string;
  private readonly eol: string;
  private readonly letters: KeywordCase;
  private readonly plan: SplitPlan;
  private readonly file: RuleFile;

  constructor(file: RuleFile, plan: SplitPlan) {
    this.file = file;
    this.plan = plan;
    const { syntax } = file.dockerfile;
    this.text = syntax.text;
    this.eol = syntax.eol;
    const { from } = plan.stage;
    this.letters = keywordCase(this.slice(from.keywordSpan));
  }

  run(): string {
    const { stage } = this.plan;
    const names = this.names();
    const { groups, trailing } = this.groups();
    const builder = new Section(this.eol);
    const runtime = new Section(this.eol);
    builder.add(this.endLine(this.fromLine(names.builder)));
    runtime.add(this.runtimeFrom(names.runtime));
    if (groups[0]?.leading[0]?.kind === "blank") runtime.skip(this.eol);
    runtime.addLines(this.added("start"));
    const startAt = groups.findIndex(({ instruction }) => this.isStart(instruction));
    const copiesAt = groups.findIndex(({ instruction }) => instruction === this.plan.artifactsAt);
    groups.forEach((group, index) => {
      const placement = this.plan.placements.get(group.instruction) ?? "build";
      const addsHere = index === startAt && startAt > copiesAt;
      // Comments over a start command that gives way stay over the one in its place.
      const replaced = addsHere && placement === "drop";
      if (addsHere && !replaced) runtime.addLines(this.added("before-start-command"));
      if (replaced) runtime.addLines(this.added("before-start-command", isNoStart));
      this.place(builder, runtime, group, placement);
      if (replaced) runtime.addLines(this.added("before-start-command", isStartLine));
      if (index === copiesAt) {
        runtime.addLines([...this.copies(names.builder), ...this.added("artifacts")]);
        if (startAt <= copiesAt) runtime.addLines(this.added("before-start-command"));
      }
    });
    runtime.addLines(this.added("end"));
    const tail = trailing.map((node) => this.slice(node.span)).join("");
    const before = this.text.slice(0, stage.from.span.start);
    const after = this.text.slice(stage.span.end);
    const head = `${before}${builder.text.trimEnd()}${this.eol}${this.eol}${runtime.text.trimEnd()}${this.eol}`;
    const result = tail.trim() === "" ? head : `${head}${this.eol}${tail.replace(/^[\r\n]+/, "")}`;
    const finished = after === "" ? result : `${result}${this.eol}${after}`;
    return this.text.endsWith("\n") ? finished : finished.replace(/\r?\n$/, "");
  }

  private place(builder: Section, runtime: Section, group: Group, placement: Placement): void {
    const leading = group.leading.map((node) => this.slice(node.span)).join("");
    const comments = group.leading.some((node) => node.kind === "comment");
    const start = group.leading[0]?.span.start ?? group.instruction.span.start;
    const own = group.instruction.span;
    switch (placement) {
      case "build":
      case "both": {
        const whole = this.endLine(this.edited({ start, end: own.end }, this.plan.buildEdits));
        builder.add(whole);
        if (placement === "both") runtime.add(this.endLine(this.edited(own, this.plan.runtimeEdits)));
        else runtime.skip(leading);
        break;
      }
      case "runtime":
        builder.skip(leading);
        runtime.add(this.endLine(this.edited({ start, end: own.end }, this.plan.runtimeEdits)));
        break;
      case "drop":
        builder.skip(leading);
        if (comments) runtime.add(this.endLine(leading));
        else runtime.skip(leading);
        break;
    }
  }

  /** The builder is `build` unless that is taken; a stage's own name goes on to what ships. */
  private names(): { readonly builder: string; readonly runtime: string | undefined } {
    const { stage } = this.plan;
    const taken = new Set(this.file.dockerfile.stages.map((each) => each.name?.toLowerCase()));
    const own = stage.name;
    if (own !== undefined && (builderName.test(own) || this.plan.builderNames.includes(own.toLowerCase())))
      return { builder: own, runtime: free("runtime", taken) };
    return { builder: free("build", taken), runtime: own };
  }

  private fromLine(name: string): string {
    const { from, nameSpan } = this.plan.stage;
    const edits = this.plan.buildEdits.filter((edit) => this.belongs(from.span, edit.span));
    const renamed: TextEdit[] =
      nameSpan === undefined
        ? [
            {
              span: { start: from.textSpan.end, end: from.textSpan.end },
              newText: ` ${this.keyword("AS")} ${name}`,
            },
          ]
        : [{ span: nameSpan, newText: name }];
    return shifted(this.text, from.span, [...edits, ...renamed]);
  }

  private runtimeFrom(name: string | undefined): string {
    const platform = this.plan.stage.from.flag("platform");
    // A platform fixed for the builder is the platform of what ships, unless it is the builder's own.
    const keeps = platform?.value !== undefined && !platform.value.includes("BUILDPLATFORM");
    const flag = keeps && platform !== undefined ? `${this.slice(platform.span)} ` : "";
    const as = name === undefined ? "" : ` ${this.keyword("AS")} ${name}`;
    return `${this.keyword("FROM")} ${flag}${this.plan.runtime.image}${as}${this.eol}`;
  }

  private copies(builder: string): readonly string[] {
    return this.plan.artifacts.map((artifact) => this.copyLine(artifact, builder));
  }

  private copyLine(artifact: Artifact, builder: string): string {
    const chown = artifact.chown === undefined ? "" : ` --chown=${artifact.chown}`;
    const paths = [artifact.from, artifact.to];
    const needsJson = paths.some((path) => /\s/.test(path));
    const args = needsJson ? JSON.stringify(paths) : paths.join(" ");
    return `${this.keyword("COPY")} --from=${builder}${chown} ${args}${this.eol}`;
  }

  private added(
    where: AddedLine["where"],
    counts: (line: AddedLine) => boolean = () => true,
  ): readonly string[] {
    return this.plan.added
      .filter((line) => line.where === where && counts(line))
      .map(({ instruction }) => `${instructionText(instruction, this.letters)}${this.eol}`);
  }

  private groups(): { readonly groups: readonly Group[]; readonly trailing: readonly Node[] } {
    const { stage } = this.plan;
    const groups: Group[] = [];
    let leading: Node[] = [];
    for (const node of this.file.dockerfile.syntax.nodes) {
      if (node.span.start < stage.from.span.end || node.span.start >= stage.span.end) continue;
      if (node.kind === "instruction") {
        groups.push({ leading, instruction: node });
        leading = [];
      } else leading.push(node);
    }
    return { groups, trailing: leading };
  }

  private isStart(instruction: Instruction): boolean {
    return instruction.keyword === "CMD" || instruction.keyword === "ENTRYPOINT";
  }

  private edited(at: Span, edits: readonly TextEdit[]): string {
    const own = edits.filter((edit) => this.belongs(at, edit.span));
    return shifted(this.text, at, own);
  }

  /** An insertion between two instructions belongs to the later one; at the end of the file there is no later one. */
  private belongs(outer: Span, inner: Span): boolean {
    if (inner.start < outer.start || inner.end > outer.end) return false;
    return inner.start < outer.end || outer.end === this.text.length;
  }

  private slice(at: Span): string {
    return this.text.slice(at.start, at.end);
  }

  private endLine(text: string): string {
    return text === "" || text.endsWith("\n") ? text : text + this.eol;
  }

  private keyword(keyword: string): string {
    return this.letters === "lower" ? keyword.toLowerCase() : keyword;
  }
}

function isStartLine({ instruction }: AddedLine): boolean {
  return instruction.keyword === "CMD" || instruction.keyword === "ENTRYPOINT";
}

function isNoStart(line: AddedLine): boolean {
  return !isStartLine(line);
}

/** Names that say what a stage is for in any language; ecosystems have their tools' names beside them. */
const builderName = /^(?:build|builder|compile|compiler)$/i;

/** The lines of one stage; where something was left out, one blank line keeps paragraphs apart. */
class Section {
  text = "";
  private paragraph = false;
  private readonly eol: string;

  constructor(eol: string) {
    this.eol = eol;
  }

  add(text: string): void {
    if (text === "") return;
    const startsBlank = blankStart.test(text);
    if (this.paragraph && !startsBlank && this.text !== "" && !this.endsBlank()) this.text += this.eol;
    this.text += startsBlank && this.endsBlank() ? text.replace(blankStart, "") : text;
    this.paragraph = false;
  }

  addLines(lines: readonly string[]): void {
    for (const line of lines) this.add(line);
  }

  /** Something that stood here is not in this stage; `leading` is what set it apart. */
  skip(leading: string): void {
    if (blankStart.test(leading)) this.paragraph = true;
  }

  private endsBlank(): boolean {
    return /\n[ \t]*\r?\n$/.test(this.text);
  }
}

const blankStart = /^(?:[ \t]*\r?\n)+/;

function shifted(text: string, at: Span, edits: readonly TextEdit[]): string {
  return applyEdits(
    text.slice(at.start, at.end),
    edits.map((edit) => ({
      ...edit,
      span: { start: edit.span.start - at.start, end: edit.span.end - at.start },
    })),
  );
}

function free(wanted: string, taken: ReadonlySet<string | undefined>): string {
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number++) if (!taken.has(`${wanted}${number}`)) return `${wanted}${number}`;
}
