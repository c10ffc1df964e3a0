// The texts that the benchmark runs over: real files from a corpus, or the repository's own fixtures; and long generated ones.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

export interface Sample {
  readonly texts: readonly string[];
  /** Where they come from, for the heading of the table. */
  readonly source: string;
}

/**
 * `count` distinct real files, spread evenly over the corpus in the folder that LEAN_CORPUS names; without it, the
 * distinct Dockerfiles of this repository's fixtures.
 */
export function sampleTexts(root: string, count: number): Sample {
  const folder = process.env.LEAN_CORPUS;
  const archive = folder === undefined ? undefined : join(folder, "dockerfiles.jsonl.gz");
  if (archive !== undefined && existsSync(archive)) {
    const all = distinct(readCorpus(archive).map(({ text }) => text));
    const step = all.length / Math.min(count, all.length);
    const texts = Array.from(
      { length: Math.min(count, all.length) },
      (_, index) => all[Math.floor(index * step)] ?? "",
    );
    return { texts, source: `${texts.length} of the ${all.length} distinct files in LEAN_CORPUS` };
  }
  const texts = distinct(readFixtures(root));
  return { texts, source: `${texts.length} files of the repository's fixtures (LEAN_CORPUS is not set)` };
}

export interface CorpusEntry {
  readonly id: string;
  readonly source: string;
  readonly text: string;
}

/** What a corpus file holds: one JSON object a line. */
export function readCorpus(archive: string): readonly CorpusEntry[] {
  return gunzipSync(readFileSync(archive))
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as CorpusEntry);
}

function readFixtures(root: string): readonly string[] {
  return ["examples", "test"].flatMap((folder) => {
    const start = join(root, folder);
    if (!existsSync(start)) return [];
    return readdirSync(start, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /(?:^|\.)Dockerfile$/.test(entry.name))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
  });
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

export interface Shape {
  readonly name: string;
  /** A file of about `lines` lines. */
  readonly make: (lines: number) => string;
}

const head = "FROM golang:1.22\nWORKDIR /app\n";
const tail = 'CMD ["./server"]\n';

function repeated(lines: number, linesEach: number, text: (index: number) => string): string {
  const count = Math.max(1, Math.floor((lines - 3) / linesEach));
  return head + Array.from({ length: count }, (_, index) => text(index)).join("") + tail;
}

/** Each stresses another part: scripts, joined lines, variables, copies, the stage graph, heredocs, comments. */
export const shapes: readonly Shape[] = [
  {
    name: "RUN lines",
    make: (lines) => repeated(lines, 1, (i) => `RUN apt-get install -y package-${i} && make -C dir${i}\n`),
  },
  {
    name: "one RUN, continued",
    make: (lines) =>
      `${head}RUN apt-get update \\\n${repeatedLines(lines - 5, (i) => ` && echo ${i} \\\n`)} && true\n${tail}`,
  },
  {
    name: "package list, continued",
    make: (lines) =>
      `${head}RUN apt-get install -y \\\n${repeatedLines(lines - 5, (i) => `  package-${i} \\\n`)}  last\n${tail}`,
  },
  {
    name: "ENV, each used",
    make: (lines) => repeated(lines, 2, (i) => `ENV V${i + 1}=\${V${i}}\nRUN echo $V${i}\n`),
  },
  {
    name: "COPY from context",
    make: (lines) => repeated(lines, 1, (i) => `COPY src/file${i}.go pkg${i}/file.go\n`),
  },
  {
    name: "COPY . . and installs",
    make: (lines) => repeated(lines, 2, () => "COPY . .\nRUN go mod download && go build -o server .\n"),
  },
  {
    name: "WORKDIR, relative",
    make: (lines) => repeated(lines, 2, (i) => `WORKDIR part${i % 7}/..\nRUN go build -o out/x${i} .\n`),
  },
  {
    name: "stages in a chain",
    make: (lines) =>
      repeated(
        lines,
        3,
        (i) =>
          `FROM ${i === 0 ? "golang:1.22" : `s${i - 1}`} AS s${i}\nCOPY --from=${Math.max(0, i - 1)} /a /b\nRUN go build .\n`,
      ),
  },
  { name: "stages that copy stages", make: copyingStages },
  {
    name: "stages side by side",
    make: (lines) =>
      repeated(lines, 3, (i) => `FROM golang:1.22 AS s${i}\nCOPY . .\nRUN go build -o /out .\n`),
  },
  {
    name: "heredocs",
    make: (lines) => repeated(lines, 4, (i) => `RUN <<EOF\nset -e\ngo build -o x${i} .\nEOF\n`),
  },
  {
    name: "one heredoc",
    make: (lines) =>
      `${head}RUN <<EOF\n${repeatedLines(lines - 5, (i) => `echo ${i} | tee out\n`)}EOF\n${tail}`,
  },
  { name: "comments", make: (lines) => repeated(lines, 1, (i) => `# comment number ${i} about nothing\n`) },
  {
    name: "unknown instructions",
    make: (lines) => repeated(lines, 1, (i) => `WORD${i} some <<text "open\n`),
  },
];

/** Every path leads through every stage, ten times over, down to a program in an image without a C library. */
function copyingStages(lines: number): string {
  const count = Math.max(1, Math.floor((lines - 3) / 12));
  const stages = Array.from({ length: count }, (_, index) => {
    const copies = index === 0 ? "" : `COPY --from=s${index - 1} / /\n`.repeat(10);
    return `FROM golang:1.22 AS s${index}\n${copies}RUN go build -o /out .\n`;
  });
  return `${stages.join("")}FROM scratch\nCOPY --from=s${count - 1} / /\nCMD ["/out"]\n`;
}

function repeatedLines(lines: number, text: (index: number) => string): string {
  return Array.from({ length: Math.max(1, lines) }, (_, index) => text(index)).join("");
}
