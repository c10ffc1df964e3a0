// The schema of a comparison allows all that a comparison can say, which no single run of the command shows.

import { expect, test } from "vitest";
import { hostileResult, sampleResult, tableResult } from "../engine/support/report-sample.ts";
import { parseAs } from "./schemas.ts";

test.each([
  ["of two sides", sampleResult],
  ["whose every text is odd", hostileResult],
  ["of three images, one of which is not built", tableResult()],
])("a comparison %s fits its schema", (_, result) => {
  expect(parseAs("compare", JSON.stringify(result))).toEqual(JSON.parse(JSON.stringify(result)));
});
