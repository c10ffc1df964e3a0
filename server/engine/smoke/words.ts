// The words of a smoke start that every form of the report shares.

import type { CompareResult, SmokeResult } from "../../protocol/compare.ts";

/** What the checks say together. */
export function smokeVerdict({ status, sides }: SmokeResult): string {
  const single = sides.length === 1;
  switch (status) {
    case "passes":
      return single
        ? "Started without network for some seconds, the image runs."
        : "Started without network for some seconds, the last image does what the first one does.";
    case "fails":
      return single
        ? "Started without network, the image fails:"
        : "Started without network, the last image does not do what the first one does:";
    case "unknown":
      return "Whether the images do the same when they are started can't be told:";
  }
}

/** The verdict with every check, as plain text. */
export function smokeLines({ smoke }: CompareResult): readonly string[] {
  if (smoke === undefined) return [];
  const checks = smoke.checks.map(({ name, detail }) => `  ${name.replaceAll("-", " ")}: ${detail}`);
  return ["", smokeVerdict(smoke), ...checks];
}
