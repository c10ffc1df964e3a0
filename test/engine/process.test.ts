// Running programs: lines, endings, and stopping those that don't want to stop.

import { describe, expect, test } from "vitest";
import { killAfterMs, LineSplitter, run, succeeded } from "../../server/engine/process.ts";

const node = process.execPath;

test("lines come as they are printed, whole and with their stream", async () => {
  const lines: string[] = [];
  const script =
    'process.stdout.write("a\\nb"); setTimeout(() => { process.stdout.write("c\\r\\nna\\u00efve"); process.stderr.write("e\\n") }, 50)';
  const result = await run(node, ["-e", script], {
    onLine: (line, stream) => lines.push(`${stream} ${line}`),
  });
  expect(result).toEqual({ ending: { kind: "exited", code: 0 }, stdout: "a\nbc\r\nnaïve", stderr: "e\n" });
  expect(lines.filter((line) => line.startsWith("stdout"))).toEqual([
    "stdout a",
    "stdout bc",
    "stdout naïve",
  ]);
  expect(lines).toContain("stderr e");
});

test("arguments arrive as they are, through no shell", async () => {
  const args = ["a b", "$(id)", "`id`", '"', "'", "*", "-x", "", "naïve\n"];
  const result = await run(node, ["-e", "console.log(JSON.stringify(process.argv.slice(1)))", "--", ...args]);
  expect(JSON.parse(result.stdout)).toEqual(args);
});

describe("endings", () => {
  test("an exit code, a signal, a program that is not there, an argument that no program takes", async () => {
    expect((await run(node, ["-e", "process.exit(3)"])).ending).toEqual({ kind: "exited", code: 3 });
    expect((await run(node, ["-e", "process.kill(process.pid, 'SIGKILL')"])).ending).toEqual({
      kind: "killed",
      signal: "SIGKILL",
    });
    expect((await run("/nowhere/docker", [])).ending.kind).toBe("not-started");
    expect((await run(node, ["a\0b"])).ending.kind).toBe("not-started");
    expect(succeeded({ kind: "exited", code: 0 })).toBe(true);
  });

  test("the time limit", async () => {
    const started = Date.now();
    const result = await run(node, ["-e", "setInterval(() => {}, 1000)"], { timeoutMs: 200 });
    expect(result.ending).toEqual({ kind: "stopped", why: "timed-out" });
    expect(Date.now() - started).toBeLessThan(killAfterMs);
  });

  test("cancelling before the start starts nothing", async () => {
    const result = await run(node, ["-e", "console.log(1)"], { signal: AbortSignal.abort() });
    expect(result).toEqual({ ending: { kind: "stopped", why: "cancelled" }, stdout: "", stderr: "" });
  });

  test("a program that ignores SIGTERM is killed after five seconds", async () => {
    const controller = new AbortController();
    const script =
      "process.on('SIGTERM', () => console.log('no')); console.log('up'); setInterval(() => {}, 1000)";
    const result = run(node, ["-e", script], {
      signal: controller.signal,
      onLine: (line) => {
        if (line === "up") controller.abort();
      },
    });
    const started = Date.now();
    const { ending, stdout } = await result;
    expect(ending).toEqual({ kind: "stopped", why: "cancelled" });
    expect(stdout).toContain("no");
    expect(Date.now() - started).toBeGreaterThanOrEqual(killAfterMs - 100);
    expect(Date.now() - started).toBeLessThan(killAfterMs + 3000);
  });
});

test("a line without an end doesn't fill the memory, and a carriage return starts a line over", () => {
  const lines: string[] = [];
  const splitter = new LineSplitter((line) => lines.push(line));
  splitter.push("10%\r50%\r100%\n");
  for (let count = 0; count < 100; count++) splitter.push("x".repeat(4096));
  splitter.push("\nlast");
  splitter.end();
  splitter.end();
  expect(lines[0]).toBe("100%");
  expect(lines[1]?.length).toBe(64 * 1024);
  expect(lines.slice(2)).toEqual(["last"]);
});
