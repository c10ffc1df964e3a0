// relative-workdir: WORKDIR builds on a folder that only the base image knows.

import { instructionsOf } from "../model/occurrences.ts";
import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { replacement } from "../text/edits.ts";
import { safeFix, unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";
import { withoutTool } from "./sources.ts";

const messages = {
  relative: (path: string, result: string | undefined) =>
    `\`${path}\` is relative to the working directory of the base image${result === undefined ? ", which the file does not say" : `, so it is \`${result}\` until that image changes`}`,
  home: (path: string) => `\`~\` is no home folder here: this makes a folder with the name \`${path}\``,
};

export const relativeWorkdir = defineRule({
  name: "relative-workdir",
  category: "correctness",
  severity: "info",
  since: "0.1.0",
  sources: [
    "hadolint:DL3000",
    "buildkit:WorkdirRelativePath",
    "trivy:DS-0009",
    "checkov:CKV_DOCKER_10",
    "dockerfile-utils:WORKDIR_IS_NOT_ABSOLUTE",
  ],
  reads: [],
  docs: {
    summary: "`WORKDIR` is relative to what the base image has set.",
    why: "Where the file has no absolute `WORKDIR` before it, a relative one starts at the base image's, and moves with it from one version of the image to the next. A relative `WORKDIR` below an absolute one of the file is fine. `~` stands for nothing in `WORKDIR`; that is a warning.",
    examples: [
      {
        bad: `FROM node:22-slim
WORKDIR app
COPY . .
`,
        good: `FROM node:22-slim
WORKDIR /app
COPY . .
`,
      },
    ],
    whenNotToUse: "Where the base image's working directory is part of what it promises.",
    fixSafety:
      "The fix writes the absolute path. It is safe where the base image's working directory is known, so that the path stays what it is.",
  },
  check({ dockerfile }, report) {
    // Stages with an absolute working directory before the instruction that is looked at.
    const absolute = new Set<Stage>();
    for (const instruction of instructionsOf(dockerfile, "WORKDIR")) {
      const stage = dockerfile.stageOf(instruction);
      if (stage === undefined) continue;
      const hasAbsolute = stage.chain.some((each) => absolute.has(each));
      // A value that can't be known is taken for an absolute one.
      if (/^["']?(?:[/\\$]|[A-Za-z]:)/.test(instruction.argsText)) absolute.add(stage);
      const written = instruction.argsText;
      if (written === "" || /^["']?[/\\]|^["']?[A-Za-z]:/.test(written)) continue;
      const path = written.includes("$")
        ? stage.expand(written, instruction)
        : written.replace(/^["']|["']$/g, "");
      if (
        path === undefined ||
        path === "" ||
        /^[/\\]|^[A-Za-z]:/.test(path) ||
        stage.imageFacts?.windows === true
      )
        continue;
      if (path.startsWith("~")) {
        report(instruction.args, { message: messages.home(path), severity: "warning" }, () =>
          path === "~" || path.startsWith("~/")
            ? [
                unsafeFix(
                  "Use root's home folder",
                  "Another user has another home folder",
                  replacement(instruction.args, `/root${path.slice(1)}`),
                ),
              ]
            : [],
        );
        continue;
      }
      if (hasAbsolute) continue;
      const before = stage.workdir(instruction).value;
      const result = before === undefined ? undefined : resolvePath(before, path);
      // dockerfile-utils does not look into a variable that a path begins with.
      const { sources } = relativeWorkdir;
      const seen = /^["']?\$/.test(written) ? withoutTool(sources, "dockerfile-utils") : sources;
      report(instruction.args, { message: messages.relative(path, result), sources: seen }, () => {
        if (/[\s$'"]/.test(written)) return [];
        return result === undefined
          ? [
              unsafeFix(
                `Use \`/${path.replace(/^\.?\//, "")}\``,
                "The base image may have another working directory than `/`",
                replacement(instruction.args, `/${path.replace(/^\.?\//, "")}`),
              ),
            ]
          : [safeFix(`Use \`${result}\``, replacement(instruction.args, result))];
      });
    }
  },
});
