// How messages name an instruction of several lines.

import { expect, it } from "vitest";
import { firstLine } from "../../server/core/text/first-line.ts";

it.each([
  ["RUN make", "RUN make"],
  ["RUN make \\\n  install", "RUN make"],
  ["RUN make \\ \r\n  install", "RUN make"],
  ["RUN make `\n  install", "RUN make"],
  ["RUN echo `date`", "RUN echo 'date'"],
  ["RUN cat <<EOF\nx\nEOF", "RUN cat <<EOF"],
  [`RUN ${"x".repeat(56)}`, `RUN ${"x".repeat(56)}`],
  [`RUN ${"x".repeat(57)}`, `RUN ${"x".repeat(53)}...`],
])("%j", (text, expected) => {
  expect(firstLine(text)).toBe(expected);
});
