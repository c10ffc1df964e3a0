// Recorded output of real builds: each line with its stream in front, `1` for standard output, `2` for standard error.

import { readFileSync } from "node:fs";
import path from "node:path";
import type { OutputStream } from "../../../server/engine/process.ts";
import { plainLine } from "../../../server/engine/redaction.ts";
import type { InstructionStep } from "../../../server/engine/steps.ts";

const folder = path.resolve(import.meta.dirname, "../recorded");

export interface RecordedLine {
  readonly stream: OutputStream;
  readonly text: string;
}

/** The lines of a recording, plain as the build reads them. */
export function recorded(name: string): readonly RecordedLine[] {
  return readFileSync(path.join(folder, `${name}.txt`), "utf8")
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => ({ stream: line.startsWith("1") ? "stdout" : "stderr", text: plainLine(line.slice(2)) }));
}

export function recordedText(name: string): string {
  return readFileSync(path.join(folder, name), "utf8");
}

/**
 * The instructions of a simple Dockerfile: each starts on its own line and continues after a backslash.
 * The product's parser is not used here, so that these tests need only the engine layer.
 */
export function stepsOf(text: string): readonly InstructionStep[] {
  const lines = text.split("\n");
  const steps: InstructionStep[] = [];
  for (let line = 0; line < lines.length; line++) {
    const match = /^\s*([A-Za-z]+)\s+(.*)$/.exec(lines[line] ?? "");
    if (match?.[1] === undefined || match[2] === undefined) continue;
    const start = line;
    let body = match[2];
    while (/\\\s*$/.test(lines[line] ?? "") || (line > start && /^\s*#/.test(lines[line] ?? ""))) {
      line++;
      body += `\n${lines[line] ?? ""}`;
    }
    steps.push({ line: start, keyword: match[1], text: body });
  }
  return steps;
}
