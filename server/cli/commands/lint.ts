// `lint`: the findings in one or more files.

import { type Analysis, analyze } from "../../core/analysis.ts";
import { severities } from "../../core/finding.ts";
import { Dockerfile } from "../../core/model/dockerfile.ts";
import type { ShellcheckAnswers } from "../../core/shellcheck/output.ts";
import { shellScripts } from "../../core/shellcheck/scripts.ts";
import { parseDockerfile } from "../../core/syntax/parse.ts";
import { LineIndex } from "../../core/text/lines.ts";
import { runShellcheck } from "../../node/shellcheck.ts";
import { defineCommand, type Session } from "../command.ts";
import { type ExitCode, exitCodes, TroubleError } from "../exit.ts";
import { fails } from "../findings.ts";
import { inputOptions, loadInputs, withProject } from "../inputs.ts";
import { githubReporter } from "../reporters/github.ts";
import { hadolintJsonReporter } from "../reporters/hadolint-json.ts";
import { jsonReporter } from "../reporters/json.ts";
import { prettyReporter } from "../reporters/pretty.ts";
import type { LintedFile, LintReporter } from "../reporters/report.ts";
import { sarifReporter } from "../reporters/sarif.ts";
import { textReporter } from "../reporters/text.ts";
import { ruleNamed } from "../rule-names.ts";

const reporters: Readonly<Record<string, LintReporter>> = {
  pretty: prettyReporter,
  text: textReporter,
  json: jsonReporter,
  sarif: sarifReporter,
  github: githubReporter,
  "hadolint-json": hadolintJsonReporter,
};

export const lintCommand = defineCommand({
  name: "lint",
  summary: "Show what makes the image fat, slow to rebuild, unsafe or broken.",
  operands: { usage: "[PATH...]", least: 0, most: Number.POSITIVE_INFINITY },
  options: {
    ...inputOptions,
    format: {
      kind: "choice",
      choices: ["pretty", "text", "json", "sarif", "github", "hadolint-json"],
      default: "pretty",
      help: "How to print findings.",
    },
    "fail-on": {
      kind: "choice",
      choices: [...severities, "never"],
      default: "warning",
      help: "Exit with 1 from this severity on.",
    },
    shellcheck: { kind: "flag", help: "Run ShellCheck on the shell scripts; it must be installed." },
    rule: { kind: "list", value: "NAME", help: "Run only this rule." },
    "stdin-filename": {
      kind: "text",
      value: "NAME",
      help: "Path that the text on standard input stands for.",
    },
  },
  notes: [
    "PATH is a Dockerfile, or a folder that is searched for Dockerfiles; the current folder when none is given. `-` reads standard input.",
    "Exit codes: 0 no finding from `--fail-on` on, 1 findings, 2 wrong usage or unreadable input.",
  ],
  run: async (session, { options, operands }) => {
    const only = options.rule.map((name) => ruleNamed(name).name);
    const inputs = await loadInputs(session, operands, {
      context: options.context,
      config: options.config,
      stdinFilename: options["stdin-filename"],
    });
    if (inputs.files.length === 0) return exitCodes.trouble;
    const files: LintedFile[] = [];
    for (const file of inputs.files) {
      if (session.signal.aborted) return exitCodes.cancelled;
      const shellcheck = options.shellcheck ? await checkScripts(session, file.text) : undefined;
      const { analysis } = await withProject(file, (project) => {
        const analysis = analyze({
          text: file.text,
          path: file.name,
          project,
          settings: file.settings,
          today: session.today,
          shellcheck,
          ...(only.length === 0 ? {} : { only }),
        });
        askForFixes(analysis, options.format);
        return { analysis, wanted: analysis.file.project.wanted, weighable: analysis.weighable };
      });
      files.push({
        name: file.name,
        contextName: file.context?.name ?? "",
        index: new LineIndex(file.text),
        analysis,
      });
    }
    const reporter = reporters[options.format] ?? prettyReporter;
    session.terminal.out.write(reporter(files, session.terminal.out));
    return exitCodeOf(files, options["fail-on"], inputs.unreadable);
  },
});

/** What ShellCheck says of a Dockerfile's scripts. */
async function checkScripts(session: Session, text: string): Promise<ShellcheckAnswers> {
  const scripts = shellScripts(new Dockerfile(parseDockerfile(text)));
  const { answers, failure } = await runShellcheck({ path: "", scripts, signal: session.signal });
  if (failure !== undefined)
    throw new TroubleError(
      `ShellCheck can't be started (${failure})`,
      "Install it, or leave `--shellcheck` out.",
    );
  return answers;
}

/** Fixes ask for files of the project too, so what a format prints of them is computed while files are loaded. */
function askForFixes({ findings }: Analysis, format: string): void {
  if (format !== "pretty" && format !== "json") return;
  for (const finding of findings) {
    for (const fix of finding.fixes()) if (format === "json") fix.changes();
  }
}

function exitCodeOf(
  files: readonly LintedFile[],
  failOn: (typeof severities)[number] | "never",
  unreadable: number,
): ExitCode {
  if (unreadable > 0) return exitCodes.trouble;
  const failing = files.some(({ analysis }) => analysis.findings.some((finding) => fails(finding, failOn)));
  return failing ? exitCodes.findings : exitCodes.clean;
}
