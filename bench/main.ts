// The benchmark: our analysis beside dockerfile-ast's own parse and dockerfile-utils, and how cost grows with length.
//
//   npm run bench                 both tables
//   npm run bench -- files        only the comparison over real files
//   npm run bench -- growth [X]   only the growth with length, of the shapes whose name holds X
//
// After `npm install --no-save dockerfilelint@1.8.0` that one is in the table as well; it is unmaintained, and so no
// dependency.
//
// It prints; it never fails on a figure, since machines differ.

import { createRequire } from "node:module";
import { join } from "node:path";
import { DockerfileParser } from "dockerfile-ast";
import { validate } from "dockerfile-utils";
import { analyze } from "../server/core/analysis.ts";
import type { FileState, ProjectSnapshot } from "../server/core/project/project.ts";
import { type Shape, sampleTexts, shapes } from "./texts.ts";

const today = "2026-11-21";

/** A context in which nothing exists: every question has an answer, so that rules go on. */
const emptyContext: ProjectSnapshot = {
  known: true,
  files: new (class extends Map<string, FileState> {
    override get(): FileState {
      return { kind: "absent" };
    }
  })(),
  globs: new (class extends Map<string, readonly string[]> {
    override get(): readonly string[] {
      return [];
    }
  })(),
};

interface Contender {
  readonly name: string;
  /** Gives something that depends on the work, so that none of it can be left out. */
  readonly run: (text: string) => number;
}

const contenders: readonly Contender[] = [
  { name: "dockerfile-ast: parse", run: (text) => DockerfileParser.parse(text).getInstructions().length },
  { name: "dockerfile-utils: validate", run: (text) => validate(text).length },
  { name: "Lean Dockerfile: analysis", run: (text) => analyze({ text, today }).findings.length },
  {
    name: "Lean Dockerfile: analysis, empty context",
    run: (text) => analyze({ text, today, project: emptyContext }).findings.length,
  },
  { name: "Lean Dockerfile: analysis and fixes", run: analyzeAndFix },
  ...dockerfilelint(),
];

/** Present only where it was installed by hand. A text at which it throws counts as one without findings. */
function dockerfilelint(): readonly Contender[] {
  try {
    const { run }: { run: (folder: string, text: string) => readonly unknown[] } = createRequire(
      join(process.cwd(), "package.json"),
    )("dockerfilelint");
    const findings = (text: string) => {
      try {
        return run("/", text).length;
      } catch {
        return 0;
      }
    };
    return [{ name: "dockerfilelint: run", run: findings }];
  } catch {
    return [];
  }
}

function analyzeAndFix(text: string): number {
  const { findings } = analyze({ text, today, project: emptyContext });
  return findings.reduce(
    (sum, finding) => sum + finding.fixes().reduce((edits, fix) => edits + fix.changes().length, 0),
    0,
  );
}

function milliseconds(work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/**
 * Every round lets each contender go over all texts once, in turning order. The texts of each round differ by a
 * comment at their end, the same for all contenders, so that nothing remembered of an earlier round helps.
 */
function compareFiles(root: string): void {
  const { texts, source } = sampleTexts(root, 600);
  const lines = texts.reduce((sum, text) => sum + text.split("\n").length, 0) / texts.length;
  console.log(`\nOver ${source}, ${lines.toFixed(0)} lines on average, Node ${process.version}\n`);
  const warmUp = 4;
  const rounds = 15;
  const times = contenders.map((): number[] => []);
  for (let round = 0; round < warmUp + rounds; round++) {
    const these = texts.map((text) => `${text}\n# round ${round}\n`);
    for (let turn = 0; turn < contenders.length; turn++) {
      const index = (turn + round) % contenders.length;
      const contender = contenders[index];
      if (contender === undefined) continue;
      let total = 0;
      const time = milliseconds(() => {
        for (const text of these) total += contender.run(text);
      });
      if (!Number.isFinite(total)) throw new Error(`${contender.name} gives no number`);
      if (round >= warmUp) times[index]?.push(time);
    }
  }
  const base = median(times[0] ?? []);
  console.log(
    `${"".padEnd(42)}${"ms a file".padStart(10)}${"times dockerfile-ast".padStart(22)}${"lowest - highest".padStart(20)}`,
  );
  contenders.forEach((contender, index) => {
    const all = times[index] ?? [];
    const each = all.map((time) => time / texts.length);
    const range = `${Math.min(...each).toFixed(3)} - ${Math.max(...each).toFixed(3)}`;
    console.log(
      contender.name.padEnd(42) +
        median(each).toFixed(3).padStart(10) +
        `${(median(all) / base).toFixed(2)}x`.padStart(22) +
        range.padStart(20),
    );
  });
  console.log(`\nMedians of ${rounds} interleaved rounds after ${warmUp} to warm up, in one process.`);
}

const lengths: readonly number[] = [1_000, 10_000, 50_000];

/** A length whose file is expected to take longer than this is not run: the table says so, and that is answer enough. */
const mostSeconds = 30;

/** Time per line at three lengths; where cost grows linearly the last column stays near 1. */
function showGrowth(only: string): void {
  console.log(
    "\nAnalysis of generated files: microseconds a line, and how it grows from the shortest to the longest\n",
  );
  const heads = lengths.map((lines) => lines.toLocaleString("en").padStart(10));
  console.log(`${"".padEnd(26)}${heads.join("")}${"growth".padStart(10)}`);
  for (const shape of shapes) {
    if (!shape.name.includes(only)) continue;
    const perLine: number[] = [];
    for (const lines of lengths) {
      // As if it were quadratic: the cost of a line grows with the number of lines.
      const [before = 0, length = lines] = [perLine.at(-1), lengths[perLine.length - 1]];
      if (((before * lines) / length) * lines > mostSeconds * 1e6) break;
      perLine.push(timePerLine(shape, lines));
    }
    const growth = (perLine.at(-1) ?? 0) / (perLine[0] ?? 1);
    const cells = lengths.map((_, index) => perLine[index]?.toFixed(2) ?? "not run");
    console.log(
      `${shape.name.padEnd(26)}${cells.map((cell) => cell.padStart(10)).join("")}${`${growth.toFixed(2)}x`.padStart(10)}`,
    );
  }
}

/** Microseconds: the median of several runs, each over a text of its own. */
function timePerLine(shape: Shape, lines: number): number {
  const repeats = lines <= 1_000 ? 25 : lines <= 10_000 ? 5 : 3;
  const times = Array.from({ length: repeats }, (_, repeat) => {
    const text = `${shape.make(lines)}# ${repeat}\n`;
    return milliseconds(() => analyze({ text, today, project: emptyContext }));
  });
  return (median(times) * 1000) / lines;
}

const root = process.cwd();
const [what, only = ""] = process.argv.slice(2);
if (what !== undefined && what !== "files" && what !== "growth") {
  console.error(`bench: unknown part \`${what}\`; known are \`files\` and \`growth\``);
  process.exit(2);
}
if (what !== "growth") compareFiles(root);
if (what !== "files") showGrowth(only);
