// recommended-packages-installed: apt installs what packages merely recommend.

import { commandsOf } from "../model/occurrences.ts";
import { packageCommand } from "../model/packages.ts";
import { addedWords } from "../model/run-edits.ts";
import { leanSeverity, shippedStages } from "../model/shipping.ts";
import { quoted, unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  recommends: (command: string) =>
    `${command} also installs what the packages only recommend, which the image carries without having asked for it`,
};

export const recommendedPackagesInstalled = defineRule({
  name: "recommended-packages-installed",
  category: "lean",
  severity: "hint",
  since: "0.1.0",
  sources: ["hadolint:DL3015", "trivy:DS-0029"],
  reads: [],
  docs: {
    summary: "`apt-get install` without `--no-install-recommends` in a shipped stage.",
    why: `Debian and Ubuntu install what a package recommends unless told otherwise: documentation, editors, whole desktop libraries. In an image the difference is often larger than the packages asked for. Builders are not judged.

It is a hint, because a program may need a recommended package, and only trying tells.`,
    examples: [
      {
        bad: `FROM debian:trixie-slim
RUN apt-get update && apt-get install -y imagemagick && rm -rf /var/lib/apt/lists/*
COPY server /server
USER nobody
CMD ["/server"]
`,
        good: `FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends imagemagick && rm -rf /var/lib/apt/lists/*
COPY server /server
USER nobody
CMD ["/server"]
`,
      },
    ],
    whenNotToUse: "Where the recommended packages are wanted.",
    fixSafety:
      "The fix adds `--no-install-recommends`. It is unsafe, because the program may need what no longer comes along: `ca-certificates` with `curl`, for example.",
  },
  check(file, report) {
    const { dockerfile, text } = file;
    if (/Install-Recommends/i.test(text)) return;
    const shipped = shippedStages(dockerfile);
    for (const run of commandsOf(dockerfile, "apt-get", "apt", "aptitude")) {
      const stage = dockerfile.stageOf(run.instruction);
      if (stage === undefined || !shipped.includes(stage)) continue;
      const command = packageCommand(run);
      if (command?.action !== "install" || command.packages.length === 0) continue;
      const words = run.args.map(({ value }) => value);
      if (
        words.some((word) =>
          /^(?:--no-install-recommends|--without-recommends|-R|--no-recommends)$/.test(word),
        )
      )
        continue;
      const action = run.args.find(({ value }) => value === "install");
      if (action === undefined) continue;
      // A single library of the system itself recommends nothing.
      if (
        command.packages.every(({ value }) =>
          /^(?:tzdata|locales|ca-certificates|tini|dumb-init|gosu|xz-utils|zip|unzip)$/.test(value),
        )
      )
        continue;
      report(
        { start: run.command.programSpan.start, end: action.span.end },
        {
          message: messages.recommends(quoted(`${run.program} install`)),
          severity: leanSeverity(dockerfile, "hint"),
        },
        () => [
          unsafeFix(
            "Add `--no-install-recommends`",
            "What the packages recommend no longer comes along, such as `ca-certificates` with `curl`",
            addedWords(
              run,
              action.span,
              run.program === "aptitude" ? "--without-recommends" : "--no-install-recommends",
            ),
          ),
        ],
      );
    }
  },
});
