// `split`: turns a single-stage file into a builder stage and a runtime stage, or says why not.

import { ruleFile } from "../../core/analysis.ts";
import {
  type SplitAnswer,
  type SplitOffer,
  splitAsPreferred,
  splitDockerfile,
} from "../../core/split/split.ts";
import { type NoteAtLine, splitSummary } from "../../core/split/summary.ts";
import { formatEstimate } from "../../core/text/bytes.ts";
import { runtimeNames, type SplitResult } from "../../protocol/split.ts";
import { defineCommand, type Session } from "../command.ts";
import { type ExitCode, exitCodes } from "../exit.ts";
import { type InputFile, inputOptions, loadOne, withProject } from "../inputs.ts";
import { printableLine, wrap } from "../printable.ts";
import { outputMode, outputOptions, putResults } from "../results.ts";

export const splitCommand = defineCommand({
  name: "split",
  summary: "Split a file into a builder stage and a lean runtime stage.",
  operands: { usage: "PATH", least: 1, most: 1 },
  options: {
    ...inputOptions,
    runtime: {
      kind: "choice",
      choices: runtimeNames,
      default: "auto",
      help: "The kind of runtime image.",
    },
    format: {
      kind: "choice",
      choices: ["text", "json"],
      default: "text",
      help: "Print a diff, or the whole answer as JSON.",
    },
    ...outputOptions,
  },
  notes: [
    "PATH is a Dockerfile, a folder with one, or `-` for standard input. The diff goes to standard output, what was assumed to standard error.",
    "Exit codes: 0 split, or nothing to split; 2 wrong usage or unreadable input; 3 declined, with the reasons.",
  ],
  run: async (session, { options, operands: [operand = ""] }) => {
    const mode = outputMode(options, [operand]);
    const file = await loadOne(session, operand, { context: options.context, config: options.config });
    const { answer, result } = await withProject(file, (project) => {
      const snapshot = ruleFile({
        text: file.text,
        path: file.name,
        project,
        settings: file.settings,
        today: session.today,
      });
      const { runtime } = options;
      const answer = runtime === "auto" ? splitAsPreferred(snapshot) : splitDockerfile(snapshot, runtime);
      const result: SplitResult = splitSummary(file.text, answer);
      return { answer, result, wanted: snapshot.project.wanted };
    });
    if (options.format === "json") session.terminal.out.write(`${JSON.stringify(result, null, 2)}\n`);
    if (result.dockerfile === null) {
      if (options.format === "text") reportReasons(session, file, result, answer);
      return exitCode(result);
    }
    if (options.format === "text" || mode === "write") {
      const { name, path, text, faithful } = file;
      const own = { name, path, before: text, after: result.dockerfile, faithful };
      const extra = result.extraFiles.map(({ path, text }) => ({
        name: `${file.context?.name ?? ""}${path}`,
        path: file.context === undefined ? undefined : `${file.context.folder}/${path}`,
        before: null,
        after: text,
      }));
      await putResults(session, [own, ...extra], mode);
    }
    // The diff is on standard output; on a screen that shows both, the notes stand apart from it.
    if (options.format === "text" && mode === "diff") session.terminal.err.write("\n");
    if (options.format === "text") reportSplit(session, file, result, answer);
    return exitCodes.clean;
  },
});

function exitCode(result: SplitResult): ExitCode {
  return result.status === "declined" ? exitCodes.declined : exitCodes.clean;
}

function reportReasons(session: Session, file: InputFile, result: SplitResult, answer: SplitAnswer): void {
  const { err } = session.terminal;
  const heading =
    result.status === "declined" ? err.style("yellow", "Not split") : err.style("green", "Nothing to split");
  const reasons = result.reasons.map((reason) => noteLine(file, reason));
  err.write(`${heading}\n${listed(session, reasons)}`);
  const remedy = answer.kind === "declined" ? answer.remedy : undefined;
  if (remedy === undefined) return;
  const way = `${remedy.title}. ${remedy.why ?? ""}`;
  err.write(`${err.style("bold", "An edit that makes it possible")}\n${listed(session, [way.trim()])}`);
}

function reportSplit(session: Session, file: InputFile, result: SplitResult, answer: SplitAnswer): void {
  const { err } = session.terminal;
  const [first, ...others] = answer.kind === "split" ? answer.offers : [];
  const size = first === undefined ? "" : estimateText(first);
  const lines = [
    `${err.style("green", "Split")} for the ${result.runtime} runtime${size === "" ? "" : `: ${size}, estimated`}\n`,
  ];
  if (result.assumptions.length > 0) {
    const notes = result.assumptions.map((note) => noteLine(file, note));
    lines.push(`${err.style("bold", "Assumed")}\n`, listed(session, notes));
  }
  if (others.length > 0) {
    const names = others.map((offer) => `--runtime ${offer.runtime.name.padEnd(12)}${estimateText(offer)}`);
    lines.push(`${err.style("bold", "Alternatives")}\n`, listed(session, names));
  }
  err.write(lines.join(""));
}

/** `~703 MB -> ~10 MB`; empty where a figure isn't known. */
function estimateText({ estimate: { before, after } }: SplitOffer): string {
  return before === undefined || after === undefined
    ? ""
    : `${formatEstimate(before)} -> ${formatEstimate(after)}`;
}

function noteLine(file: InputFile, note: NoteAtLine): string {
  return note.line === null ? note.message : `${file.name}:${note.line + 1}: ${note.message}`;
}

function listed(session: Session, lines: readonly string[]): string {
  const { columns } = session.terminal.err;
  return lines
    .flatMap((line) => wrap(printableLine(line), columns === undefined ? undefined : columns - 4))
    .map((line) => `  ${line}\n`)
    .join("");
}
