// wget-progress: wget draws its progress bar into the build log.

import type { Dockerfile } from "../model/dockerfile.ts";
import { commandsOf } from "../model/occurrences.ts";
import { packageCommand } from "../model/packages.ts";
import { addedWords } from "../model/run-edits.ts";
import type { Stage } from "../model/stage.ts";
import { safeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  bar: () => "`wget` writes its progress into the build log, thousands of lines for a large file",
};

/** Options after which there is no progress in the log. */
const quiet =
  /^(?:-[A-Za-z]*q\S*|--quiet|-nv[A-Za-z]*|--no-verbose|--progress(?:=.*)?|--show-progress|-o|-o\S+|--output-file(?:=.*)?|-a|--append-output(?:=.*)?|-b|--background|--spider|--version|-V|--help)$/;

export const wgetProgress = defineRule({
  name: "wget-progress",
  category: "style",
  severity: "hint",
  since: "0.1.0",
  sources: ["hadolint:DL3047"],
  reads: [],
  docs: {
    summary: "`wget` runs with its progress bar.",
    why: "Without a terminal the bar becomes a line for every 50 kB, and the line that matters is lost among them.",
    examples: [
      {
        bad: `FROM debian:bookworm
RUN wget https://example.com/tool.tar.gz
`,
        good: `FROM debian:bookworm
RUN wget --progress=dot:giga https://example.com/tool.tar.gz
`,
      },
    ],
    whenNotToUse: "Where the log is never read.",
    fixSafety:
      "The fix adds `--progress=dot:giga`, or `-q` where the program may be busybox's, which knows no other option for it.",
  },
  check({ dockerfile, text }, report) {
    // The settings file does for all calls what the options do for one.
    if (text.includes(".wgetrc") || text.includes("/etc/wgetrc")) return;
    for (const run of commandsOf(dockerfile, "wget")) {
      if (run.args.length === 0 || run.args.some((word) => quiet.test(word.value))) continue;
      // Errors and progress go elsewhere together.
      if (/(?:\s2|&)>/.test(text.slice(run.command.span.start, run.command.span.end))) continue;
      const { programSpan } = run.command;
      report(programSpan, { message: messages.bar() }, () => {
        const stage = dockerfile.stageOf(run.instruction);
        const option = stage !== undefined && hasGnuWget(dockerfile, stage) ? "--progress=dot:giga" : "-q";
        return [safeFix(`Add \`${option}\``, addedWords(run, programSpan, option))];
      });
    }
  },
});

function hasGnuWget(dockerfile: Dockerfile, stage: Stage): boolean {
  const { packageManager } = stage.imageFacts ?? {};
  if (packageManager !== undefined && packageManager !== "apk") return true;
  return commandsOf(dockerfile, "apt-get", "apt", "apk", "yum", "dnf", "zypper").some((run) => {
    const command = packageCommand(run);
    return command?.action === "install" && command.packages.some((word) => word.value === "wget");
  });
}
