// link-instead-of-shell: /bin/sh is made another program for the sake of the RUN instructions.

import { runCommands } from "../model/commands.ts";
import { commandsOf } from "../model/occurrences.ts";
import { spelledKeyword } from "../model/writing.ts";
import { replacement } from "../text/edits.ts";
import { unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  link: (shell: string) =>
    `\`/bin/sh\` becomes \`${shell}\` for every program and package script of the image, not only for what \`RUN\` starts`,
};

export const linkInsteadOfShell = defineRule({
  name: "link-instead-of-shell",
  category: "style",
  severity: "hint",
  since: "0.1.0",
  sources: ["hadolint:DL4005", "semgrep:use-shell-instruction"],
  reads: [],
  docs: {
    summary: "`/bin/sh` is replaced by another shell with `ln`.",
    why: "`SHELL` says which shell reads the `RUN` instructions, and changes nothing in the image. Replacing `/bin/sh` also changes what the scripts of the distribution run with, and an upgrade of the shell's package may put the old one back.",
    examples: [
      {
        bad: `FROM debian:bookworm
RUN ln -sf /bin/bash /bin/sh
RUN source /etc/os-release && echo "$VERSION_ID" > /version
`,
        good: `FROM debian:bookworm
SHELL ["/bin/bash", "-c"]
RUN source /etc/os-release && echo "$VERSION_ID" > /version
`,
      },
    ],
    whenNotToUse: "Where programs in the image call `sh` and need bash.",
    fixSafety:
      "The fix puts `SHELL` in place of the `RUN`, where the `RUN` does nothing else. It is unsafe because scripts that start with `#!/bin/sh` are then read by the distribution's own shell again.",
  },
  check({ dockerfile }, report) {
    for (const run of commandsOf(dockerfile, "ln")) {
      const [target, link] = run.args.filter((word) => !word.value.startsWith("-"));
      if (target === undefined || link?.value.replace(/^\/usr/, "") !== "/bin/sh") continue;
      const shell = /^\/?(?:usr\/)?(?:bin\/)?((?:ba|z|k|da|a)sh)$/.exec(target.value)?.[1];
      if (shell === undefined) continue;
      report(run.command.span, { message: messages.link(shell) }, () => {
        const { instruction } = run;
        const stage = dockerfile.stageOf(instruction);
        if (stage === undefined || instruction.comments.length > 0 || instruction.flags.length > 0) return [];
        const others = runCommands(stage, instruction).filter((each) => each !== run);
        const removes = others.every(
          (each) =>
            /^(?:rm|mv|unlink)$/.test(each.program) && /\/bin\/sh$/.test(each.args.at(-1)?.value ?? ""),
        );
        if (!removes) return [];
        const text = `${spelledKeyword(dockerfile, "SHELL")} ["/bin/${shell}", "-c"]`;
        return [
          unsafeFix(
            "Use `SHELL` instead",
            "Scripts of the image that start with `#!/bin/sh` are read by another shell then",
            replacement(instruction.textSpan, text),
          ),
        ];
      });
    }
  },
});
