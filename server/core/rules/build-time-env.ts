// build-time-env: a variable that only the build reads stays in the image's environment.

import { isToolImage, leanSeverity, shippedStages } from "../model/shipping.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { Pair } from "../syntax/words.ts";
import { replacement } from "../text/edits.ts";
import { quoted, unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  kept: (name: string, consequence: string) =>
    `${name} stays set in every container of the image, ${consequence}`,
};

/** Variables that only builds read, and what they do in a container. */
const buildOnly: readonly (readonly [names: RegExp, consequence: string])[] = [
  [
    /^(?:DEBIAN_FRONTEND|DEBCONF_NONINTERACTIVE_SEEN|DEBCONF_NOWARNINGS)$/,
    "where `apt-get` then asks nothing and silently takes defaults",
  ],
  [
    /^(?:GOFLAGS|GO111MODULE|GOPROXY|GOSUMDB|GOPRIVATE|GONOSUMDB|GONOPROXY|CGO_ENABLED|GOOS|GOARCH|GOARM|GOCACHE|GOMODCACHE)$/,
    "though only the Go toolchain reads it",
  ],
  [
    /^(?:RUSTFLAGS|CARGO_INCREMENTAL|CARGO_NET_\w+|CARGO_BUILD_\w+|CARGO_PROFILE_\w+)$/,
    "though only Cargo reads it",
  ],
  [/^(?:MAKEFLAGS|CFLAGS|CXXFLAGS|CPPFLAGS|LDFLAGS)$/, "though only compilers and make read it"],
];

export const buildTimeEnv = defineRule({
  name: "build-time-env",
  category: "runtime",
  severity: "info",
  since: "0.1.0",
  sources: [],
  reads: [],
  docs: {
    summary: "A variable that only the build reads stays in the environment of the shipped image.",
    why: `\`ENV\` sets a variable for the build and for every container. \`DEBIAN_FRONTEND=noninteractive\` changes how \`apt\` behaves for whoever works in the container or builds on the image, which is why Docker's documentation advises against it; compiler flags and Go settings are noise that \`docker inspect\` shows to everyone. \`ARG\` sets a variable for the build alone.

Only the stages that ship are judged.`,
    examples: [
      {
        bad: `FROM debian:trixie-slim
ENV DEBIAN_FRONTEND=noninteractive
RUN apt-get update && apt-get install -y --no-install-recommends tzdata && rm -rf /var/lib/apt/lists/*
COPY server /server
USER nobody
CMD ["/server"]
`,
        good: `FROM debian:trixie-slim
ARG DEBIAN_FRONTEND=noninteractive
RUN apt-get update && apt-get install -y --no-install-recommends tzdata && rm -rf /var/lib/apt/lists/*
COPY server /server
USER nobody
CMD ["/server"]
`,
      },
    ],
    whenNotToUse: "For images that others build on, or that people build in.",
    fixSafety:
      "The fix writes `ARG` in place of `ENV`. RUN sees the same value; the container no longer does. It is unsafe, because what runs in the container, or is built on the image, may read the variable. Where the instruction sets other variables too there is no fix.",
  },
  check(file, report) {
    const { dockerfile } = file;
    const { final } = dockerfile;
    if (final === undefined) return;
    for (const stage of shippedStages(dockerfile)) {
      // Who builds in the image needs these.
      if (final.imageFacts?.role === "toolchain" || isToolImage(dockerfile, final)) return;
      for (const [position, instruction] of stage.instructions.entries()) {
        if (instruction.keyword !== "ENV") continue;
        for (const pair of instruction.pairs) {
          const found = buildOnly.find(([names]) => names.test(pair.key));
          if (
            found === undefined ||
            (pair.key === "DEBIAN_FRONTEND" && !/^["']?noninteractive/i.test(pair.value?.text ?? ""))
          )
            continue;
          const later = stage.instructions.slice(position + 1);
          // It is set to something else for the container, or taken back.
          if (later.some((each) => each.keyword === "ENV" && each.pairs.some(({ key }) => key === pair.key)))
            continue;
          report(
            pair.keySpan,
            {
              message: messages.kept(quoted(pair.key), found[1]),
              severity: leanSeverity(dockerfile, "info"),
            },
            () => {
              const used = later.some(({ keyword }) => keyword === "RUN");
              const inherited =
                stage !== final || final.instructions.some(({ keyword }) => keyword === "ONBUILD");
              const edits = inherited || !used ? [] : asArg(instruction, pair, file.text);
              return edits.length === 0
                ? []
                : [
                    unsafeFix(
                      "Set it for the build only, with ARG",
                      "Containers no longer have the variable, nor do images that are built on this one",
                      ...edits,
                    ),
                  ];
            },
          );
        }
      }
    }
  },
});

/** `ENV A=b` and `ENV A b` as `ARG A=b`; nothing where the instruction has other pairs. */
function asArg(
  instruction: Instruction,
  pair: Pair,
  text: string,
): readonly ReturnType<typeof replacement>[] {
  if (instruction.pairs.length !== 1 || pair.value === undefined) return [];
  const { keywordSpan } = instruction;
  const keyword = text.slice(keywordSpan.start, keywordSpan.end) === "env" ? "arg" : "ARG";
  const edits = [replacement(keywordSpan, keyword)];
  if (!pair.legacy) return edits;
  // Text with blanks would have to be quoted.
  if (/[\s"'\\]/.test(pair.value.text)) return [];
  return [...edits, replacement({ start: pair.keySpan.end, end: pair.value.span.start }, "=")];
}
