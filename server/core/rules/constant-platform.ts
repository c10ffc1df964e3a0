// constant-platform: FROM is bound to one platform.

import { replacement } from "../text/edits.ts";
import { unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  bound: (platform: string) =>
    `\`${platform}\` is fixed, so on other machines the stage runs emulated and slowly, and \`docker build --platform\` has no effect on it`,
};

export const constantPlatform = defineRule({
  name: "constant-platform",
  category: "correctness",
  severity: "hint",
  since: "0.1.0",
  sources: [
    "hadolint:DL3029",
    "buildkit:FromPlatformFlagConstDisallowed",
    "semgrep:avoid-platform-with-from",
  ],
  reads: [],
  docs: {
    summary: "`FROM --platform` names one platform instead of a variable.",
    why: `The stage is built for that platform whatever is asked for: on another machine every command of it is emulated, an image for several platforms holds the same programs under each of them, and \`--platform\` on the command line changes nothing.

It is silent where the stage's name says the platform (\`FROM --platform=linux/arm64 debian AS build-arm64\`), which is how one stage for each platform is written, and for Windows.`,
    examples: [
      {
        bad: `FROM --platform=linux/amd64 node:22-slim
COPY server.js /
CMD ["node", "/server.js"]
`,
        good: `FROM node:22-slim
COPY server.js /
CMD ["node", "/server.js"]
`,
      },
    ],
    whenNotToUse: "Where the program exists for one platform only.",
    fixSafety:
      "Removing the flag builds for the platform that is asked for; `$BUILDPLATFORM` runs a builder natively. Both are unsafe: the stage is then another one wherever the platform is not the one that was fixed.",
  },
  check({ dockerfile, text }, report) {
    if (!text.includes("--platform")) return;
    for (const stage of dockerfile.stages) {
      const flag = stage.from.flag("platform");
      const value = flag?.value;
      if (flag === undefined || value === undefined || value === "" || value.includes("$")) continue;
      if (value.startsWith("windows") || namesPlatform(stage.name, value)) continue;
      report(flag.span, { message: messages.bound(value) }, () => {
        let { end } = flag.span;
        while (text[end] === " " || text[end] === "\t") end++;
        const why =
          "On a machine of another platform the stage is no longer built for the one that was fixed";
        const remove = unsafeFix(
          "Build for the platform that is asked for",
          why,
          replacement({ start: flag.span.start, end }, ""),
        );
        const shipped = dockerfile.shipped.includes(stage);
        if (shipped || flag.valueSpan === undefined) return [remove];
        return [
          remove,
          unsafeFix(
            "Run this stage on the builder's platform",
            why,
            replacement(flag.valueSpan, "$BUILDPLATFORM"),
          ),
        ];
      });
    }
  },
});

/** `build-arm64` and `linux-build` are meant for one platform. */
function namesPlatform(name: string | undefined, platform: string): boolean {
  if (name === undefined) return false;
  return platform.split("/").some((part) => part !== "" && name.toLowerCase().includes(part.toLowerCase()));
}
