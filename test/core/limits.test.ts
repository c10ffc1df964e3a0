// Shapes that no person writes: the analysis ends, and throws nothing, whatever is stacked on what.

import { expect, test } from "vitest";
import { analyze } from "../../server/core/analysis.ts";

const today = "2026-11-21";

const shapes: readonly (readonly [string, string])[] = [
  [
    "20,000 stages FROM one another",
    `FROM golang:1.22 AS s0\nRUN go build -o /a .\n${Array.from({ length: 20_000 }, (_, at) => `FROM s${at} AS s${at + 1}\n`).join("")}CMD ["/a"]\n`,
  ],
  [
    "variables that double",
    `FROM golang:1.22\nENV V0=ten-letters\n${Array.from({ length: 5_000 }, (_, at) => `ENV V${at + 1}="$V${at}$V${at}"\n`).join("")}USER $V5000\n`,
  ],
  ["a stage FROM itself", 'FROM a AS a\nFROM a AS b\nFROM b AS a\nCOPY --from=a / /\nCMD ["x"]\n'],
  ["deep substitutions", `FROM golang:1.22\nENV A=${"${A:-".repeat(20_000)}${"}".repeat(20_000)}\nUSER $A\n`],
  ["deep subshells", `FROM golang:1.22\nRUN ${"(".repeat(20_000)}go build${")".repeat(20_000)}\n`],
  [
    "deep command substitutions",
    `FROM golang:1.22\nRUN echo ${"$(".repeat(5_000)}go build${")".repeat(5_000)}\n`,
  ],
  ["a long pipe", `FROM golang:1.22\nRUN ${"true | ".repeat(50_000)}true\n`],
  ["ONBUILD of ONBUILD", `FROM golang:1.22\n${"ONBUILD ".repeat(20_000)}RUN true\n`],
];

test.each(shapes)(
  "%s",
  (_, text) => {
    const { findings } = analyze({ text, today });
    for (const finding of findings) for (const fix of finding.fixes()) fix.changes();
    expect(findings.every(({ span }) => span.start <= span.end && span.end <= text.length)).toBe(true);
  },
  60_000,
);
