// How the command line answers to right and wrong usage: help, version, mistyped words, and options of no command.

import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { rules } from "../../server/core/rules/registry.ts";
import { ensureBuilt, root } from "../built.ts";
import { type CliRun, goProject, projectFolder, runCli } from "./run-cli.ts";

const commands = ["lint", "fix", "split", "pin", "compare", "explain", "rules"];
const cwd = projectFolder(goProject);
const cli = (...args: readonly string[]): CliRun => runCli(args, { cwd });

beforeAll(ensureBuilt, 60_000);

describe("help", () => {
  test("names every command", () => {
    const { status, stdout, stderr } = cli("--help");
    expect(status).toBe(0);
    expect(stderr).toBe("");
    for (const name of commands) expect(stdout).toMatch(new RegExp(`^ {2}${name} `, "m"));
    expect(cli("help").stdout).toBe(stdout);
    expect(cli("-h").stdout).toBe(stdout);
  });

  test.each(commands)("of %s names its options and exit codes", (name) => {
    const { status, stdout } = cli(name, "--help");
    expect(status).toBe(0);
    expect(stdout).toContain(`Usage: lean-dockerfile ${name}`);
    expect(stdout).toContain("--debug");
    expect(cli("help", name).stdout).toBe(stdout);
    for (const line of stdout.split("\n")) expect(line.trimEnd()).toBe(line);
  });

  test("the version is the package's", () => {
    const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
      version: string;
    };
    expect(cli("--version")).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
  });
});

/** Wrong usage: exit code 2, nothing on standard output, one sentence that holds these words. */
const wrong: readonly (readonly [readonly string[], readonly string[]])[] = [
  [[], ["No command is given", "--help"]],
  [["lnit"], ["Unknown command `lnit`", "Did you mean `lint`?"]],
  [["frobnicate"], ["Unknown command `frobnicate`", "--help"]],
  [["--verbose"], ["Unknown command `--verbose`"]],
  [
    ["lint", "--fromat", "json"],
    ["Unknown option `--fromat`", "Did you mean `--format`?"],
  ],
  [["lint", "-x"], ["Unknown option `-x`"]],
  [
    ["lint", "--format", "xml"],
    ["`--format` does not know `xml`", "`pretty`", "`text`", "`json`"],
  ],
  [
    ["lint", "--format"],
    ["`--format` needs a value", "pretty|text|json"],
  ],
  [
    ["lint", "--context", "--format", "json"],
    ["`--context` needs a value", "--context DIR"],
  ],
  [["lint", "--format", "json", "--format", "text"], ["`--format` is given twice"]],
  [["lint", "--debug=yes"], ["`--debug` takes no value"]],
  [
    ["lint", "--fail-on", "fatal"],
    ["`--fail-on` does not know `fatal`", "`never`"],
  ],
  [
    ["lint", "--rule", "root-usr"],
    ["There is no rule `root-usr`", "Did you mean `root-user`?"],
  ],
  [
    ["lint", "--stdin-filename", "Dockerfile"],
    ["`--stdin-filename` names standard input", "Add `-`"],
  ],
  [["lint", "--context", "nowhere"], ["The context `nowhere` is not a folder"]],
  [["lint", "--context", "go.mod"], ["The context `go.mod` is not a folder"]],
  [["lint", "nowhere/Dockerfile"], ["`nowhere/Dockerfile` does not exist"]],
  [["fix", "--diff", "--write"], ["`--diff` and `--write` exclude each other"]],
  [["fix", "--write", "-"], ["`--write` has no file to write for `-`"]],
  [["split"], ["`split` needs PATH", "Usage: lean-dockerfile split PATH"]],
  [["split", "a", "b"], ["Unexpected argument `b`"]],
  [
    ["split", "Dockerfile", "--runtime", "debian"],
    ["`--runtime` does not know `debian`", "`distroless`"],
  ],
  [["compare"], ["`compare` needs PATH"]],
  [
    ["compare", "Dockerfile", "--budget", "big"],
    ["`--budget` takes a size, not `big`", "50MB"],
  ],
  [["compare", "Dockerfile", "--split", "--git", "HEAD"], ["Only one of `--with`, `--git` and `--split`"]],
  [["compare", "Dockerfile", "--with", "other"], ["`other` does not exist"]],
  [["compare", "-", "--git", "HEAD"], ["`--git` needs a file"]],
  [["compare", "Dockerfile", "--git", "HEAD"], ["`HEAD` is no revision of a git repository"]],
  [["compare", "Dockerfile", "--git", "--output=x"], ["`--git` needs a value"]],
  [["compare", "Dockerfile", "--git=--output=x"], ["is no revision"]],
  [["explain"], ["`explain` needs RULE"]],
  [
    ["explain", "nothing-like-it"],
    ["There is no rule `nothing-like-it`", "lean-dockerfile rules"],
  ],
  [["rules", "extra"], ["Unexpected argument `extra`"]],
];

describe("wrong usage", () => {
  test.each(wrong.map(([args, words]) => ({ args, words })))("$args", ({ args, words }) => {
    const { status, stdout, stderr } = cli(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    for (const word of words) expect(stderr).toContain(word);
    expect(stderr).toMatch(/^lean-dockerfile/);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });
});

describe("rules", () => {
  test("are listed with name and summary", () => {
    const { status, stdout } = cli("rules");
    expect(status).toBe(0);
    for (const rule of rules) {
      expect(stdout).toContain(rule.name);
      expect(stdout).toContain(rule.docs.summary);
    }
  });

  test("make a table in Markdown", () => {
    const lines = cli("rules", "--format", "markdown").stdout.trimEnd().split("\n");
    expect(lines).toHaveLength(rules.length + 2);
    for (const line of lines) expect(line).toMatch(/^\| .* \|$/);
  });

  test.each(rules.map(({ name }) => name))("%s is explained", (name) => {
    const { status, stdout } = cli("explain", name);
    expect(status).toBe(0);
    expect(stdout).toMatch(new RegExp(`^# ${name}$`, "m"));
    // Markdown for programs; nothing but text either way.
    expect(stdout).not.toContain("\u001B");
  });
});
