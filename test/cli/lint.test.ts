// `lint`: formats, exit codes, which files are looked at, and what it makes of bad input.

import { spawnSync } from "node:child_process";
import { chmodSync, symlinkSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { applyEdits } from "../../server/core/text/edits.ts";
import { LineIndex } from "../../server/core/text/lines.ts";
import type { LintOutput } from "../../server/protocol/lint.ts";
import { bundle, ensureBuilt } from "../built.ts";
import { type CliRun, goProject, projectFolder, runCli } from "./run-cli.ts";
import { parseAs } from "./schemas.ts";

beforeAll(ensureBuilt, 60_000);

const dockerfile = goProject.Dockerfile ?? "";
const cwd = projectFolder(goProject);
const cli = (...args: readonly string[]): CliRun => runCli(["lint", ...args], { cwd });

function diagnosticsOf(output: string): LintOutput {
  return parseAs("lint", output) as LintOutput;
}

describe("a stage that a compose file builds", () => {
  const cwd = projectFolder({
    "app/Dockerfile": 'FROM debian:13-slim AS web\nCMD ["a"]\nFROM debian:13-slim\nUSER 1\nCMD ["b"]\n',
    "compose.yaml": "services: { web: { build: { context: app, target: web } } }\n",
  });
  const lint = (...operands: readonly string[]) =>
    runCli(["lint", "--format", "text", "--rule", "root-user", ...operands], { cwd }).stdout;

  test("ships, wherever the file lies above the Dockerfile", () => {
    expect(lint()).toMatch(/^app\/Dockerfile:1:6: warning: `debian:13-slim` runs the program as root/);
    expect(lint("app/Dockerfile")).toBe(lint());
  });
});

test("what a .dockerignore lets through is weighed", () => {
  const cwd = projectFolder({
    Dockerfile:
      "FROM node:22-slim\nWORKDIR /app\nCOPY package.json ./\nRUN npm install --omit=dev\nCOPY . .\n",
    ".dockerignore": "**/*.md\n",
    "package.json": "{}",
    "node_modules/a/index.js": "x".repeat(2_000),
    "node_modules/a/README.md": "x".repeat(5_000),
  });
  const { stdout } = runCli(["lint", "--format", "text", "--rule", "dockerignore-incomplete"], { cwd });
  expect(stdout).toContain("The `.dockerignore` lets `node_modules` (2 kB) through");
});

describe("formats", () => {
  test("text has one line for each finding and nothing else", () => {
    const { status, stdout, stderr } = cli("--format", "text", "Dockerfile");
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    const lines = stdout.trimEnd().split("\n");
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines)
      expect(line).toMatch(/^Dockerfile:\d+:\d+: (?:error|warning|info|hint): .+ \[[a-z-]+\]$/);
  });

  test("github has a workflow command for each finding, with its words escaped", () => {
    const cwd = projectFolder({ "a,b/Dockerfile": 'FROM debian:bookworm-slim\nUSER root\nCMD ["x"]\n' });
    const args = ["lint", "--format", "github", "--rule", "root-user", "a,b/Dockerfile"];
    const { status, stdout } = runCli(args, { cwd });
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /^::warning file=a%2Cb\/Dockerfile,line=2,endLine=2,col=6,endColumn=10,title=root-user::`USER root` [^\n]+\n$/,
    );
  });

  test("hadolint-json names findings as hadolint does", () => {
    const cwd = projectFolder({ Dockerfile: 'FROM debian:bookworm-slim\nUSER root\nCMD ["x"]\n' });
    const args = ["lint", "--format", "hadolint-json", "--rule", "root-user", "Dockerfile"];
    const { stdout } = runCli(args, { cwd });
    const place = { column: 6, file: "Dockerfile", line: 2 };
    expect(JSON.parse(stdout)).toEqual([
      { code: "DL3002", ...place, level: "warning", message: expect.any(String) },
    ]);
  });

  test("sarif has a run with its rules, and results that point at them", () => {
    const { status, stdout } = cli("--format", "sarif", "Dockerfile");
    expect(status).toBe(1);
    const { version, runs } = JSON.parse(stdout);
    const [{ tool, results }] = runs;
    expect([version, runs.length, tool.driver.name]).toEqual(["2.1.0", 1, "Lean Dockerfile"]);
    expect(results.length).toBeGreaterThan(2);
    for (const { ruleId, ruleIndex, level, locations } of results) {
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(["error", "warning", "note"]).toContain(level);
      expect(locations[0].physicalLocation.artifactLocation.uri).toBe("Dockerfile");
      expect(locations[0].physicalLocation.region.startLine).toBeGreaterThan(0);
    }
  });

  test("json fits its schema, and its fixes can be applied as they stand", () => {
    const { status, stdout } = cli("--format", "json", "Dockerfile");
    expect(status).toBe(1);
    const [file] = diagnosticsOf(stdout);
    expect(file?.file).toBe("Dockerfile");
    const index = new LineIndex(dockerfile);
    const fixes = file?.diagnostics.flatMap((diagnostic) => diagnostic.fixes) ?? [];
    expect(fixes.length).toBeGreaterThan(0);
    for (const { changes } of fixes) {
      const own = changes
        .filter((change) => change.file === "Dockerfile")
        .flatMap((change) => change.edits ?? []);
      const edits = own.map(({ range, newText }) => ({
        span: { start: index.offsetAt(range.start), end: index.offsetAt(range.end) },
        newText,
      }));
      const fixed = applyEdits(dockerfile, edits);
      expect(fixed).not.toBe(dockerfile);
      expect(fixed).toContain("FROM golang:1.22");
    }
  });

  test("pretty shows place, code, carets and fixes", () => {
    const { stdout } = cli("Dockerfile");
    expect(stdout).toMatch(/^Dockerfile:\d+:\d+ {2}warning {2}root-user$/m);
    expect(stdout).toMatch(/^ {2}\d \| .+\n {4}\| +\^+$/m);
    expect(stdout).toMatch(/^ {2}(?:unsafe )?fix: /m);
    expect(stdout).toMatch(/\d warnings?(?:, \d+ infos?|, \d hints?)* in Dockerfile/);
    expect(stdout).not.toContain("\u001B");
  });

  test("colours come with FORCE_COLOR and not with NO_COLOR", () => {
    const run = (env: Readonly<Record<string, string>>) =>
      runCli(["lint", "Dockerfile"], { cwd, env }).stdout;
    expect(run({ FORCE_COLOR: "1" })).toContain("\u001B[33mwarning\u001B[39m");
    expect(run({ NO_COLOR: "1" })).not.toContain("\u001B");
    expect(run({ FORCE_COLOR: "0" })).not.toContain("\u001B");
  });
});

describe("exit codes", () => {
  test("depend on --fail-on", () => {
    expect(cli("Dockerfile").status).toBe(1);
    expect(cli("Dockerfile", "--fail-on", "error").status).toBe(0);
    expect(cli("Dockerfile", "--fail-on", "hint").status).toBe(1);
    expect(cli("Dockerfile", "--fail-on", "never").status).toBe(0);
  });

  test("are 0 without findings", () => {
    const clean = projectFolder({
      Dockerfile: 'FROM scratch\nCOPY --chmod=755 app /app\nUSER 65532:65532\nCMD ["/app"]\n',
      app: "",
    });
    expect(runCli(["lint"], { cwd: clean })).toEqual({
      status: 0,
      stdout: "No findings in Dockerfile\n",
      stderr: "",
    });
  });

  test("--rule narrows what is found", () => {
    const [file] = diagnosticsOf(cli("--format", "json", "--rule", "root-user", "Dockerfile").stdout);
    expect(new Set(file?.diagnostics.map(({ rule }) => rule))).toEqual(new Set(["root-user"]));
  });
});

describe("which files", () => {
  const many = projectFolder({
    Dockerfile: dockerfile,
    "services/api/Dockerfile": dockerfile,
    "services/api/go.mod": "module api\n",
    "services/web.Dockerfile": dockerfile,
    "Dockerfile.dockerignore": "*.md\n",
    "Dockerfile.md": "# About\n",
    "Dockerfile.j2": "FROM {{ base }}\n",
    "vendor/Dockerfile": dockerfile,
    ".gitignore": "vendor/\n",
  });

  test("a folder is searched, templates get a word, ignored files none", () => {
    const { stdout, stderr } = runCli(["lint", "--format", "json", "."], { cwd: many });
    expect(diagnosticsOf(stdout).map(({ file }) => file)).toEqual([
      "Dockerfile",
      "services/api/Dockerfile",
      "services/web.Dockerfile",
    ]);
    expect(stderr).toBe("lean-dockerfile: `Dockerfile.j2` is left out: it is a template\n");
  });

  test("without a path it is the current folder; a file named twice is looked at once", () => {
    const none = runCli(["lint", "--format", "json"], { cwd: path.join(many, "services/api") });
    expect(diagnosticsOf(none.stdout).map(({ file }) => file)).toEqual(["Dockerfile"]);
    const twice = runCli(["lint", "--format", "json", "Dockerfile", "./Dockerfile"], { cwd: many });
    expect(diagnosticsOf(twice.stdout)).toHaveLength(1);
  });

  test("names are relative to the working directory, also above it", () => {
    const { stdout } = runCli(["lint", "--format", "json", "../web.Dockerfile"], {
      cwd: path.join(many, "services/api"),
    });
    expect(diagnosticsOf(stdout).map(({ file }) => file)).toEqual(["../web.Dockerfile"]);
  });

  test("- is standard input, which may have a name", () => {
    const bare = runCli(["lint", "--format", "json", "-"], { cwd, input: dockerfile });
    expect(bare.status).toBe(1);
    expect(diagnosticsOf(bare.stdout)[0]?.file).toBe("-");
    const named = runCli(["lint", "--format", "json", "-", "--stdin-filename", "Dockerfile"], {
      cwd,
      input: dockerfile,
    });
    expect(named.stdout).toBe(cli("--format", "json", "Dockerfile").stdout);
  });

  test("a missing path does not keep the others from being looked at", () => {
    const { status, stdout, stderr } = cli("--format", "json", "Dockerfile", "missing");
    expect(status).toBe(2);
    expect(diagnosticsOf(stdout)).toHaveLength(1);
    expect(stderr).toContain("`missing` does not exist");
  });
});

describe("bad input", () => {
  const root = process.getuid?.() === 0;
  const bad = projectFolder({
    empty: "",
    blank: "\n\n   \n",
    binary: new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3]),
    latin1: new Uint8Array([0x23, 0x20, 0xe9, 0x0a, ...new TextEncoder().encode("FROM scratch\n")]),
    "one-line": `FROM scratch\nRUN ${"x".repeat(1_000_000)}\n`,
    "one-line-list": `FROM golang:1.22\nRUN echo ${"a && ".repeat(200_000)} true\n`,
    heredoc: "FROM debian\nRUN <<EOF\necho never ended\n",
    "no-from": "RUN echo hello\n",
    nonsense: "}{ ]] \\\n\\\n\\",
    "bom-crlf": "\uFEFFFROM scratch\r\nCOPY a b\r\n",
    "folder/readme.txt": "nothing here",
  });
  symlinkSync("nowhere", path.join(bad, "dangling"));
  symlinkSync(".", path.join(bad, "loop"));

  /** Either a clean result on standard output or one sentence on standard error. */
  function answered({ status, stdout, stderr }: CliRun): void {
    expect([0, 1, 2, 3]).toContain(status);
    expect(stdout + stderr).not.toMatch(/\n\s+at |unexpected error|\[object|undefined/);
    if (status === 2) expect(stderr).toMatch(/^lean-dockerfile[^\n]*`[^\n]+\n$/);
    else expect(stdout + stderr).not.toBe("");
  }

  const readable = [
    "empty",
    "blank",
    "latin1",
    "one-line",
    "one-line-list",
    "heredoc",
    "no-from",
    "nonsense",
    "bom-crlf",
  ];
  test.each(readable.flatMap((name) => ["lint", "fix", "split"].map((command) => ({ name, command }))))(
    "$command $name",
    ({ name, command }) => {
      const started = Date.now();
      const result = runCli([command, name], { cwd: bad });
      answered(result);
      expect(result.status).not.toBe(2);
      // No limit to measure by, only a guard against a shape that takes minutes.
      expect(Date.now() - started).toBeLessThan(20_000);
    },
  );

  test("the frame of a long line fits a page", () => {
    const { stdout } = runCli(["lint", "one-line-list"], { cwd: bad });
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThan(400);
  });

  const unreadable: readonly (readonly [string, string])[] = [
    ["binary", "`binary` is not text"],
    ["dangling", "`dangling` does not exist"],
    ["folder", "`folder` has no Dockerfile in it"],
    ["folder/readme.txt/Dockerfile", "does not exist"],
  ];
  test.each(
    unreadable.flatMap(([name, words]) =>
      ["lint", "fix", "split", "compare"].map((command) => ({ name, words, command })),
    ),
  )("$command $name", ({ name, words, command }) => {
    const result = runCli([command, name], { cwd: bad });
    expect(result.status).toBe(2);
    expect(result.stderr).toContain(words);
    answered(result);
  });

  test("a file that may not be read", ({ skip }) => {
    if (root) skip("root may read everything");
    const folder = projectFolder({ Dockerfile: dockerfile });
    chmodSync(path.join(folder, "Dockerfile"), 0);
    const result = runCli(["lint", "Dockerfile"], { cwd: folder });
    expect(result).toMatchObject({ status: 2, stdout: expect.any(String) });
    expect(result.stderr).toContain("`Dockerfile` may not be read");
  });

  test("control characters of a file never reach the terminal", () => {
    const text = 'FROM golang:1.22 # \u001B[2J\u001B]0;title\u0007\nCOPY . \u202Eevil\u009B31m\nCMD ["x"]\n';
    const folder = projectFolder({ "Docker\u001Bfile": text });
    for (const format of ["pretty", "text"]) {
      const { stdout } = runCli(["lint", "Docker\u001Bfile", "--format", format], { cwd: folder });
      expect(stdout).not.toBe("");
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for.
      expect(stdout).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/);
    }
  });

  test("a reader that stops reading is no error", () => {
    const files = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [`d${index}/Dockerfile`, dockerfile]),
    );
    const folder = projectFolder(files);
    const args = ["-c", '"$0" "$1" lint . | head -n 1', process.execPath, bundle("cli.js")];
    const { stderr, stdout } = spawnSync("sh", args, { cwd: folder, encoding: "utf8" });
    expect(stdout.split("\n")).toHaveLength(2);
    expect(stderr).toBe("");
  });
});

describe("a configuration file", () => {
  const file = 'FROM debian:bookworm-slim\nCOPY app /app\nUSER root\nCMD ["/app"]\n';
  const lint = (files: Readonly<Record<string, string>>, ...args: readonly string[]) =>
    runCli(["lint", "--format", "text", "--rule", "root-user", ...args, "service/Dockerfile"], {
      cwd: projectFolder({ "service/Dockerfile": file, ...files }),
    });

  test("above the Dockerfile sets severities", () => {
    expect(lint({}).stdout).toContain(": warning: ");
    const { stdout, status } = lint({ ".lean-dockerfile.json": '{"rules": {"root-user": "error"}}' });
    expect(status).toBe(1);
    expect(stdout).toContain(": error: ");
    expect(lint({ ".hadolint.yaml": "ignored: [DL3002]\n" }).stdout).toBe("");
  });

  test("is named by `--config`", () => {
    const off = { "ci.json": '{"rules": {"root-user": "off"}}' };
    expect(lint(off, "--config", "ci.json").stdout).toBe("");
    const { status, stderr } = lint({}, "--config", "ci.json");
    expect(status).toBe(2);
    expect(stderr).toContain("`ci.json` can't be read");
  });

  test("with a mistake is named, and nothing is linted", () => {
    const { status, stdout, stderr } = lint({ ".lean-dockerfile.json": '{"rules": {"root-usr": "off"}}' });
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(
      "`.lean-dockerfile.json`: There is no rule `root-usr`; did you mean `root-user`?",
    );
  });
});
