// What a comparison of a file with its split needs of the core: the instructions of a text, and which changes of the
// image's configuration the split means to make.

import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import { LineIndex } from "../text/lines.ts";

/** One instruction as an engine's layer history is matched with it. */
export interface InstructionPlace {
  /** Zero-based line on which it starts. */
  readonly line: number;
  readonly keyword: string;
  /** What follows the keyword, as written: continuation lines, flags and heredocs included. */
  readonly text: string;
}

/** All instructions of a file, in order. */
export function instructionPlaces(file: RuleFile): readonly InstructionPlace[] {
  const index = new LineIndex(file.text);
  return file.dockerfile.syntax.instructions.map((each) => ({
    line: index.positionAt(each.keywordSpan.start).line,
    keyword: each.keyword,
    text: file.text.slice(each.body.start, Math.max(each.body.end, each.span.end)).trimEnd(),
  }));
}

/**
 * The fields of the image's configuration (`user`, `env.GOPATH`, ...) that differ between two files by what they say
 * and by what is known of their base images. After a split these are the differences that it planned. Where the base
 * image is another one, its own variables go with it: `env.*` stands for all that the file itself does not set, and
 * `!env.NAME` leaves out one that it does.
 */
export function plannedFields(before: RuleFile, after: RuleFile): readonly string[] {
  const a = before.dockerfile.final;
  const b = after.dockerfile.final;
  if (a === undefined || b === undefined) return [];
  const fields: string[] = [];
  for (const name of new Set([...environmentNames(a), ...environmentNames(b)])) {
    if (environmentValue(a, name) !== environmentValue(b, name)) fields.push(`env.${name}`);
    else if (ownNames(a).includes(name)) fields.push(`!env.${name}`);
  }
  if (baseText(a) !== baseText(b)) fields.push("env.*");
  if (a.user().value !== b.user().value) fields.push("user");
  if (a.workdir().value !== b.workdir().value) fields.push("workdir");
  if (startText(a, "entrypoint") !== startText(b, "entrypoint")) fields.push("entrypoint");
  if (startText(a, "cmd") !== startText(b, "cmd")) fields.push("cmd");
  return fields;
}

function baseText({ rootBase }: Stage): string {
  return rootBase.kind === "image" ? rootBase.reference.text : rootBase.kind;
}

function environmentNames(stage: Stage): readonly string[] {
  return [...ownNames(stage), ...Object.keys(stage.imageFacts?.env ?? {})];
}

/** Variables that the file sets itself. */
function ownNames(stage: Stage): readonly string[] {
  return stage.chain.flatMap((each) =>
    [...each.variableChanges].flatMap(([name, changes]) =>
      changes.some((change) => change.kind === "ENV") ? [name] : [],
    ),
  );
}

/** The value that the configuration holds: build arguments are not part of it. */
function environmentValue(stage: Stage, name: string): string | undefined {
  for (const each of stage.chain) {
    const change = each.variableChanges.get(name)?.findLast(({ kind }) => kind === "ENV");
    if (change !== undefined) return change.value;
  }
  return stage.imageFacts?.env[name];
}

/** The command as one text; the words in exec form, else the instruction as written. */
function startText(stage: Stage, which: "entrypoint" | "cmd"): string {
  const setting = stage[which];
  if (setting === undefined) return "";
  const { value, by } = setting;
  return value.form === "shell" ? (by?.argsText ?? "") : JSON.stringify(value.words);
}
