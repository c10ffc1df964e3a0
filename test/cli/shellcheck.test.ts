// `lint --shellcheck`: the findings of the program that is installed, and what is said where none is.

import { beforeAll, expect, test } from "vitest";
import { ensureBuilt } from "../built.ts";
import { skipReason } from "../shellcheck/installed.ts";
import { projectFolder, runCli } from "./run-cli.ts";

beforeAll(ensureBuilt, 60_000);

const cwd = projectFolder({
  Dockerfile: 'FROM debian:13-slim\nARG a\nRUN mkdir \\\n  $a\nUSER 1\nCMD ["x"]\n',
});
const args = ["lint", "--format", "text", "--rule", "shell-pitfall", "Dockerfile"];

test.skipIf(skipReason !== undefined)(`finds what ShellCheck finds${skipReason ?? ""}`, () => {
  expect(runCli([...args, "--shellcheck"], { cwd })).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^Dockerfile:4:3: info: ShellCheck SC2086: .+ \[shell-pitfall\]\n$/),
  });
});

test("finds nothing of its own", () => {
  expect(runCli(args, { cwd })).toMatchObject({ status: 0, stdout: "" });
});

test("says that ShellCheck is missing", () => {
  const { status, stderr } = runCli([...args, "--shellcheck"], { cwd, env: { PATH: "/nowhere" } });
  expect(status).toBe(2);
  expect(stderr).toMatch(/ShellCheck can't be started \(.*ENOENT.*\)/);
  expect(stderr).toContain("leave `--shellcheck` out");
});
