// distribution-upgrade: a build moves the distribution forward.

import { commandsOf } from "../model/occurrences.ts";
import { replacement } from "../text/edits.ts";
import { unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  upgrade: (command: string) =>
    `\`${command}\` may replace and remove any package of the base image, and stores what it replaces a second time`,
};

const actions: Readonly<Record<string, { readonly upgrades: RegExp; readonly instead: string }>> = {
  "apt-get": { upgrades: /^(?:dist-upgrade|full-upgrade)$/, instead: "upgrade" },
  apt: { upgrades: /^(?:dist-upgrade|full-upgrade)$/, instead: "upgrade" },
  aptitude: { upgrades: /^(?:dist-upgrade|full-upgrade)$/, instead: "safe-upgrade" },
  zypper: { upgrades: /^(?:dist-upgrade|dup)$/, instead: "update" },
};

export const distributionUpgrade = defineRule({
  name: "distribution-upgrade",
  category: "correctness",
  severity: "info",
  since: "0.1.0",
  sources: [
    "hadolint:DL3035",
    "trivy:DS-0024",
    "dockle:DKL-DI-0003",
    "semgrep:avoid-apt-get-upgrade",
    "semgrep:avoid-zypper-update",
  ],
  reads: [],
  docs: {
    summary: "A `RUN` upgrades the whole distribution.",
    why: "`dist-upgrade` may remove packages and install others to get everything to its newest version. The image then is another one with every build, is no longer what the base image's publisher tested, and grows by every file that is replaced, since the old one stays in the layer below. A newer base image does the same without that. A plain `upgrade` for security fixes is not reported.",
    examples: [
      {
        bad: `FROM debian:bookworm
RUN apt-get update && apt-get dist-upgrade -y && rm -rf /var/lib/apt/lists/*
`,
        good: `FROM debian:trixie
RUN apt-get update && apt-get upgrade -y && rm -rf /var/lib/apt/lists/*
`,
      },
    ],
    whenNotToUse:
      "In images of rolling releases (openSUSE Tumbleweed), where `zypper dup` is the way to upgrade.",
    fixSafety:
      "The fix writes the plain upgrade. It is unsafe because packages that need others are then kept back.",
  },
  check({ dockerfile }, report) {
    for (const run of commandsOf(dockerfile, ...Object.keys(actions))) {
      const known = actions[run.program];
      const word = run.args.find((each) => !each.value.startsWith("-"));
      if (known === undefined || word === undefined || !known.upgrades.test(word.value)) continue;
      const stage = dockerfile.stageOf(run.instruction);
      if (stage?.base.kind === "image" && /tumbleweed/.test(stage.base.reference.repository)) continue;
      const at = { start: run.command.programSpan.start, end: word.span.end };
      report(at, { message: messages.upgrade(`${run.program} ${word.value}`) }, () => [
        unsafeFix(
          `Use \`${run.program} ${known.instead}\``,
          "Packages that need others to be installed or removed are kept back then",
          replacement(word.span, known.instead),
        ),
      ]);
    }
  },
});
