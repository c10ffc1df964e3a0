// Fixtures of rules on disk: `test/rules/<rule>/<case>.Dockerfile` and what stands beside it.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  type AnalysisSettings,
  type DockerfileSyntaxSetting,
  defaultSettings,
  type LabelKind,
  type PreferredRuntime,
} from "../../server/core/settings.ts";
import { contextOfFolder } from "./context.ts";
import type { LintInput } from "./lint.ts";
import { type MarkedText, readMarkers } from "./markers.ts";

export interface RuleFixture {
  readonly rule: string;
  /** The case's name: its file name without `.Dockerfile`. */
  readonly name: string;
  readonly path: string;
  readonly source: string;
  readonly marked: MarkedText;
  /** What the analysis is given; all rules run. */
  readonly input: LintInput;
}

const ending = ".Dockerfile";
const fixedEnding = /\.fixed(?:-\d+)?\.Dockerfile$/;

export function ruleFixtures(folder: string): readonly RuleFixture[] {
  return folders(folder).flatMap((rule) =>
    readdirSync(join(folder, rule))
      .filter((file) => file.endsWith(ending) && !fixedEnding.test(file))
      .sort()
      .map((file) => readFixture(folder, rule, file.slice(0, -ending.length))),
  );
}

function readFixture(folder: string, rule: string, name: string): RuleFixture {
  const path = join(folder, rule, `${name}${ending}`);
  const source = readFileSync(path, "utf8");
  const marked = readMarkers(source);
  const { options } = marked;
  const input: LintInput = {
    text: marked.text,
    context: contextOfFolder(join(folder, rule, name)),
    settings: settingsOf(options),
    path: options.get("path"),
    today: options.get("today"),
    weights: weightsOf(options.get("weights")),
    shellcheck: recordedOutputs(join(folder, rule, `${name}.shellcheck.json`)),
  };
  return { rule, name, path, source, marked, input };
}

/** `node_modules:212000000 .git:>1000`. */
function weightsOf(option: string | undefined): LintInput["weights"] {
  if (option === undefined) return undefined;
  return new Map(
    option.split(" ").map((each) => {
      const [path = "", bytes = ""] = each.split(":");
      const bound = bytes.startsWith(">") ? "at-least" : "exact";
      return [path, { bytes: Number(bytes.replace(">", "")), bound }];
    }),
  );
}

/** What ShellCheck printed for the scripts of a fixture, by the text that it was given. */
function recordedOutputs(path: string): LintInput["shellcheck"] {
  const text = readExpected(path);
  if (text === undefined) return undefined;
  const outputs = Object.entries(JSON.parse(text) as Record<string, unknown>);
  return Object.fromEntries(outputs.map(([script, output]) => [script, JSON.stringify(output)]));
}

const knownOptions = new Set([
  "path",
  "weights",
  "today",
  "end",
  "syntax",
  "runtime",
  "about",
  "registries",
  "labels",
  "only-labels",
]);

function settingsOf(options: ReadonlyMap<string, string>): AnalysisSettings {
  for (const key of options.keys())
    if (!knownOptions.has(key)) throw new Error(`unknown fixture option ${key}`);
  return {
    ...defaultSettings,
    dockerfileSyntax: (options.get("syntax") ?? defaultSettings.dockerfileSyntax) as DockerfileSyntaxSetting,
    preferredRuntime: (options.get("runtime") ?? defaultSettings.preferredRuntime) as PreferredRuntime,
    trustedRegistries: options.get("registries")?.split(" ") ?? defaultSettings.trustedRegistries,
    labels: labelsOf(options.get("labels")),
  };
}

/** `name:type name:type`. */
function labelsOf(option: string | undefined): AnalysisSettings["labels"] {
  const entries = option?.split(" ").map((each) => each.split(":")) ?? [];
  return Object.fromEntries(entries.map(([name = "", type = "text"]) => [name, type as LabelKind]));
}

/** Where the text after the `number`-th fix (from 1) of each finding is expected. */
export function fixedPath(fixture: RuleFixture, number: number): string {
  return fixture.path.replace(/\.Dockerfile$/, `.fixed${number === 1 ? "" : `-${number}`}.Dockerfile`);
}

/** Where a file that the `number`-th fix creates or changes is expected. */
export function fixedFilePath(fixture: RuleFixture, number: number, file: string): string {
  return join(fixedPath(fixture, number).replace(/\.Dockerfile$/, ""), file);
}

export function readExpected(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

export function writeExpected(path: string, text: string | undefined): void {
  if (text === undefined) rmSync(path, { force: true });
  else if (readExpected(path) !== text) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

function folders(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
