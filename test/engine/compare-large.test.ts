// A large image, measured by the built command line in a process of its own, whose memory is looked at.

import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { CompareResult } from "../../server/protocol/compare.ts";
import { ensureBuilt } from "../built.ts";
import { projectFolder, runCli } from "../cli/run-cli.ts";
import { peakMemory } from "./support/peak-memory.ts";
import { base, realEngines } from "./support/real.ts";

beforeAll(ensureBuilt, 120_000);

/** One large file and many small ones, since what is kept of an image grows with the number of its files. */
const text = `FROM ${base}
RUN head -c 1000000000 /dev/zero > /big && mkdir /many && cd /many && seq 60000 | split -l 1 -a 4
`;

describe.each(realEngines().filter(({ builder }) => builder === "buildkit"))("$builder", ({ engine }) => {
  test("1 GB and 60,000 files take less than 200 MB of memory", () => {
    const cwd = projectFolder({ Dockerfile: text });
    const peak = path.join(cwd, "peak");
    const hook = path.join(cwd, "hook.cjs");
    const note = `require("node:fs").writeFileSync(${JSON.stringify(peak)}, String(${peakMemory}))`;
    writeFileSync(hook, `process.on("exit", () => ${note});\n`);
    const { status, stdout, stderr } = runCli(["compare", "Dockerfile", "--format", "json"], {
      cwd,
      env: {
        PATH: `${path.dirname(engine.command)}${path.delimiter}${process.env.PATH ?? ""}`,
        DOCKER_BUILDKIT: "1",
        NODE_OPTIONS: `--require=${hook}`,
      },
      timeoutMs: 400_000,
    });
    expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
    const [side] = (JSON.parse(stdout) as CompareResult).sides;
    expect(side?.layers.at(-1)?.bytes).toBeGreaterThan(1_000_000_000);
    expect(side?.largest[0]).toEqual({ path: "big", bytes: 1_000_000_000 });
    expect(Number(readFileSync(peak, "utf8"))).toBeLessThan(200_000_000);
  }, 420_000);
});
