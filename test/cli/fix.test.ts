// `fix`: the diff that it prints can be applied, `--write` does the same, and nothing is half done.

import { spawnSync } from "node:child_process";
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { ensureBuilt } from "../built.ts";
import { goProject, projectFolder, runCli } from "./run-cli.ts";

beforeAll(ensureBuilt, 60_000);

const read = (folder: string, name: string): string => readFileSync(path.join(folder, name), "utf8");

describe("fix", () => {
  test("shows what --write does, as a patch that git takes", () => {
    const shown = projectFolder(goProject);
    const written = projectFolder(goProject);
    const diff = runCli(["fix", "--unsafe", "Dockerfile"], { cwd: shown });
    expect(diff.status).toBe(0);
    expect(diff.stdout).toMatch(/^--- a\/Dockerfile\n\+\+\+ b\/Dockerfile\n@@ /);
    expect(read(shown, "Dockerfile")).toBe(goProject.Dockerfile);
    const applied = spawnSync("git", ["apply", "-"], { cwd: shown, input: diff.stdout, encoding: "utf8" });
    expect({ status: applied.status, stderr: applied.stderr }).toEqual({ status: 0, stderr: "" });
    const write = runCli(["fix", "--unsafe", "--write", "Dockerfile"], { cwd: written });
    expect(write).toMatchObject({ status: 0, stdout: "" });
    expect(write.stderr).toContain("Wrote Dockerfile");
    expect(read(written, "Dockerfile")).toBe(read(shown, "Dockerfile"));
    expect(read(written, "Dockerfile")).not.toBe(goProject.Dockerfile);
    // Nothing is left to do, and no temporary file stays.
    expect(runCli(["fix", "--unsafe", "Dockerfile"], { cwd: written }).stdout).toBe("");
    expect(readdirSync(written).sort()).toEqual(readdirSync(shown).sort());
  });

  test("leaves unsafe fixes alone, and says that there are some", () => {
    const folder = projectFolder(goProject);
    const { stderr } = runCli(["fix", "--rule", "root-user", "Dockerfile"], { cwd: folder });
    expect(stderr).toMatch(
      /^(?:No fix to apply|\d+ fix(?:es)? to apply with --write)(?:; \d+ more with --unsafe)?\n$/,
    );
  });

  test("keeps the file's mode", () => {
    const folder = projectFolder(goProject);
    chmodSync(path.join(folder, "Dockerfile"), 0o640);
    runCli(["fix", "--unsafe", "--write", "Dockerfile"], { cwd: folder });
    expect(statSync(path.join(folder, "Dockerfile")).mode & 0o777).toBe(0o640);
  });

  test("refuses to write a file with bytes that are no UTF-8", () => {
    const latin = Buffer.concat([
      Buffer.from(goProject.Dockerfile ?? ""),
      Buffer.from("# caf\xe9\n", "latin1"),
    ]);
    for (const command of [["fix", "--unsafe"], ["split"]]) {
      const folder = projectFolder(goProject);
      writeFileSync(path.join(folder, "Dockerfile"), latin);
      const { status, stderr } = runCli([...command, "--write", "Dockerfile"], { cwd: folder });
      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: expect.stringMatching(/^lean-dockerfile \w+: `Dockerfile` holds bytes that are no UTF-8/),
      });
      expect(readFileSync(path.join(folder, "Dockerfile")).equals(latin)).toBe(true);
      // What it would change may be looked at.
      expect(runCli([...command, "Dockerfile"], { cwd: folder }).status).toBe(0);
    }
  });

  test("takes standard input and prints its diff", () => {
    const { status, stdout } = runCli(["fix", "--unsafe", "-"], {
      cwd: projectFolder({}),
      input: goProject.Dockerfile ?? "",
    });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^--- a\/-\n\+\+\+ b\/-\n/);
  });

  test("has nothing to say of a clean file", () => {
    const folder = projectFolder({ Dockerfile: "FROM scratch\n" });
    const run = runCli(["fix", "Dockerfile"], { cwd: folder });
    expect(run).toEqual({ status: 0, stdout: "", stderr: "No fix to apply\n" });
  });
});
