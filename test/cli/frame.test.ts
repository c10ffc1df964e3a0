// Code frames: carets stand under exactly the span, also behind tabs, wide characters and in cut lines.

import { describe, expect, test } from "vitest";
import { codeFrame } from "../../server/cli/frame.ts";
import { shorten, textWidth, wrap } from "../../server/cli/printable.ts";
import { openOutput } from "../../server/cli/terminal.ts";
import { LineIndex } from "../../server/core/text/lines.ts";

const output = openOutput({ write: () => true }, {});

/** The frame of the text between `<` and `>`. */
function frame(marked: string, columns = 60): readonly string[] {
  const start = marked.indexOf("<");
  const end = marked.indexOf(">") - 1;
  const text = marked.replace("<", "").replace(">", "");
  return codeFrame(new LineIndex(text), { start, end }, { output, columns });
}

describe("frames", () => {
  test("mark a span within its line", () => {
    expect(frame("FROM a\nRUN <go build> .\nCMD x\n")).toEqual([
      "  2 | RUN go build .",
      "    |     ^^^^^^^^",
    ]);
  });

  test("mark an empty span with one caret", () => {
    expect(frame("FROM <>")).toEqual(["  1 | FROM ", "    |      ^"]);
  });

  test("show tabs as spaces and count wide characters twice", () => {
    expect(frame("RUN\t<x>")).toEqual(["  1 | RUN    x", "    |        ^"]);
    expect(frame("RUN echo 日本 <x>")).toEqual(["  1 | RUN echo 日本 x", "    |               ^"]);
    expect(frame("RUN e\u0301 <x>")).toEqual(["  1 | RUN e\u0301 x", "    |       ^"]);
  });

  test("mark each line of a span without its indentation", () => {
    expect(frame("<RUN a \\\n  && b>\n")).toEqual([
      "  1 | RUN a \\",
      "    | ^^^^^^^",
      "  2 |   && b",
      "    |   ^^^^",
    ]);
  });

  test("leave out the middle of a long span", () => {
    const lines = frame(`<RUN a \\\n${"  b \\\n".repeat(10)}  c>\n`);
    expect(lines.filter((line) => line.includes("..."))).toHaveLength(1);
    expect(lines.at(-2)).toBe("  12 |   c");
    expect(lines.at(-1)).toBe("     |   ^");
  });

  test("do not mark the line end of CRLF files", () => {
    expect(frame("<FROM a>\r\nRUN b\r\n")).toEqual(["  1 | FROM a", "    | ^^^^^^"]);
    expect(frame("<FROM a\r\n>RUN b\r\n")).toEqual(["  1 | FROM a", "    | ^^^^^^"]);
  });

  test.each([0, 30, 59, 100, 5000])("cut long lines around a span at column %i", (before) => {
    const lines = frame(`${"x".repeat(before)}<NEEDLE>${"y".repeat(5000)}`);
    expect(lines).toHaveLength(2);
    const [code = "", marks = ""] = lines;
    expect(textWidth(code)).toBeLessThanOrEqual(60);
    expect(code.slice(marks.indexOf("^"), marks.lastIndexOf("^") + 1)).toBe("NEEDLE");
  });

  test("cut a span that is longer than the line", () => {
    const [code = "", marks = ""] = frame(`RUN <${"x".repeat(5000)}>`);
    expect(textWidth(code)).toBeLessThanOrEqual(60);
    expect(marks.length).toBeLessThanOrEqual(60);
    expect(marks).toContain("^^^^^^^^");
  });
});

describe("widths", () => {
  test("wrap at words", () => {
    expect(wrap("one two three", 7)).toEqual(["one two", "three"]);
    expect(wrap("one two three", undefined)).toEqual(["one two three"]);
    expect(wrap("unbreakable-word x", 5)).toEqual(["unbreakable-word", "x"]);
  });

  test("shorten by columns, not characters", () => {
    expect(shorten("日本語です", 6)).toBe("日本…");
    expect(shorten("short", 5)).toBe("short");
  });
});
