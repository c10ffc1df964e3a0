// Counts the known vulnerabilities of images with a scanner that the user has installed. Without one there is a note.

import type { ScannerReport, Vulnerabilities, VulnerabilityCounts } from "../../protocol/compare.ts";
import { clientOf, type Engine, findInPath } from "../client.ts";
import { firstLine } from "../failure.ts";
import { run, succeeded } from "../process.ts";
import type { Redact } from "../redaction.ts";
import { reportIn, type Scanner, scanners } from "./scanners.ts";

/** A scanner may have to fetch its database first. */
const scanTimeoutMs = 15 * 60_000;
const probeTimeoutMs = 20_000;

interface ScanOptions {
  readonly redact: Redact;
  readonly signal: AbortSignal | undefined;
  /** Called before each image is scanned. */
  readonly onScan: (index: number, scanner: string) => void;
  readonly onReport: (report: ScannerReport) => void;
}

type ScanAnswer =
  | { readonly ok: true; readonly vulnerabilities: Vulnerabilities }
  /** `note` is one sentence. */
  | { readonly ok: false; readonly note: string };

/** Scans the images with the first scanner that is there. Never rejects: a scanner that fails is a note. */
export async function countVulnerabilities(
  engine: Engine,
  images: readonly { readonly label: string; readonly tag: string }[],
  options: ScanOptions,
): Promise<ScanAnswer> {
  const found = await findScanner(engine, options.signal);
  if (found === undefined)
    return missed("No vulnerability scanner is found: `trivy`, `grype` and Docker Scout are known.");
  const { scanner, command, source } = found;
  const sides: { readonly label: string; readonly counts: VulnerabilityCounts }[] = [];
  for (const [index, { label, tag }] of images.entries()) {
    options.onScan(index, scanner.name);
    const answer = await run(command, scanner.argv(source, tag), {
      env: engine.env,
      signal: options.signal,
      timeoutMs: scanTimeoutMs,
    });
    const report = reportIn(answer.stdout);
    const counts = report === undefined ? undefined : scanner.count(report);
    // Some scanners exit with another code when they found something; what counts is the report.
    if (counts === undefined) {
      const words = succeeded(answer.ending)
        ? "its report can't be read"
        : firstLine(options.redact(answer.stderr));
      return missed(`Vulnerabilities are not counted: \`${scanner.name}\` fails on ${label}: ${words}.`);
    }
    sides.push({ label, counts });
    options.onReport({ label, scanner: scanner.name, text: options.redact(answer.stdout) });
  }
  return { ok: true, vulnerabilities: { scanner: scanner.name, sides } };
}

async function findScanner(
  engine: Engine,
  signal: AbortSignal | undefined,
): Promise<{ readonly scanner: Scanner; readonly command: string; readonly source: string } | undefined> {
  for (const scanner of scanners) {
    const source = clientOf(engine).imageSource[scanner.name];
    if (source === null) continue;
    const command = scanner.program === undefined ? engine.command : findInPath(scanner.program, engine.env);
    if (command === undefined) continue;
    if (scanner.probe === undefined) return { scanner, command, source };
    const answer = await run(command, scanner.probe, { env: engine.env, signal, timeoutMs: probeTimeoutMs });
    if (succeeded(answer.ending)) return { scanner, command, source };
  }
  return undefined;
}

function missed(note: string): ScanAnswer {
  return { ok: false, note };
}
