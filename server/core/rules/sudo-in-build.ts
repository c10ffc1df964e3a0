// sudo-in-build: a RUN calls sudo.

import { allCommands } from "../model/occurrences.ts";
import { isRoot } from "../model/users.ts";
import { replacement } from "../text/edits.ts";
import { unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  root: () =>
    "`sudo` has nothing to do here, because the step runs as root already, and has to be installed for it",
  user: (user: string) =>
    `\`sudo\` makes ${user === "" ? "the user" : `\`${user}\``} root without a password, in the running container as well`,
};

export const sudoInBuild = defineRule({
  name: "sudo-in-build",
  category: "security",
  severity: "info",
  since: "0.1.0",
  sources: ["hadolint:DL3004", "trivy:DS-0010", "checkov:CKV2_DOCKER_1", "semgrep:no-sudo-in-dockerfile"],
  reads: [],
  docs: {
    summary: "A `RUN` calls `sudo`.",
    why: "Steps run as root unless `USER` says otherwise, so `sudo` does nothing but reset the environment: what `ENV` and `ARG` set is gone for the command behind it. For another user it needs a rule that works without a password, and that rule stays in the image: whoever breaks into the program is root with one word. `USER root` before the step and the other user behind it leave nothing behind.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
RUN apt-get update && sudo apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
`,
        good: `FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
`,
      },
    ],
    whenNotToUse: "In images that people work in and where they may become root.",
    fixSafety:
      "Where the step runs as root anyway, the fix removes the word. It is unsafe because `sudo` resets the environment, and a command may rely on that.",
  },
  check(file, report) {
    if (!file.text.includes("sudo")) return;
    for (const { command, instruction } of allCommands(file.dockerfile)) {
      const [first, second] = command.words;
      if (first === undefined || (first.value !== "sudo" && first.value !== "/usr/bin/sudo")) continue;
      const user = file.dockerfile.stageOf(instruction)?.user(instruction);
      const value = user?.value;
      // A base image that is not known may have a user that needs it.
      if (value === undefined) {
        if (user?.by !== undefined) report(first.span, { message: messages.user("") });
        continue;
      }
      // Root becomes another user for one command: that is what `sudo` is for.
      if (isRoot(value) && command.words.some((word) => /^(?:-[A-Za-z]*u|--user(?:=.*)?)$/.test(word.value)))
        continue;
      if (!isRoot(value)) report(first.span, { message: messages.user(value) });
      else
        report(first.span, { message: messages.root() }, () =>
          second === undefined || /^-|=/.test(second.value)
            ? []
            : [
                unsafeFix(
                  "Remove `sudo`",
                  "`sudo` resets the environment of the command",
                  replacement({ start: first.span.start, end: second.span.start }, ""),
                ),
              ],
        );
    }
  },
});
