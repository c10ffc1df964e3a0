// system-tool-in-build: a RUN calls a program that has no place in a build.

import type { Severity } from "../finding.ts";
import { type RunCommand, runCommands } from "../model/commands.ts";
import type { Dockerfile } from "../model/dockerfile.ts";
import { commandsOf } from "../model/occurrences.ts";
import { quoted } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  service: (command: string) =>
    `What ${command} starts ends with this \`RUN\`, so it does not run in the container`,
  systemd: (command: string) =>
    `${command} needs systemd to run, which it does not in a build, so the step fails or does nothing`,
  power: (program: string) => `\`${program}\` has no machine to act on in a build`,
  editor: (program: string) => `\`${program}\` waits for somebody at a terminal, and a build has none`,
  looks: (program: string) => `\`${program}\` shows the machine that builds, which the image has nothing of`,
};

const power = new Set(["shutdown", "reboot", "halt", "poweroff"]);
const editors = new Set(["vim", "vi", "nano", "emacs", "less", "more", "man"]);
const looking = new Set(["free", "top", "htop", "ifconfig"]);
const services = new Set(["service", "systemctl"]);

export const systemToolInBuild = defineRule({
  name: "system-tool-in-build",
  category: "correctness",
  severity: "hint",
  since: "0.1.0",
  sources: ["hadolint:DL3001", "semgrep:nonsensical-command"],
  reads: [],
  docs: {
    summary: "A `RUN` calls a program that is for a running machine or a person at it.",
    why: `A step's processes end with the step, only its files stay. A service that is started as the last thing of a \`RUN\` is gone before the next instruction; what starts in the container is said by \`CMD\` and \`ENTRYPOINT\`. \`systemctl start\` has no systemd to talk to. Both are a warning. Programs that show or stop a machine, and editors, are a hint.

A service that the same \`RUN\` goes on to use is not reported, nor is \`systemctl enable\`, which only writes a link.`,
    examples: [
      {
        bad: `FROM debian:bookworm
RUN apt-get update && apt-get install -y --no-install-recommends redis && rm -rf /var/lib/apt/lists/*
RUN service redis-server start
CMD ["/app/server"]
`,
        good: `FROM debian:bookworm
RUN apt-get update && apt-get install -y --no-install-recommends redis && rm -rf /var/lib/apt/lists/*
CMD ["redis-server"]
`,
      },
    ],
    whenNotToUse: "Where the output of such a program is wanted in the build log.",
  },
  check({ dockerfile }, report) {
    for (const run of commandsOf(dockerfile, ...services, ...power, ...editors, ...looking)) {
      // After `||` or in a condition it is a fallback.
      if (run.command.conditional) continue;
      const found = judge(dockerfile, run);
      if (found !== undefined)
        report(run.command.programSpan, {
          message: found.message,
          ...(found.severity === undefined ? {} : { severity: found.severity }),
        });
    }
  },
});

function judge(
  dockerfile: Dockerfile,
  run: RunCommand,
): { readonly message: string; readonly severity?: Severity } | undefined {
  const { program, args } = run;
  const words = args.map((word) => word.value);
  const shown = quoted(`${program} ${words.join(" ")}`);
  if (program === "service") {
    if (!/^(?:start|restart)$/.test(words[1] ?? "")) return undefined;
    const stage = dockerfile.stageOf(run.instruction);
    const last = stage === undefined ? undefined : runCommands(stage, run.instruction).at(-1);
    return last === run ? { message: messages.service(shown), severity: "warning" } : undefined;
  }
  if (program === "systemctl") {
    const action = words.find((word) => !word.startsWith("-"));
    return action !== undefined && /^(?:start|restart|reload|daemon-reexec)$/.test(action)
      ? { message: messages.systemd(shown), severity: "warning" }
      : undefined;
  }
  if (power.has(program)) return { message: messages.power(program) };
  // With a file and commands an editor works by itself: `vim -es -c ...`; a pager shows what it is given.
  if (editors.has(program))
    return words.some((word) => /^[-+]/.test(word)) || run.command.joined === "|" || words.length === 0
      ? undefined
      : { message: messages.editor(program) };
  return words.length === 0 && run.command.redirects.length === 0
    ? { message: messages.looks(program) }
    : undefined;
}
