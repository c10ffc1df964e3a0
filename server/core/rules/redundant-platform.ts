// redundant-platform: FROM asks for the platform that it gets anyway.

import type { Flag } from "../syntax/words.ts";
import { replacement } from "../text/edits.ts";
import type { Span } from "../text/span.ts";
import { safeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  redundant: (flag: string) => `\`${flag}\` asks for the platform that a stage is built for anyway`,
};

export const redundantPlatform = defineRule({
  name: "redundant-platform",
  category: "style",
  severity: "hint",
  since: "0.1.0",
  sources: ["hadolint:DL3065", "buildkit:RedundantTargetPlatform"],
  reads: [],
  docs: {
    summary: "`FROM --platform=$TARGETPLATFORM` says what holds without it.",
    why: "A stage is built for the target platform unless its `FROM` says otherwise. The flag adds nothing, and builders without BuildKit stop at it.",
    examples: [
      {
        bad: `FROM --platform=$TARGETPLATFORM alpine:3.22
RUN uname -m
`,
        good: `FROM alpine:3.22
RUN uname -m
`,
      },
    ],
    whenNotToUse: "Where the flag is kept to show that a stage is not built for the builder's platform.",
    fixSafety: "The fix removes the flag.",
  },
  check({ dockerfile, text }, report) {
    if (!text.includes("--platform")) return;
    for (const { from } of dockerfile.stages) {
      const flag = from.flag("platform");
      if (flag?.value === undefined || !/^\$(?:TARGETPLATFORM|\{TARGETPLATFORM\})$/.test(flag.value))
        continue;
      // A global ARG with a default of its own makes it another platform.
      if (dockerfile.globals("TARGETPLATFORM") != null) continue;
      report(flag.span, { message: messages.redundant(text.slice(flag.span.start, flag.span.end)) }, () => [
        safeFix("Remove the flag", replacement(withSpaceBehind(flag, text), "")),
      ]);
    }
  },
});

function withSpaceBehind(flag: Flag, text: string): Span {
  let { end } = flag.span;
  while (text[end] === " " || text[end] === "\t") end++;
  return { start: flag.span.start, end };
}
