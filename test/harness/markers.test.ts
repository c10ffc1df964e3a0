// The harness itself: markers are read and written as documented, and variants keep their promise.

import { describe, expect, it } from "vitest";
import type { Finding } from "../../server/core/finding.ts";
import { readMarkers, writeMarkers } from "./markers.ts";
import { variants } from "./variants.ts";

function finding(start: number, end: number, message: string): Finding {
  return {
    rule: "some-rule",
    severity: "warning",
    message,
    span: { start, end },
    related: [],
    sources: [],
    fixes: () => [],
  };
}

function rewrite(fixture: string, findings: readonly Finding[]): string {
  return writeMarkers(readMarkers(fixture), findings, () => "warning");
}

describe("markers", () => {
  it("are no part of the text, and comments that only look like them are", () => {
    const marked = readMarkers(
      "#: about=x\n# syntax: none\nFROM a\n#    ^ some-rule: Bad...\n# note: kept\n",
    );
    expect(marked.text).toBe("# syntax: none\nFROM a\n# note: kept\n");
    expect(marked.options.get("about")).toBe("x");
    expect(marked.markers).toEqual([
      {
        start: { line: 1, character: 5 },
        end: { line: 1, character: 6 },
        rule: "some-rule",
        severity: undefined,
        message: "Bad...",
      },
    ]);
  });

  it.each([
    ["in the line", 5, 7, "#    ^^ some-rule: M"],
    ["from the first column", 0, 4, "#<^^ some-rule: M"],
    ["the first two columns", 0, 2, "#< some-rule: M"],
    ["only the first column", 0, 1, "#<>0:1 some-rule: M"],
    ["empty", 5, 5, "#    >0:5 some-rule: M"],
    ["over two lines", 5, 12, "#    ^>1:4 some-rule: M"],
  ])("are written %s and read back", (_where, start, end, line) => {
    const text = "FROM ab\nUSER c\n";
    const written = rewrite(text, [finding(start, end, "M")]);
    expect(written).toBe(`FROM ab\n${line}\nUSER c\n`);
    const marked = readMarkers(written);
    expect(marked.text).toBe(text);
    expect(writeMarkers(marked, [finding(start, end, "M")], () => "warning")).toBe(written);
  });

  it("keep a message that is given as a prefix, and show one that disagrees", () => {
    const fixture = "FROM a\n#    ^ some-rule: Bad th...\n";
    expect(rewrite(fixture, [finding(5, 6, "Bad thing")])).toBe(fixture);
    expect(rewrite(fixture, [finding(5, 6, "Good thing")])).toBe("FROM a\n#    ^ some-rule: Good thing\n");
    expect(rewrite(fixture, [])).toBe("FROM a\n");
  });

  it("give the severity where it is not the rule's own", () => {
    const found: Finding = { ...finding(5, 6, "M"), severity: "hint" };
    expect(rewrite("FROM a\n", [found])).toBe("FROM a\n#    ^ some-rule(hint): M\n");
  });
});

describe("variants", () => {
  it.each([
    ["CRLF", "FROM a\r\n  RUN x\r\n"],
    ["no final newline", "FROM a\n  RUN x"],
    ["lower-case keywords", "from a\n  run x\n"],
    ["tabs for leading spaces", "FROM a\n\t\tRUN x\n"],
  ])("spell with %s", (name, expected) => {
    const variant = variants.find((each) => each.name === name);
    expect(variant?.of("FROM a\n  RUN x\n")).toBe(expected);
    expect(variant?.normal(expected)).toBe(variant?.normal("FROM a\n  RUN x\n"));
  });

  it("leave heredoc bodies alone", () => {
    const text = "FROM a\nRUN <<E\n  x\nE\n";
    expect(variants.find(({ name }) => name.startsWith("tabs"))?.of(text)).toBeUndefined();
  });
});
