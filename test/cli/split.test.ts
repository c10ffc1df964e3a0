// `split`: the diff, the answer as JSON, what is declined and with which exit code.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { SplitResult } from "../../server/protocol/split.ts";
import { ensureBuilt } from "../built.ts";
import { goProject, projectFolder, runCli } from "./run-cli.ts";
import { parseAs } from "./schemas.ts";

beforeAll(ensureBuilt, 60_000);

const runsToolchain = 'FROM golang:1.22\nWORKDIR /app\nCOPY . .\nCMD ["go", "run", "."]\n';

function splitOf(output: string): SplitResult {
  return parseAs("split", output) as SplitResult;
}

describe("a file that can be split", () => {
  const cwd = projectFolder(goProject);
  const json = runCli(["split", "Dockerfile", "--format", "json"], { cwd });

  test("gives JSON after the contract", () => {
    expect(json).toMatchObject({ status: 0, stderr: "" });
    const result = splitOf(json.stdout);
    expect(result).toMatchObject({ status: "split", ecosystem: "go", runtime: "distroless", reasons: [] });
    expect(Object.keys(result)).toEqual([
      "status",
      "ecosystem",
      "runtime",
      "dockerfile",
      "alternatives",
      "assumptions",
      "reasons",
      "estimate",
      "extraFiles",
    ]);
    expect(result.dockerfile?.match(/^FROM/gm)).toHaveLength(2);
    expect(result.alternatives.map(({ runtime }) => runtime)).toContain("scratch");
  });

  test("prints a patch, which makes what --write writes and the JSON holds", () => {
    const patched = projectFolder(goProject);
    const written = projectFolder(goProject);
    const diff = runCli(["split", "Dockerfile"], { cwd: patched });
    expect(diff.status).toBe(0);
    expect(diff.stderr).toMatch(/^\nSplit for the distroless runtime/);
    expect(spawnSync("git", ["apply", "-"], { cwd: patched, input: diff.stdout }).status).toBe(0);
    expect(runCli(["split", "--write", "Dockerfile"], { cwd: written })).toMatchObject({
      status: 0,
      stdout: "",
    });
    const texts = [patched, written].map((folder) => readFileSync(path.join(folder, "Dockerfile"), "utf8"));
    expect(texts).toEqual([splitOf(json.stdout).dockerfile, splitOf(json.stdout).dockerfile]);
    // Once is enough.
    const again = runCli(["split", "Dockerfile"], { cwd: written });
    expect(again).toMatchObject({ status: 0, stdout: "" });
    expect(again.stderr).toMatch(/^Nothing to split\n {2}Dockerfile:\d+: /);
  });

  test("takes the runtime that is asked for", () => {
    for (const runtime of ["scratch", "alpine", "slim"]) {
      const { stdout } = runCli(["split", "Dockerfile", "--runtime", runtime, "--format", "json"], { cwd });
      expect(splitOf(stdout)).toMatchObject({ status: "split", runtime });
    }
  });

  test("is found in a folder and read from standard input", () => {
    expect(runCli(["split", ".", "--format", "json"], { cwd }).stdout).toBe(json.stdout);
    const input = goProject.Dockerfile ?? "";
    const piped = runCli(["split", "-", "--context", ".", "--format", "json"], { cwd, input });
    expect(splitOf(piped.stdout)).toMatchObject({ status: "split" });
  });

  test("must be named where a folder has several", () => {
    const several = projectFolder({ "a.Dockerfile": "FROM scratch\n", "b.Dockerfile": "FROM scratch\n" });
    const { status, stderr } = runCli(["split", "."], { cwd: several });
    expect(status).toBe(2);
    expect(stderr).toContain("`.` has several Dockerfiles. Name one: `a.Dockerfile`, `b.Dockerfile`.");
  });
});

describe("a file that is not split", () => {
  const cwd = projectFolder({ ...goProject, Dockerfile: runsToolchain, Lean: "FROM scratch\nCOPY a /a\n" });

  test("is declined with exit code 3 and reasons that name lines", () => {
    const { status, stdout, stderr } = runCli(["split", "Dockerfile"], { cwd });
    expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
    expect(stderr).toMatch(/^Not split\n {2}Dockerfile:4: /);
    const json = runCli(["split", "Dockerfile", "--format", "json"], { cwd });
    expect(json.status).toBe(3);
    const result = splitOf(json.stdout);
    expect(result).toMatchObject({ status: "declined", dockerfile: null, estimate: null });
    expect(result.reasons[0]?.line).toBe(3);
  });

  test("stays as it is with --write", () => {
    expect(runCli(["split", "Dockerfile", "--write"], { cwd }).status).toBe(3);
    expect(readFileSync(path.join(cwd, "Dockerfile"), "utf8")).toBe(runsToolchain);
  });

  test("is no error where there is nothing to split", () => {
    const { status, stdout } = runCli(["split", "Lean", "--format", "json"], { cwd });
    expect(status).toBe(0);
    expect(splitOf(stdout)).toMatchObject({ status: "not-needed", dockerfile: null });
  });
});
