// Runs the rules or the split over a corpus and writes a table, so that a change's effect is seen in review.
//
//   npm run corpus -- lint DIR [--rule NAME]... [--samples N]
//                                  findings per rule: DIR is a folder of Dockerfiles or of a `dockerfiles.jsonl.gz`;
//                                  N samples of each rule (3), with the lines they are about when more are asked for
//   npm run corpus -- split DIR    per project or file: split, declined with which reason, or not needed;
//                                  --stored FILE shows what changed against a table that was kept

import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { parseArgs } from "node:util";
import { readCorpus } from "../bench/texts.ts";
import { analyze, ruleFile } from "../server/core/analysis.ts";
import type { Finding } from "../server/core/finding.ts";
import { contextSources } from "../server/core/model/context-sources.ts";
import { Dockerfile } from "../server/core/model/dockerfile.ts";
import type { ProjectSnapshot, Wanted } from "../server/core/project/project.ts";
import { type SplitAnswer, splitDockerfile } from "../server/core/split/split.ts";
import { splitSummary } from "../server/core/split/summary.ts";
import { parseDockerfile } from "../server/core/syntax/parse.ts";
import { applyEdits } from "../server/core/text/edits.ts";
import { LineIndex } from "../server/core/text/lines.ts";
import { findContext } from "../server/node/find-context.ts";
import { findDockerfiles } from "../server/node/find-dockerfiles.ts";
import { analyseWithProject } from "../server/node/rounds.ts";

interface Entry {
  readonly name: string;
  readonly text: string;
  /** Runs with the entry's project, where it has one. */
  readonly run: <T extends { readonly wanted: readonly Wanted[] }>(
    analysis: (project: ProjectSnapshot) => T,
  ) => Promise<T>;
}

const today = new Date().toISOString().slice(0, 10);
/** So few samples are named only; more are shown with the text they are about. */
const namedSamples = 3;

/** The files of a `jsonl.gz`, each by itself; or those of a folder, each with the context that is found for it. */
async function* entries(path: string): AsyncGenerator<Entry> {
  const archive = statSync(path).isDirectory() ? join(path, "dockerfiles.jsonl.gz") : path;
  if (existsSync(archive) && archive.endsWith(".jsonl.gz")) {
    for (const { id, source, text } of readCorpus(archive))
      yield { name: `${id} ${source}`, text, run: (analysis) => analyseWithProject(undefined, analysis) };
    return;
  }
  const found = await findDockerfiles(path);
  if (!found.ok) throw new Error(found.message);
  for (const file of found.files) {
    const text = readFileSync(file, "utf8");
    const context = await findContext({
      dockerfile: file,
      given: "",
      root: projectRoot(path, file),
      sources: contextSources(new Dockerfile(parseDockerfile(text))),
    });
    const place = context === undefined ? undefined : { ...context, dockerfile: file };
    yield { name: relative(path, file), text, run: (analysis) => analyseWithProject(place, analysis) };
  }
}

/** A project keeps its sources in `src` beside a `meta.json`; the search for a context ends there. */
function projectRoot(path: string, file: string): string {
  for (let folder = dirname(file); folder.length > path.length; folder = dirname(folder)) {
    if (basename(folder) === "src" && existsSync(join(dirname(folder), "meta.json"))) return folder;
  }
  return dirname(file);
}

interface RuleCount {
  findings: number;
  files: number;
  readonly severities: Map<string, number>;
  readonly fixes: Map<string, number>;
  /** Every finding as a line to print; which of them are printed is known at the end. */
  readonly candidates: (() => string)[];
}

async function lintTable(path: string, only: readonly string[], samples: number): Promise<void> {
  const counts = new Map<string, RuleCount>();
  const perFile: number[] = [];
  const faults: string[] = [];
  for await (const entry of entries(path)) {
    try {
      const { findings } = await entry.run((project) =>
        analyze({ text: entry.text, project, today, ...(only.length === 0 ? {} : { only }) }),
      );
      perFile.push(findings.filter(({ severity }) => severity !== "hint").length);
      count(counts, entry, findings, samples > namedSamples ? "text" : "names");
    } catch (error) {
      faults.push(`${entry.name}: ${(error as Error).stack}`);
    }
  }
  perFile.sort((a, b) => a - b);
  const at = (share: number): number => perFile[Math.floor(perFile.length * share)] ?? 0;
  console.log(
    `${perFile.length} files; findings above hint: median ${at(0.5)}, 90th percentile ${at(0.9)}\n`,
  );
  console.log("| Rule | Findings | Files | Severities | Fixes offered |\n| --- | ---: | ---: | --- | --- |");
  const sorted = [...counts].sort(([, a], [, b]) => b.findings - a.findings);
  for (const [rule, { findings, files, severities, fixes }] of sorted)
    console.log(`| \`${rule}\` | ${findings} | ${files} | ${counted(severities)} | ${counted(fixes)} |`);
  for (const [rule, { candidates }] of sorted)
    console.log(
      `\n${rule}\n${spread(candidates, samples)
        .map((each) => `  ${each()}`)
        .join("\n")}`,
    );
  reportFaults(faults);
}

function counted(numbers: ReadonlyMap<string, number>): string {
  return [...numbers].map(([kind, number]) => `${number} ${kind}`).join(", ");
}

function count(
  counts: Map<string, RuleCount>,
  entry: Entry,
  findings: readonly Finding[],
  detail: "names" | "text",
): void {
  const index = new LineIndex(entry.text);
  const seen = new Set<string>();
  for (const finding of findings) {
    let each = counts.get(finding.rule);
    if (each === undefined) {
      each = { findings: 0, files: 0, severities: new Map(), fixes: new Map(), candidates: [] };
      counts.set(finding.rule, each);
    }
    each.findings++;
    each.severities.set(finding.severity, (each.severities.get(finding.severity) ?? 0) + 1);
    if (!seen.has(finding.rule)) each.files++;
    seen.add(finding.rule);
    for (const fix of finding.fixes()) {
      fix.changes();
      const kind = fix.kind === "split" ? "split" : fix.safety;
      each.fixes.set(kind, (each.fixes.get(kind) ?? 0) + 1);
    }
    const place = index.positionAt(finding.span.start).line;
    each.candidates.push(() => {
      const named = `${entry.name}:${place + 1}: ${finding.message}`;
      return detail === "names" ? named : `${named}\n${excerpt(entry.text, place, finding)}`;
    });
  }
}

/** The lines of a finding and what its first fix makes of the file there. */
function excerpt(text: string, line: number, finding: Finding): string {
  const shown = text.split("\n").slice(line, line + 2);
  const [fix] = finding.fixes();
  const edits = fix?.changes().flatMap((change) => (change.file === null ? change.edits : [])) ?? [];
  const fixed = edits.length === 0 ? [] : applyEdits(text, edits).split("\n");
  const from = fixed.findIndex((each, at) => each !== text.split("\n")[at]);
  const after = from === -1 ? [] : fixed.slice(from, from + 1);
  return [...shown.map((each) => `      | ${each}`), ...after.map((each) => `      > ${each}`)].join("\n");
}

/** As many of them as asked for, from all over the corpus. */
function spread<T>(items: readonly T[], count: number): readonly T[] {
  const step = items.length / Math.min(count, items.length);
  return Array.from(
    { length: Math.min(count, items.length) },
    (_, at) => items[Math.floor(at * step)],
  ).flatMap((each) => (each === undefined ? [] : [each]));
}

async function splitTable(path: string, stored: string | undefined): Promise<void> {
  const outcomes = new Map<string, number>();
  const rows: string[] = [];
  const faults: string[] = [];
  for await (const entry of entries(path)) {
    try {
      const { answer } = await entry.run((project) => {
        const file = ruleFile({ text: entry.text, project, today });
        return { answer: splitDockerfile(file, "auto"), wanted: file.project.wanted };
      });
      const outcome = outcomeText(entry.text, answer);
      outcomes.set(outcome.kind, (outcomes.get(outcome.kind) ?? 0) + 1);
      if (answer.kind !== "not-needed") rows.push(`| ${entry.name} | ${outcome.kind} | ${outcome.detail} |`);
    } catch (error) {
      faults.push(`${entry.name}: ${(error as Error).stack}`);
    }
  }
  console.log("| Outcome | Files |\n| --- | ---: |");
  for (const [outcome, number] of [...outcomes].sort(([, a], [, b]) => b - a))
    console.log(`| ${outcome} | ${number} |`);
  console.log(`\n| File | Outcome | Runtime, or why not |\n| --- | --- | --- |\n${rows.join("\n")}`);
  if (stored !== undefined) printChanges(readFileSync(stored, "utf8").split("\n"), rows);
  reportFaults(faults);
}

/** Rows that the stored table has otherwise, or has not; and those that it has alone. */
function printChanges(stored: readonly string[], rows: readonly string[]): void {
  const before = new Set(stored.filter((line) => /^\| \S+ \| (?:split|declined)/.test(line)));
  const now = new Set(rows);
  const changes = [
    ...[...before].filter((row) => !now.has(row)).map((row) => `- ${row}`),
    ...[...now].filter((row) => !before.has(row)).map((row) => `+ ${row}`),
  ];
  console.log(changes.length === 0 ? "\nAs stored." : `\nChanged:\n${changes.join("\n")}`);
}

function outcomeText(text: string, answer: SplitAnswer): { readonly kind: string; readonly detail: string } {
  const summary = splitSummary(text, answer);
  const ecosystem = summary.ecosystem === null ? "" : ` (${summary.ecosystem})`;
  const reason = summary.reasons[0];
  const line = reason?.line == null ? "" : `line ${reason.line + 1}: `;
  const detail = summary.runtime ?? `${line}${reason?.message ?? ""}`;
  return { kind: `${summary.status}${ecosystem}`, detail: detail.replaceAll("|", "\\|") };
}

function reportFaults(faults: readonly string[]): void {
  if (faults.length === 0) return;
  console.error(`\n${faults.length} exceptions:\n${faults.slice(0, 10).join("\n")}`);
  process.exitCode = 1;
}

const usage = "usage: npm run corpus -- lint DIR [--rule NAME]... [--samples N] | split DIR [--stored FILE]";
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rule: { type: "string", multiple: true, default: [] },
    stored: { type: "string" },
    samples: { type: "string", default: String(namedSamples) },
  },
});
const [what, path] = positionals;
const samples = Number(values.samples);
if ((what !== "lint" && what !== "split") || path === undefined || !existsSync(path) || !(samples > 0)) {
  console.error(usage);
  process.exit(2);
}
await (what === "lint" ? lintTable(path, values.rule, samples) : splitTable(path, values.stored));
