// setuid-bit-set: a program of the image runs with its owner's rights, whoever starts it.

import type { Dockerfile } from "../model/dockerfile.ts";
import { commandsOf, instructionsOf } from "../model/occurrences.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { defineRule } from "./rule.ts";

const messages = {
  mode: (mode: string) =>
    `\`${mode}\` has whoever starts the file run it with its owner's rights, so a flaw in it gives a container's user those of root`,
};

export const setuidBitSet = defineRule({
  name: "setuid-bit-set",
  category: "security",
  severity: "info",
  since: "0.1.0",
  sources: ["dockle:CIS-DI-0008"],
  reads: [],
  docs: {
    summary: "A file of the shipped image gets the setuid bit.",
    why: "The user that `USER` sets is the container's limit; a program with the setuid bit is a way around it, for everything that runs inside. `gosu` and `su-exec` are for root that steps down and say themselves that they must not have the bit. What needs one right of root can have that one: `setcap cap_net_bind_service=+ep`, or `--cap-add` when the container is started. Containers with `no-new-privileges`, which hardened clusters set, ignore the bit, and the program fails there. The setgid bit of folders, which hands on their group, is not reported, and only what ships is judged.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
COPY probe /usr/local/bin/probe
RUN chmod u+s /usr/local/bin/probe
USER 65532
`,
        good: `FROM debian:bookworm-slim
COPY probe /usr/local/bin/probe
RUN setcap cap_net_raw=+ep /usr/local/bin/probe
USER 65532
`,
      },
    ],
    whenNotToUse: "For programs that are made to change users, such as a sandbox's helper.",
  },
  check({ dockerfile }, report) {
    for (const run of commandsOf(dockerfile, "chmod")) {
      if (!ships(dockerfile, run.instruction)) continue;
      const mode = run.args.find(({ value }) => !/^-[a-zA-Z]*$|^--/.test(value));
      if (mode === undefined || mode.dynamic || !sets(mode.value)) continue;
      const paths = run.args.filter((each) => each !== mode && !each.value.startsWith("-"));
      const isDeep = run.args.some(({ value }) => /^-[a-zA-Z]*R|^--recursive$/.test(value));
      // Of a folder itself the bit means nothing: the group's was meant.
      if (isDeep || !paths.every(({ value }) => isFolder(dockerfile, value)))
        report(mode.span, { message: messages.mode(`chmod ${mode.value}`) });
    }
    for (const keyword of ["COPY", "ADD"])
      for (const instruction of instructionsOf(dockerfile, keyword)) {
        const flag = instruction.flag("chmod");
        if (flag?.value === undefined || flag.valueSpan === undefined || !sets(flag.value)) continue;
        if (ships(dockerfile, instruction))
          report(flag.valueSpan, { message: messages.mode(`--chmod=${flag.value}`) });
      }
  },
});

function ships(dockerfile: Dockerfile, instruction: Instruction): boolean {
  const stage = dockerfile.stageOf(instruction);
  return stage !== undefined && dockerfile.shipped.includes(stage) && !dockerfile.isDevelopment(stage);
}

/** True for a folder that every system has, or that a `mkdir` of the file makes. */
function isFolder(dockerfile: Dockerfile, path: string): boolean {
  if (/^\/(?:etc|home|opt|srv|tmp|usr|var|data)\/?$|\/$/.test(path)) return true;
  return commandsOf(dockerfile, "mkdir").some(({ args }) => args.some(({ value }) => value === path));
}

/** `4755`, `u+s`, `+s`, `a=rxs`: not `2775` and `g+s`, which are mostly for folders. */
function sets(mode: string): boolean {
  if (/^0?[0-7]{4}$/.test(mode)) return (Number.parseInt(mode, 8) & 0o4000) !== 0;
  return mode.split(",").some((part) => /^(?:[gua]*[ua][gua]*)?[+=][rwxX]*s[rwxX]*$/.test(part));
}
