// The vulnerability scanners that are known: how each is called for a local image, and how its report is counted.

import type { VulnerabilityCounts } from "../../protocol/compare.ts";
import type { ScannerName } from "../clients/description.ts";

export interface Scanner {
  readonly name: ScannerName;
  /** The program, by its name in PATH; undefined for a plugin of the engine's own client. */
  readonly program: string | undefined;
  /** A call that succeeds where the scanner is there; undefined where finding the program says enough. */
  readonly probe: readonly string[] | undefined;
  /** The call that prints a report as JSON about a local image; `source` is its own word for where that is. */
  readonly argv: (source: string, image: string) => readonly string[];
  /** Counts what a report lists, each vulnerability once for each package; undefined where it is no such report. */
  readonly count: (report: unknown) => VulnerabilityCounts | undefined;
}

/** In the order in which they are tried. */
export const scanners: readonly Scanner[] = [
  {
    name: "trivy",
    program: "trivy",
    probe: undefined,
    // Without the source it would look in registries for an image that is not found.
    argv: (source, image) => [
      ...["image", "--quiet", "--format=json", "--scanners=vuln"],
      `--image-src=${source}`,
      image,
    ],
    // Source: the JSON report of Trivy's documentation, `SchemaVersion` 2.
    count: (report) => {
      const results = record(report).Results;
      if (record(report).SchemaVersion === undefined) return undefined;
      const found = list(results).flatMap((result) => list(record(result).Vulnerabilities));
      return counted(found.map((each) => record(each).Severity));
    },
  },
  {
    name: "grype",
    program: "grype",
    probe: undefined,
    argv: (source, image) => [`${source}:${image}`, "--output=json", "--quiet"],
    // Source: Grype's documentation of `-o json`.
    count: (report) => {
      const { matches } = record(report);
      if (!Array.isArray(matches)) return undefined;
      return counted(matches.map((match) => record(record(match).vulnerability).severity));
    },
  },
  {
    name: "docker scout",
    program: undefined,
    probe: ["scout", "version"],
    argv: (source, image) => ["scout", "cves", "--format=sarif", `${source}://${image}`],
    // SARIF 2.1.0: a result names its rule by index or id, and the rule says how severe it is.
    count: (report) => {
      const { runs } = record(report);
      if (!Array.isArray(runs)) return undefined;
      return counted(runs.flatMap(severitiesOfRun));
    },
  },
];

function severitiesOfRun(run: unknown): readonly unknown[] {
  const rules = list(record(record(record(run).tool).driver).rules);
  return list(record(run).results).map((result) => {
    const { ruleIndex, ruleId } = record(result);
    const rule =
      typeof ruleIndex === "number" ? rules[ruleIndex] : rules.find((each) => record(each).id === ruleId);
    return record(record(rule).properties).cvssV3_severity;
  });
}

const severities = ["critical", "high", "medium", "low"] as const;

function counted(found: readonly unknown[]): VulnerabilityCounts {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, other: 0 };
  for (const severity of found) {
    const word = String(severity).toLowerCase();
    counts[severities.find((each) => each === word) ?? "other"]++;
  }
  return counts;
}

/**
 * The report in what a scanner printed; undefined where there is none. Docker Scout has been seen to print words of
 * its own before it.
 */
export function reportIn(output: string): unknown {
  for (const start of [0, output.search(/^\{/m)]) {
    if (start === -1) continue;
    try {
      return JSON.parse(output.slice(start));
    } catch {
      // The next place is tried.
    }
  }
  return undefined;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
