// ShellCheck itself over the fixtures: that what is recorded is what it says, and that it ends when it is told to.

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Dockerfile } from "../../server/core/model/dockerfile.ts";
import { parseShellcheck } from "../../server/core/shellcheck/output.ts";
import { type ShellcheckScript, shellScripts } from "../../server/core/shellcheck/scripts.ts";
import { parseDockerfile } from "../../server/core/syntax/parse.ts";
import { runShellcheck } from "../../server/node/shellcheck.ts";
import { readMarkers } from "../harness/markers.ts";
import { skipReason } from "./installed.ts";

const folder = join(import.meta.dirname, "../rules/shell-pitfall");
const cases = readdirSync(folder).filter((file) => file.endsWith(".Dockerfile") && !/\.fixed/.test(file));
const update = process.env.LEAN_UPDATE === "1";

function scriptsOf(text: string): readonly ShellcheckScript[] {
  return shellScripts(new Dockerfile(parseDockerfile(text)));
}

describe.skipIf(skipReason !== undefined)(`ShellCheck${skipReason ?? ""}`, () => {
  it.each(cases)("says of %s what is recorded", async (file) => {
    const scripts = scriptsOf(readMarkers(readFileSync(join(folder, file), "utf8")).text);
    const recordPath = join(folder, file.replace(/\.Dockerfile$/, ".shellcheck.json"));
    if (update) {
      const outputs = scripts.map(({ dialect, text }) => {
        const args = ["--format=json1", "--norc", `--shell=${dialect}`, "-"];
        return [text, JSON.parse(spawnSync("shellcheck", args, { input: text, encoding: "utf8" }).stdout)];
      });
      writeFileSync(recordPath, `${JSON.stringify(Object.fromEntries(outputs), null, 2)}\n`);
    }
    const recorded = JSON.parse(readFileSync(recordPath, "utf8")) as Record<string, unknown>;
    const { answers, failure } = await runShellcheck({ path: "", scripts });
    expect(failure).toBeUndefined();
    // Versions differ in their words, and newer ones find more: what is recorded is found by all.
    for (const script of scripts) {
      const found = answers.get(script.key)?.map(({ code, start }) => `${code} ${start}`) ?? [];
      const known = parseShellcheck(JSON.stringify(recorded[script.text]), script) ?? [];
      for (const { code, start } of known) expect(found).toContain(`${code} ${start}`);
    }
  });

  it("is given what ENV and ARG set", async () => {
    const text = 'FROM debian:13\nARG arg\nENV env=1\nRUN echo "$arg" "$env" "$other"\n';
    const { answers } = await runShellcheck({ path: "", scripts: scriptsOf(text) });
    const said = [...answers.values()].flat().map(({ message }) => message);
    expect(said).toEqual([expect.stringContaining("other is referenced but not assigned")]);
  });

  it("ends when it is told to", async () => {
    const abort = new AbortController();
    abort.abort();
    const scripts = scriptsOf("FROM debian:13\nRUN echo $x\n");
    expect((await runShellcheck({ path: "", scripts, signal: abort.signal })).answers.size).toBe(0);
  });
});

describe("without ShellCheck", () => {
  it("says that it can't be started", async () => {
    const scripts = scriptsOf("FROM debian:13\nRUN echo $x\nRUN echo $y\n");
    const { answers, failure } = await runShellcheck({ path: "/nowhere/shellcheck", scripts });
    expect(answers.size).toBe(0);
    expect(failure).toMatch(/ENOENT/);
  });

  it("takes nothing from a program that prints something else", async () => {
    const scripts = scriptsOf("FROM debian:13\nRUN echo $x\n");
    const echo = existsSync("/bin/echo") ? "/bin/echo" : "echo";
    expect(await runShellcheck({ path: echo, scripts })).toEqual({ answers: new Map(), failure: undefined });
  });
});

describe("its scripts", () => {
  const dialects = (text: string) => scriptsOf(text).map(({ dialect }) => dialect);

  it("are in the dialect of the image's shell, of SHELL or of the first line", () => {
    expect(dialects("FROM debian:13\nRUN a\nFROM alpine:3.22\nRUN a\n")).toEqual(["dash", "dash"]);
    expect(dialects("FROM fedora:43\nRUN a\nFROM corp/x\nRUN a\n")).toEqual(["bash", "sh"]);
    expect(dialects('FROM debian:13\nSHELL ["/bin/bash", "-c"]\nRUN a\nONBUILD RUN b\n')).toEqual([
      "bash",
      "bash",
    ]);
    expect(dialects("FROM debian:13\nRUN <<E\n#!/usr/bin/env bash\na\nE\n")).toEqual(["bash"]);
  });

  it("are none where another program or Windows runs them", () => {
    expect(dialects('FROM debian:13\nSHELL ["zsh", "-c"]\nRUN a\nRUN ["a"]\n')).toEqual([]);
    expect(dialects("# escape=`\nFROM corp/x\nRUN a\n")).toEqual([]);
    expect(dialects("FROM mcr.microsoft.com/windows/servercore:ltsc2025\nRUN a\n")).toEqual([]);
  });
});

describe("its places", () => {
  it("count characters, not UTF-16 units", () => {
    const script = { text: "x=1\n: '😀é' $a\n", start: 4 };
    const comment = { line: 2, endLine: 2, column: 8, endColumn: 10, level: "info", code: 1, message: "m" };
    const inHeader = { ...comment, line: 1, endLine: 1, column: 1, endColumn: 2 };
    const nowhere = { ...comment, line: 9, endLine: 9 };
    const output = JSON.stringify({ comments: [comment, inHeader, nowhere, null, { code: 1 }] });
    const found = parseShellcheck(output, script) ?? [];
    expect(found.map(({ start, end }) => script.text.slice(start, end))).toEqual(["$a"]);
    expect(parseShellcheck("no JSON", script)).toBeUndefined();
    expect(parseShellcheck("[]", script)).toBeUndefined();
  });
});
