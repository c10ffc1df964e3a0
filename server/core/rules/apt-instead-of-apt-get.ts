// apt-instead-of-apt-get: a script calls apt, which is made for people.

import { commandsOf } from "../model/occurrences.ts";
import { replacement } from "../text/edits.ts";
import { safeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  apt: () =>
    "`apt` is for people at a terminal and warns so itself: its options and its output may change with every release",
};

/** What both programs know by the same name. */
const shared = new Set(
  "install reinstall remove purge update upgrade autoremove autopurge build-dep source download clean autoclean changelog".split(
    " ",
  ),
);

export const aptInsteadOfAptGet = defineRule({
  name: "apt-instead-of-apt-get",
  category: "style",
  severity: "hint",
  since: "0.1.0",
  sources: ["hadolint:DL3027", "checkov:CKV_DOCKER_9", "semgrep:prefer-apt-get"],
  reads: [],
  docs: {
    summary: "A `RUN` calls `apt` instead of `apt-get`.",
    why: "`apt` prints `WARNING: apt does not have a stable CLI interface` for a reason: its command line may change between releases of the distribution, which scripts learn the day the base image moves on. `apt-get` and `apt-cache` keep theirs.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
RUN apt-get update && apt install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
`,
        good: `FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
`,
      },
    ],
    whenNotToUse: "Where the base image is pinned and the warning doesn't disturb.",
    fixSafety:
      "The fix writes `apt-get` for the commands that both have, and `dist-upgrade` for `full-upgrade`. For others (`apt list`, `apt show`) there is none.",
  },
  check(file, report) {
    for (const { command, args } of commandsOf(file.dockerfile, "apt")) {
      const { programSpan } = command;
      // With a path it is some other program of that name.
      if (command.program !== "apt") continue;
      const action = args.find((word) => !word.value.startsWith("-"));
      report(programSpan, { message: messages.apt() }, () => {
        const rename = replacement(programSpan, "apt-get");
        if (action?.value === "full-upgrade")
          return [safeFix("Use `apt-get`", rename, replacement(action.span, "dist-upgrade"))];
        return action !== undefined && shared.has(action.value) ? [safeFix("Use `apt-get`", rename)] : [];
      });
    }
  },
});
