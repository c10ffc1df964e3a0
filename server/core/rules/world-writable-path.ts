// world-writable-path: everyone in the container may change a file or folder.

import type { Dockerfile } from "../model/dockerfile.ts";
import { commandsOf, instructionsOf } from "../model/occurrences.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { replacement } from "../text/edits.ts";
import { unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  mode: (mode: string) =>
    `\`${mode}\` lets every user of the container change this, so a flaw in any program of it is one in all that runs from here`,
};

const why = "Users other than the owner and its group can't write there any more";

export const worldWritablePath = defineRule({
  name: "world-writable-path",
  category: "security",
  severity: "info",
  since: "0.1.0",
  sources: [],
  reads: [],
  docs: {
    summary: "A path is made writable for every user.",
    why: "`chmod 777` ends a search for the right owner, at the price that any process can replace the programs and the configuration there. It mostly stands for an owner that was not set: `COPY --chown=app`, or `chown` of the one folder that the program writes. Folders with the sticky bit (`1777`, as `/tmp`) are fine, and only what ships is judged.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
COPY app /srv/app
RUN chmod -R 777 /srv/app
`,
        good: `FROM debian:bookworm-slim
COPY app /srv/app
RUN chmod -R 755 /srv/app
`,
      },
    ],
    whenNotToUse:
      "On platforms that run containers as a user of their own choice (OpenShift), where a group's rights are not enough.",
    fixSafety:
      "The fix leaves the right to write to the owner, or to owner and group. It is unsafe: another user may need it.",
  },
  check({ dockerfile }, report) {
    for (const run of commandsOf(dockerfile, "chmod")) {
      if (!ships(dockerfile, run.instruction)) continue;
      const mode = run.args.find(({ value }) => !/^-[a-zA-Z]*$|^--/.test(value));
      if (mode === undefined || mode.raw !== mode.value || !isOpen(mode.value)) continue;
      if (
        run.args.every(
          ({ value }) =>
            value === mode.value || value.startsWith("-") || /^\/(?:var\/)?tmp\/?$|^\/dev\//.test(value),
        )
      )
        continue;
      report(mode.span, { message: messages.mode(`chmod ${mode.value}`) }, () =>
        /^0?[0-7]{3}$/.test(mode.value)
          ? [closed(mode.value, 7), closed(mode.value, 5)].map((to) =>
              unsafeFix(`Use \`${to}\``, why, replacement(mode.span, to)),
            )
          : [],
      );
    }
    for (const keyword of ["COPY", "ADD"]) {
      for (const instruction of instructionsOf(dockerfile, keyword)) {
        const flag = instruction.flag("chmod");
        if (flag?.value === undefined || flag.valueSpan === undefined || !isOpen(flag.value)) continue;
        const { value, valueSpan } = flag;
        if (!ships(dockerfile, instruction)) continue;
        report(valueSpan, { message: messages.mode(`--chmod=${value}`) }, () =>
          /^0?[0-7]{3}$/.test(value)
            ? [closed(value, 7), closed(value, 5)].map((to) =>
                unsafeFix(`Use \`${to}\``, why, replacement(valueSpan, to)),
              )
            : [],
        );
      }
    }
  },
});

function ships(dockerfile: Dockerfile, instruction: Instruction): boolean {
  const stage = dockerfile.stageOf(instruction);
  return stage !== undefined && dockerfile.shipped.includes(stage) && !dockerfile.isDevelopment(stage);
}

/** True for modes that let others write, without the sticky bit. */
function isOpen(mode: string): boolean {
  if (/^[0-7]{3,5}$/.test(mode)) return (Number.parseInt(mode, 8) & 0o1002) === 2;
  return (
    mode.split(",").some((part) => /^(?:[ugo]*o[ugo]*|[ugoa]*a[ugoa]*)[+=][rxXst]*w[rwxXst]*$/.test(part)) &&
    !/[+=][rwxX]*t/.test(mode)
  );
}

/** The mode without the right of others to write; `group` is what remains for the group. */
function closed(mode: string, group: 5 | 7): string {
  const owner = mode.at(-3) ?? "7";
  const others = Number(mode.at(-1)) & 5;
  const middle = Number(mode.at(-2)) & group;
  return `${mode.slice(0, -3)}${owner}${middle}${others}`;
}
