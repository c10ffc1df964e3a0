// Fix-all: one fix of each finding, whole or not at all, until nothing changes.

import { describe, expect, test } from "vitest";
import { analyze } from "../../server/core/analysis.ts";
import { fixAll } from "../../server/core/fix-all.ts";
import type { FileState, ProjectSnapshot } from "../../server/core/project/project.ts";

const today = "2026-11-21";

function project(files: Readonly<Record<string, string>>): ProjectSnapshot {
  const states = Object.entries(files).map(([path, text]): [string, FileState] => [
    path,
    { kind: "text", text },
  ]);
  return { known: true, files: new Map(states), globs: new Map() };
}

const text =
  'FROM golang:1.22\nWORKDIR /app\nCOPY . .\nRUN go mod download && go build -o server .\nCMD ["./server"]\n';

describe("fix all", () => {
  test("leaves unsafe fixes out unless they are wanted", () => {
    const input = { text, today, project: project({ "go.mod": "module x\n" }) };
    expect(fixAll(input, "safe").applied.filter(({ safety }) => safety === "unsafe")).toEqual([]);
    const both = fixAll(input, "safe-and-unsafe");
    expect(both.applied.length).toBeGreaterThan(0);
    expect(both.text).not.toBe(text);
  });

  test("ends where the fixed text has no such fix any more", () => {
    const input = { text, today, project: project({ "go.mod": "module x\n" }) };
    const fixed = fixAll(input, "safe-and-unsafe");
    const again = fixAll({ ...input, text: fixed.text }, "safe-and-unsafe");
    expect(again.text).toBe(fixed.text);
    expect(again.applied).toEqual([]);
    expect(fixed.left.map(({ rule }) => rule)).toEqual(
      analyze({ ...input, text: fixed.text }).findings.map(({ rule }) => rule),
    );
  });

  test("never applies the split", () => {
    const fixed = fixAll({ text, today }, "safe-and-unsafe");
    expect(fixed.text.match(/^FROM/gm)).toHaveLength(1);
  });

  test("does nothing to a text without findings", () => {
    const clean = { text: "FROM scratch\n", today };
    expect(fixAll(clean, "safe-and-unsafe")).toMatchObject({ text: clean.text, applied: [], left: [] });
  });

  test("takes a script apart in one round and cleans up in the part that installs in the next", () => {
    const mixed = `FROM debian:trixie-slim
COPY src/ /tmp/
RUN apt-get update && apt-get install -y --no-install-recommends curl jq && mv /tmp/start /start
CMD ["/start"]
`;
    const fixed = fixAll({ text: mixed, today }, "safe");
    expect(fixed.text).toBe(`FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl jq && rm -rf /var/lib/apt/lists/*
COPY src/ /tmp/
RUN mv /tmp/start /start
CMD ["/start"]
`);
  });

  test("joins what only changes words in one round", () => {
    const words = `FROM debian:trixie-slim
RUN wget https://example.com/a && wget https://example.com/b
`;
    expect(fixAll({ text: words, today }, "safe").text.match(/--progress|-q/g)).toHaveLength(2);
  });
});
