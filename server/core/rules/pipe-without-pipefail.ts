// pipe-without-pipefail: the failure of a command in front of a pipe goes unseen.

import type { Severity } from "../finding.ts";
import { instructionsOf } from "../model/occurrences.ts";
import type { Stage } from "../model/stage.ts";
import { insertedBefore, spelledKeyword } from "../model/writing.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { ShellCommand } from "../syntax/shell.ts";
import { insertion } from "../text/edits.ts";
import { quoted, unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  unseen: (left: string, right: string) =>
    `The result of the pipe is that of ${right} alone, so the build goes on when ${left} fails`,
};

/** Commands whose failure leaves a stage without what it needs. */
const matters =
  /^(?:curl|wget|git|go|npm|yarn|pnpm|make|cargo|mvn|gradle|pip3?|python3?|tar|unzip|gpg|openssl|svn|aws|gsutil|az|docker|kubectl|ssh|rsync|apt-get|apk|yum|dnf|dotnet|composer|php|ruby|perl|node|bundle|rails|cmake|gcc|g\+\+|psql|mysql|pg_dump|mysqldump|gunzip|bunzip2|xz|zcat)$/;

/** Commands that do nothing and succeed where they read nothing. */
const swallows =
  /^(?:(?:ba|da|a|z|k)?sh|python[\d.]*|node|ruby|perl|php|tee|cat|sed|awk|gawk|cut|tr|sort|uniq|head|tail|xargs|while|read|wc|jq|rev|tac)$/;

export const pipeWithoutPipefail = defineRule({
  name: "pipe-without-pipefail",
  category: "runtime",
  severity: "warning",
  since: "0.1.0",
  sources: ["hadolint:DL4006"],
  reads: [],
  docs: {
    summary: "The failure of a command in front of a pipe goes unseen.",
    why: `A pipe's result is that of its last command. When \`curl\` fails in \`curl ... | bash\`, \`bash\` reads nothing, succeeds, and the image lacks what the script would have installed.

It is a hint where the last command notices that it reads nothing, as \`tar\`, \`gpg\` and \`grep\` do. Pipes that begin with a command whose failure matters little (\`echo\`, \`cat\`, \`ls\`) are left alone, and so are scripts of other languages than the shell's, shells that were given \`-o pipefail\`, and scripts that set it.`,
    examples: [
      {
        bad: `FROM debian:trixie
RUN curl -fsSL https://example.com/install.sh | bash
`,
        good: `FROM debian:trixie
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN curl -fsSL https://example.com/install.sh | bash
`,
      },
    ],
    whenNotToUse:
      "Where a command in front of a pipe is meant to fail or to be cut off, as `yes | command` is.",
    fixSafety:
      "On Alpine, and where the shell is bash already, the fix puts `set -o pipefail` in front of the script. Elsewhere it adds a `SHELL` instruction, because Debian's `/bin/sh` does not know the option; that changes the shell of everything after it, the start command in shell form included. Both are unsafe: a pipe that fails unseen today stops the build.",
  },
  check(file, report) {
    const { dockerfile, text } = file;
    if (!text.includes("|")) return;
    for (const instruction of instructionsOf(dockerfile, "RUN")) {
      if (!instruction.text.includes("|") && instruction.heredocs.length === 0) continue;
      const stage = dockerfile.stageOf(instruction);
      const script = instruction.script;
      if (stage === undefined || script === undefined) continue;
      const shell = stage.shell(instruction).value;
      if (!/(?:^|\/)(?:ba|da|a|z|k)?sh$/.test(shell[0] ?? "") || shell.includes("pipefail")) continue;
      const pipe = firstPipe(script.commands);
      if (pipe === undefined || setsPipefail(text, instruction)) continue;
      const { left, right } = pipe;
      report(
        left.programSpan,
        {
          message: messages.unseen(quoted(left.program), quoted(right.program)),
          severity: weightOf(right),
        },
        () => {
          if (instruction.heredocs.length > 0) return [];
          const why = "A pipe whose first command fails today without being noticed stops the build";
          const shellName = shell[0]?.replace(/^.*\//, "");
          if (shellName !== "sh" || stage.imageFacts?.distribution === "alpine")
            return [
              unsafeFix(
                "Set `pipefail` for the script",
                why,
                insertion(instruction.args.start, "set -o pipefail && "),
              ),
            ];
          if (!hasBash(stage)) return [];
          const keyword = spelledKeyword(dockerfile, "SHELL");
          return [
            unsafeFix(
              "Use bash with `pipefail` from here on",
              `${why}, and later commands in shell form run in bash`,
              insertedBefore(dockerfile, instruction, [`${keyword} ["/bin/bash", "-o", "pipefail", "-c"]`]),
            ),
          ];
        },
      );
    }
  },
});

function weightOf(right: ShellCommand): Severity {
  return swallows.test(right.program.replace(/^.*\//, "")) ? "warning" : "hint";
}

/** The first pipe that begins with a command whose failure matters, and the last command of it. */
function firstPipe(
  commands: readonly ShellCommand[],
): { readonly left: ShellCommand; readonly right: ShellCommand } | undefined {
  let found: { readonly left: ShellCommand; readonly right: ShellCommand } | undefined;
  for (let at = 1; at < commands.length; at++) {
    if (commands[at]?.joined !== "|") continue;
    const left = commands[at - 1];
    let end = at;
    while (commands[end + 1]?.joined === "|") end++;
    const right = commands[end];
    at = end;
    if (left === undefined || right === undefined || left.conditional || !matters.test(left.program))
      continue;
    // A value in a variable or an argument is worth a hint only: `$(curl ... | jq ...)`.
    if (left.subshells.length > 1 || isListing(left)) continue;
    if (found === undefined || (weightOf(found.right) === "hint" && weightOf(right) === "warning"))
      found = { left, right };
  }
  return found;
}

/** `git ls-remote`, `apt-get --version`, `tar t`: they only look. */
function isListing({ args }: ShellCommand): boolean {
  return args.some(({ value }) =>
    /^(?:--version|-V|version|list|ls-remote|ls-files|-t[a-z]*f?|tf|search|show|describe)$/.test(value),
  );
}

function setsPipefail(text: string, instruction: Instruction): boolean {
  return /\bpipefail\b/.test(text.slice(instruction.span.start, instruction.span.end));
}

function hasBash(stage: Stage): boolean {
  const distribution = stage.imageFacts?.distribution;
  return (
    distribution !== undefined &&
    distribution !== "alpine" &&
    distribution !== "busybox" &&
    stage.imageFacts?.hasShell === true
  );
}
