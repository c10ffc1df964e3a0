// `fix`: applies the fixes of findings, or shows what they would change.

import { type FixAllResult, fixAll } from "../../core/fix-all.ts";
import type { ProjectSnapshot } from "../../core/project/project.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit.ts";
import { plural } from "../findings.ts";
import { type InputFile, inputOptions, loadInputs, withProject } from "../inputs.ts";
import { type FileResult, outputMode, outputOptions, putResults } from "../results.ts";
import { ruleNamed } from "../rule-names.ts";

export const fixCommand = defineCommand({
  name: "fix",
  summary: "Apply the safe fixes, or show them as a diff.",
  operands: { usage: "[PATH...]", least: 0, most: Number.POSITIVE_INFINITY },
  options: {
    ...inputOptions,
    unsafe: { kind: "flag", help: "Apply unsafe fixes too: they may change what the image does." },
    rule: { kind: "list", value: "NAME", help: "Only the fixes of this rule." },
    ...outputOptions,
  },
  notes: [
    "Safe fixes keep what the image does. They are applied until nothing changes. The split into stages is a command of its own: `lean-dockerfile split`.",
    "The diff goes to standard output, the summary to standard error; `-` reads standard input.",
    "Exit codes: 0 done, 2 wrong usage or unreadable input.",
  ],
  run: async (session, { options, operands }) => {
    const mode = outputMode(options, operands);
    const only = options.rule.map((name) => ruleNamed(name).name);
    const choice = options.unsafe ? "safe-and-unsafe" : "safe";
    const inputs = await loadInputs(session, operands, { context: options.context, config: options.config });
    if (inputs.files.length === 0) return exitCodes.trouble;
    const results: FileResult[] = [];
    let applied = 0;
    let left = 0;
    for (const file of inputs.files) {
      if (session.signal.aborted) return exitCodes.cancelled;
      const fixed = await withProject(file, (project) => {
        const input = {
          text: file.text,
          path: file.name,
          project,
          settings: file.settings,
          today: session.today,
        };
        return { ...fixAll(only.length === 0 ? input : { ...input, only }, choice), project };
      });
      applied += fixed.applied.length;
      left += fixed.left.filter(({ fixes }) => fixes().some(({ kind }) => kind === "quickfix")).length;
      results.push(...changedFiles(file, fixed));
    }
    await putResults(session, results, mode);
    session.terminal.err.write(summary(applied, left, mode));
    return inputs.unreadable > 0 ? exitCodes.trouble : exitCodes.clean;
  },
});

function changedFiles(
  file: InputFile,
  fixed: FixAllResult & { readonly project: ProjectSnapshot },
): readonly FileResult[] {
  const { name, path, text, faithful } = file;
  const own: FileResult = { name, path, before: text, after: fixed.text, faithful };
  const others = [...fixed.others].map(([path, after]): FileResult => {
    const state = fixed.project.files.get(path);
    return {
      name: `${file.context?.name ?? ""}${path}`,
      path: file.context === undefined ? undefined : `${file.context.folder}/${path}`,
      before: state?.kind === "text" ? state.text : null,
      after,
    };
  });
  return [own, ...others].filter(({ before, after }) => before !== after);
}

function summary(applied: number, left: number, mode: "write" | "diff"): string {
  const done = mode === "write" ? "applied" : "to apply with --write";
  const first = applied === 0 ? "No fix to apply" : `${plural(applied, "fix")} ${done}`;
  return `${first}${left === 0 ? "" : `; ${left} more with --unsafe`}\n`;
}
