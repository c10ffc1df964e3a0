// A small test runner for the extension host: runs cases one after the other and writes their outcome to a file.

import { writeFileSync } from "node:fs";
import { version } from "vscode";
import { type CaseOutcome, type SuiteSettings, settingsVariable } from "../protocol.ts";
import { takePicture } from "./moments.ts";

export interface Case {
  readonly name: string;
  /** In milliseconds; a minute and a half when absent. */
  readonly timeout?: number;
  readonly run: () => Promise<void>;
}

export function suiteSettings(): SuiteSettings {
  const text = process.env[settingsVariable];
  if (text === undefined)
    throw new Error(`${settingsVariable} is not set; start the suite through its launcher.`);
  return JSON.parse(text) as SuiteSettings;
}

/** Runs all cases, also after a failure, each followed by `tidy`, and throws at the end when one failed. */
export async function runCases(cases: readonly Case[], tidy: () => Promise<void>): Promise<void> {
  const outcomes: CaseOutcome[] = [];
  for (const { name, run, timeout = 90_000 } of cases) {
    const start = Date.now();
    const error = await withTimeout(run(), timeout).then(
      () => null,
      (reason: unknown) => (reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)),
    );
    const milliseconds = Date.now() - start;
    outcomes.push({ name, error, milliseconds });
    console.log(
      `${error === null ? "ok    " : "FAILED"} ${name} (${milliseconds} ms)${error === null ? "" : `\n${error}`}`,
    );
    if (error !== null) await takePicture(`failed-${outcomes.length}`).catch(() => undefined);
    await tidy();
  }
  writeFileSync(suiteSettings().outcomeFile, JSON.stringify({ vscodeVersion: version, cases: outcomes }));
  const failed = outcomes.filter(({ error }) => error !== null);
  if (failed.length > 0) throw new Error(`${failed.length} of ${outcomes.length} cases failed`);
}

function withTimeout(work: Promise<void>, milliseconds: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not done after ${milliseconds} ms`)), milliseconds);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Asks again and again until `look` gives something else than undefined; throws with `what` when it never does. */
export async function until<T>(
  what: string,
  look: () => T | undefined | PromiseLike<T | undefined>,
  milliseconds = 40_000,
): Promise<T> {
  const end = Date.now() + milliseconds;
  while (Date.now() < end) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited ${milliseconds} ms in vain for ${what}`);
}
