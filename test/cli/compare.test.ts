// `compare`: which sides, how it answers without an engine, and with one: sizes, budgets, failures and cancelling.

import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { CompareResult } from "../../server/protocol/compare.ts";
import { ensureBuilt } from "../built.ts";
import { base, realEngines } from "../engine/support/real.ts";
import { parseStructureTest } from "../engine/support/structure-test.ts";
import { goProject, interruptCli, projectFolder, runCli } from "./run-cli.ts";
import { parseAs } from "./schemas.ts";

beforeAll(ensureBuilt, 60_000);

function resultOf(output: string): CompareResult {
  return parseAs("compare", output) as CompareResult;
}

function git(cwd: string, ...args: readonly string[]): void {
  const identity = [
    "-c",
    "user.name=Test",
    "-c",
    "user.email=test@example.com",
    "-c",
    "commit.gpgsign=false",
  ];
  const { status, stderr } = spawnSync("git", [...identity, ...args], { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

describe("without an engine", () => {
  const cwd = projectFolder(goProject);
  const nothingInPath = { PATH: projectFolder({}) };

  test("says so with exit code 2 and names the estimate", () => {
    const { status, stdout, stderr } = runCli(["compare", "Dockerfile"], { cwd, env: nothingInPath });
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain("`--estimate` answers from tables");
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test("an engine that does not run is another sentence", () => {
    const env = { DOCKER_HOST: "tcp://127.0.0.1:1" };
    const { status, stderr } = runCli(["compare", "Dockerfile"], { cwd, env });
    expect(status).toBe(2);
    expect(stderr).toMatch(/lean-dockerfile compare: .*(?:does not answer|No container client)/);
  });

  test("the estimate is marked as one in every format", () => {
    const run = (...args: readonly string[]) =>
      runCli(["compare", "Dockerfile", "--estimate", ...args], { cwd, env: nothingInPath });
    expect(run().stdout).toMatch(/^~\d+ MB -> ~[\d.]+ MB \(-\d+/);
    expect(run("--format", "markdown").stdout).toContain("~");
    const result = resultOf(run("--format", "json").stdout);
    expect(result).toMatchObject({ kind: "estimated", engine: null });
    expect(result.sides.map(({ label }) => label)).toEqual(["original", "split"]);
  });

  test("a budget that is exceeded gives exit code 1, also as an estimate", () => {
    const status = (budget: string) =>
      runCli(["compare", "Dockerfile", "--estimate", "--budget", budget], { cwd, env: nothingInPath }).status;
    expect(status("1MB")).toBe(1);
    expect(status("1GB")).toBe(0);
  });

  test("an estimate has nothing to start and nothing to write a test of", () => {
    for (const option of [["--smoke"], ["--structure-test", "x.yaml"]])
      expect(runCli(["compare", "Dockerfile", "--estimate", ...option], { cwd }).status).toBe(2);
  });

  test("a file whose split is declined is not compared with --split", () => {
    const folder = projectFolder({
      ...goProject,
      Dockerfile: 'FROM golang:1.22\nCOPY . .\nCMD ["go", "run", "."]\n',
    });
    const { status, stdout, stderr } = runCli(["compare", "--split", "Dockerfile"], { cwd: folder });
    expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
    expect(stderr).toMatch(/^Dockerfile:\d+: not split: /);
  });

  test("several images stand in a table, and have nothing else to be compared with", () => {
    const folder = projectFolder({
      "a/Dockerfile": "FROM scratch\n",
      "b/Dockerfile": "FROM scratch\n",
      "c.Dockerfile": "FROM scratch\n",
    });
    const run = (...args: readonly string[]) =>
      runCli(["compare", ...args], { cwd: folder, env: nothingInPath });
    const json = run("a", "b", "c.Dockerfile", "--estimate", "--format", "json");
    expect(resultOf(json.stdout).sides.map(({ label }) => label)).toEqual([
      "a/Dockerfile",
      "b/Dockerfile",
      "c.Dockerfile",
    ]);
    const labels = (...args: readonly string[]) =>
      resultOf(run("c.Dockerfile", "--estimate", "--format", "json", ...args).stdout).sides.map(
        ({ label }) => label,
      );
    expect(labels("--target", "0", "--target", "x")).toEqual(["0", "x"]);
    expect(labels("--target", "0", "--platform", "linux/amd64,linux/arm64")).toEqual([
      "linux/amd64",
      "linux/arm64",
    ]);
    expect(labels("--target", "0", "--target", "x", "--platform", "p", "--platform", "q")).toEqual([
      "0 p",
      "0 q",
      "x p",
      "x q",
    ]);
    const mixed = run("a", "b", "--with", "c.Dockerfile");
    expect(mixed.status).toBe(2);
    expect(mixed.stderr).toContain("go with one path, one target and one platform");
    expect(run("a", "missing", "--estimate").status).toBe(2);
  });

  test("the committed file is the other side where there is no split", () => {
    const folder = projectFolder({ Dockerfile: "FROM scratch\nCOPY a /a\n", a: "a" });
    git(folder, "init", "--quiet");
    git(folder, "add", ".");
    git(folder, "commit", "--quiet", "-m", "first");
    const labels = () => {
      const { stdout } = runCli(["compare", "Dockerfile", "--estimate", "--format", "json"], { cwd: folder });
      return resultOf(stdout).sides.map(({ label }) => label);
    };
    expect(labels()).toEqual(["Dockerfile"]);
    writeFileSync(path.join(folder, "Dockerfile"), "FROM scratch\nCOPY a /b\n");
    expect(labels()).toEqual(["HEAD", "working copy"]);
  });
});

for (const { engine, builder } of realEngines()) {
  describe(`with ${builder}`, () => {
    const env = {
      PATH: `${path.dirname(engine.command)}${path.delimiter}${process.env.PATH ?? ""}`,
      DOCKER_BUILDKIT: builder === "legacy" ? "0" : "1",
      // A lock of its own: other tests that build in the meantime are none of its business.
      TMPDIR: projectFolder({}),
    };
    const files = {
      Dockerfile: `FROM scratch\nCOPY large /large\nCMD ["/large"]\n`,
      "lean.Dockerfile": `FROM scratch\nCOPY small /small\nCMD ["/small"]\n`,
      large: "x".repeat(300_000),
      small: "x".repeat(20_000),
    };

    test("three stages stand in a table, and the largest counts for the budget", { timeout: 180_000 }, () => {
      const cwd = projectFolder({
        ...files,
        Dockerfile: `FROM scratch AS small\nCOPY small /small\nFROM scratch AS large\nCOPY large /large\nFROM scratch AS both\nCOPY small large /\n`,
      });
      const targets = ["small", "large", "both"].flatMap((target) => ["--target", target]);
      const args = ["compare", "Dockerfile", ...targets, "--budget", "310kB", "--format", "json"];
      const { stdout, status } = runCli(args, { cwd, env });
      const { sides, configDifferences, budget, verification } = resultOf(stdout);
      expect(sides.map(({ label, contentBytes }) => [label, contentBytes])).toEqual([
        ["small", 20_000],
        ["large", 300_000],
        ["both", 320_000],
      ]);
      expect(configDifferences).toEqual([]);
      expect(verification?.checks.map(({ detail }) => detail.split(":")[0])).toEqual([
        "small",
        "large",
        "both",
      ]);
      expect(budget).toEqual({ limitBytes: 310_000, actualBytes: 320_000, exceeded: true });
      expect(status).toBe(1);
    });

    // What a table makes of a failure is the same whoever says it.
    test.skipIf(builder === "legacy")(
      "one of three that can't be built has its sentence in its row, and the others are measured",
      () => {
        const cwd = projectFolder({
          ...files,
          Dockerfile: `FROM scratch AS small\nCOPY small /small\nFROM ${base} AS broken\nRUN echo last words && exit 7\nFROM scratch AS gone\nCOPY missing /\nFROM lean-test.invalid/none:1 AS none\n`,
        });
        const run = (names: readonly string[], ...more: readonly string[]) => {
          const targets = names.flatMap((target) => ["--target", target]);
          return runCli(["compare", "Dockerfile", ...targets, ...more], { cwd, env, timeoutMs: 120_000 });
        };
        const { stdout, stderr, status } = run(["small", "broken", "gone", "none"], "--format", "json");
        expect(status).toBe(4);
        const { sides, difference, verification } = resultOf(stdout);
        expect(sides.map(({ label, contentBytes, failure }) => [label, contentBytes, failure?.kind])).toEqual(
          [
            ["small", 20_000, undefined],
            ["broken", null, "build-failed"],
            ["gone", null, "build-failed"],
            ["none", null, "base-image-unavailable"],
          ],
        );
        expect(sides[1]?.failure).toMatchObject({ line: 3, output: ["last words"] });
        expect(difference).toBeNull();
        expect(verification?.checks.map(({ detail }) => detail.split(":")[0])).toEqual(["small"]);
        expect(stderr).toMatch(/^lean-dockerfile compare: line 4 of broken: The build of broken fails/m);
        const text = run(["broken", "gone", "small"], "--budget", "1kB");
        expect(text.status).toBe(4);
        expect(text.stdout).toMatch(/^3 images, 2 not built, 20 kB \(small\)\n/);
        expect(text.stdout).toContain("\nbroken is not built\n  The build of broken fails on line 4");
        // Where none can be built there is no table, and nothing to compare with.
        const none = run(["broken", "gone", "broken"]);
        expect({ status: none.status, stdout: none.stdout }).toEqual({ status: 4, stdout: "" });
      },
      300_000,
    );

    test.skipIf(builder === "legacy")(
      "takes the arguments of a compose file, unless the options have others",
      () => {
        const cwd = projectFolder({
          ...files,
          Dockerfile: "ARG FILE\nFROM scratch\nARG FILE\nCOPY $FILE /file\n",
          "compose.yaml": "services: { web: { build: { context: ., args: { FILE: small } } } }\n",
        });
        const sizes = (...args: readonly string[]) => {
          const { stdout, stderr } = runCli(["compare", "Dockerfile", "--format", "json", ...args], {
            cwd,
            env,
          });
          return { stderr, bytes: resultOf(stdout).sides.map(({ contentBytes }) => contentBytes) };
        };
        const taken = sizes();
        expect(taken.bytes).toEqual([20_000]);
        expect(taken.stderr).toContain("The build argument `FILE` comes from `compose.yaml`.");
        expect(sizes("--build-arg", "FILE=large").bytes).toEqual([300_000]);
      },
      120_000,
    );

    test("measures both files to the byte", () => {
      const cwd = projectFolder(files);
      const args = ["compare", "Dockerfile", "--with", "lean.Dockerfile", "--format", "json"];
      const { status, stdout, stderr } = runCli(args, { cwd, env });
      expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
      const result = resultOf(stdout);
      expect(result.kind).toBe("measured");
      expect(result.sides.map(({ label, contentBytes }) => [label, contentBytes])).toEqual([
        ["Dockerfile", 300_000],
        ["lean.Dockerfile", 20_000],
      ]);
      expect(result.difference).toEqual({ bytes: -280_000, ratio: 15 });
      // Each step on a line of its own where nobody watches.
      expect(stderr).toMatch(/^Dockerfile \d+\/\d+ COPY large \/large$/m);
      expect(stderr).not.toContain("\r");
      expect(stderr).not.toContain("\u001B");
    }, 120_000);

    // How images are built makes no difference to how they run.
    test.skipIf(builder === "legacy")(
      "starts both on request, and writes a structure test; other behaviour is exit code 1",
      () => {
        const server = (page: string) =>
          `FROM busybox:musl\nRUN mkdir /page && echo ${page} > /page/index.html\nWORKDIR /page\nCMD ["httpd", "-f", "-p", "80"]\n`;
        const cwd = projectFolder({ Dockerfile: server("hello"), "other.Dockerfile": server("good bye") });
        const options = ["--smoke", "--structure-test", "t.yaml", "--format", "json"];
        const args = ["compare", "Dockerfile", "--with", "other.Dockerfile", ...options];
        const { status, stdout, stderr } = runCli(args, { cwd, env, timeoutMs: 180_000 });
        expect(stderr).toContain("Wrote t.yaml.");
        expect(resultOf(stdout).smoke).toMatchObject({
          status: "fails",
          sides: [
            { state: "running", ports: [80], answers: [{ port: 80, status: 200, bodyBytes: 6 }] },
            { state: "running", ports: [80], answers: [{ port: 80, status: 200, bodyBytes: 9 }] },
          ],
        });
        expect(status).toBe(1);
        const written = readFileSync(path.join(cwd, "t.yaml"), "utf8");
        expect(parseStructureTest(written).metadataTest.workdir).toBe("/page");
      },
      240_000,
    );

    test("compares a revision with the working copy, and minds the budget of the last side", () => {
      const cwd = projectFolder(files);
      git(cwd, "init", "--quiet");
      git(cwd, "add", ".");
      git(cwd, "commit", "--quiet", "-m", "first");
      writeFileSync(path.join(cwd, "Dockerfile"), files["lean.Dockerfile"]);
      const args = ["compare", "Dockerfile", "--git", "HEAD"];
      const within = runCli([...args, "--budget", "20kB"], { cwd, env });
      expect(within.stdout).toMatch(/^300 kB -> 20 kB \(-93\.3%, 15x smaller\)/);
      expect(within.status).toBe(0);
      expect(runCli([...args, "--budget", "19.9kB"], { cwd, env }).status).toBe(1);
    }, 120_000);

    test("names the line of a build that fails, with exit code 4 and without the values of arguments", () => {
      const cwd = projectFolder({
        Dockerfile: `FROM ${base}\nARG TOKEN\nRUN echo "token $TOKEN" && exit 7\n`,
      });
      const args = ["compare", "Dockerfile", "--build-arg", "TOKEN=hunter2hunter2"];
      const { status, stdout, stderr } = runCli(args, { cwd, env });
      expect({ status, stdout }).toEqual({ status: 4, stdout: "" });
      expect(stderr).toMatch(/^lean-dockerfile compare: .*[Ll]ine 3|^lean-dockerfile compare: .*:3: /m);
      expect(stderr).not.toContain("hunter2");
    }, 120_000);

    test("Ctrl+C ends it with 130 and a sentence", async () => {
      const mark = `sleep 30.${Date.now() % 100_000}`;
      const cwd = projectFolder({ Dockerfile: `FROM ${base}\nRUN ${mark}\n` });
      const { status, stdout, stderr } = await interruptCli(["compare", "Dockerfile"], mark, { cwd, env });
      expect({ status, stdout }).toEqual({ status: 130, stdout: "" });
      expect(stderr).toContain("cancelled");
    }, 120_000);
  });
}

test("a client that prints what it wants can't drive the terminal", () => {
  const cwd = projectFolder({
    ...goProject,
    "bin/docker": "#!/bin/sh\nprintf 'boom \\033[2J\\033]0;x\\007' >&2\nexit 1\n",
  });
  chmodSync(path.join(cwd, "bin/docker"), 0o755);
  const { status, stderr } = runCli(["compare", "Dockerfile"], {
    cwd,
    env: { PATH: `${cwd}/bin${path.delimiter}${process.env.PATH ?? ""}` },
  });
  expect(status).toBe(2);
  expect(stderr).toContain("boom");
  expect(stderr).not.toContain("\u001B");
});
