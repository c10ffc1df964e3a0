// The parts of the smoke start: the probe runs on this machine too, tables and answers are read, observations judged.

import { spawnSync } from "node:child_process";
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { arch, tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { run } from "../../server/engine/process.ts";
import { getRoot, httpAnswer } from "../../server/engine/smoke/http-answer.ts";
import { judge, type Observed } from "../../server/engine/smoke/judge.ts";
import { listenersOf, socketTables } from "../../server/engine/smoke/listeners.ts";
import type { Observation } from "../../server/engine/smoke/observation.ts";
import { machineCode, type ProbeTask, probeProgram } from "../../server/engine/smoke/probe.ts";
import { root } from "../built.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "lean-smoke-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function inPath(name: string): string | undefined {
  return (process.env.PATH ?? "")
    .split(path.delimiter)
    .map((each) => path.join(each, name))
    .find((each) => {
      try {
        accessSync(each, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** How a program of each machine is run here; the architectures' names are those of images. */
const runners: readonly { readonly architecture: string; readonly runner: readonly string[] | undefined }[] =
  [
    { architecture: "amd64", own: "x64", emulator: "qemu-x86_64-static" },
    { architecture: "arm64", own: "arm64", emulator: "qemu-aarch64-static" },
  ].map(({ architecture, own, emulator }) => {
    const emulated = inPath(emulator);
    const runner = arch() === own ? [] : emulated === undefined ? undefined : [emulated];
    return { architecture, runner: process.platform === "linux" ? runner : undefined };
  });

describe.each(runners)("the probe for $architecture", ({ architecture, runner }) => {
  const program = (task: ProbeTask) => {
    const bytes = probeProgram(architecture, task);
    if (bytes === undefined) throw new Error(`no program for ${architecture}`);
    const file = path.join(folder, "probe");
    writeFileSync(file, bytes, { mode: 0o755 });
    return [...(runner ?? []), file];
  };
  const here = runner === undefined ? test.skip : test;
  const why = runner === undefined ? " (needs Linux on this machine, or qemu-user-static)" : "";

  here(`prints files one after another, and passes over missing ones${why}`, () => {
    const text = "a line\n".repeat(3000);
    writeFileSync(path.join(folder, "a"), text);
    writeFileSync(path.join(folder, "b"), "end");
    const paths = ["a", "missing", "b"].map((name) => path.join(folder, name));
    const [command = "", ...args] = program({ kind: "files", paths });
    expect(spawnSync(command, args, { encoding: "utf8" })).toMatchObject({ status: 0, stdout: `${text}end` });
  });

  here(`asks a server, by IPv4 and by IPv6${why}`, async () => {
    const asked: string[] = [];
    const body = "x".repeat(50_000);
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.once("data", (data) => {
        asked.push(data.toString());
        socket.end(`HTTP/1.0 200 OK\r\n\r\n${body}`);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "::", resolve));
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const loopbacks = [Uint8Array.of(127, 0, 0, 1), Uint8Array.of(...Array(15).fill(0), 1)];
    for (const address of loopbacks) {
      const [command = "", ...args] = program({ kind: "request", address, port, request: getRoot });
      const answer = await run(command, args);
      expect(answer.ending).toEqual({ kind: "exited", code: 0 });
      expect(answer.stdout.endsWith(body)).toBe(true);
    }
    expect(asked).toEqual([getRoot, getRoot]);
    server.close();
  });

  here(`fails where nothing listens${why}`, () => {
    const task = {
      kind: "request",
      address: Uint8Array.of(127, 0, 0, 1),
      port: 1,
      request: getRoot,
    } as const;
    const [command = "", ...args] = program(task);
    expect(spawnSync(command, args)).toMatchObject({ status: 1 });
  });
});

const assemblers = [
  { architecture: "amd64", source: "x86-64.s", prefix: arch() === "x64" ? "" : "x86_64-linux-gnu-" },
  { architecture: "arm64", source: "aarch64.s", prefix: arch() === "arm64" ? "" : "aarch64-linux-gnu-" },
];

describe.each(assemblers)("the machine code for $architecture", ({ architecture, source, prefix }) => {
  const assembler = inPath(`${prefix}as`);
  const here = assembler === undefined ? test.skip : test;

  here(`is its source${assembler === undefined ? ` (needs ${prefix}as)` : ""}`, () => {
    const object = path.join(folder, "probe.o");
    const code = path.join(folder, "probe.bin");
    const file = path.join(root, "server/engine/smoke", source);
    spawnSync(`${prefix}as`, [file, "-o", object]);
    spawnSync(`${prefix}objcopy`, ["-O", "binary", "-j", ".text", object, code]);
    expect(Buffer.from(machineCode(architecture) ?? [])).toEqual(readFileSync(code));
  });
});

test("there is no probe for other machines", () => {
  expect(probeProgram("riscv64", { kind: "files", paths: socketTables })).toBeUndefined();
});

describe("what listens", () => {
  const head =
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";
  const rest =
    "00000000:00000000 00:00000000 00000000     0        0 59536 1 0000000000000000 100 0 0 10 0\n";

  test("is read from both tables, once for each port", () => {
    const tables = [
      head,
      `   0: 0100007F:1F90 00000000:0000 0A ${rest}`,
      `   1: 0100007F:1F90 0100007F:9C40 01 ${rest}`,
      `   2: 0200A8C0:0050 00000000:0000 0A ${rest}`,
      head,
      `   0: 00000000000000000000000000000000:1F91 00000000000000000000000000000000:0000 0A ${rest}`,
      `   1: 00000000000000000000000001000000:0051 00000000000000000000000000000000:0000 0A ${rest}`,
      `   2: 00000000000000000000000000000000:1F90 00000000000000000000000000000000:0000 0A ${rest}`,
    ];
    expect(listenersOf(tables.join(""))?.map(({ port, address }) => [port, [...address]])).toEqual([
      [80, [192, 168, 0, 2]],
      [81, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]],
      [8080, [127, 0, 0, 1]],
      [8081, [127, 0, 0, 1]],
    ]);
  });

  test("is nothing where the table is empty, and unknown where there is none", () => {
    expect(listenersOf(head + head)).toEqual([]);
    expect(listenersOf("")).toBeUndefined();
    expect(listenersOf("exec format error")).toBeUndefined();
  });
});

test("answers are split into status and body, and what is no HTTP has neither", () => {
  const read = (text: string) => {
    const { status, body } = httpAnswer(Buffer.from(text));
    return [status, Buffer.from(body).toString()];
  };
  expect(read("HTTP/1.1 204 No Content\r\nA: b\r\n\r\n")).toEqual([204, ""]);
  expect(read("HTTP/1.0 200 OK\r\n\r\nbody\r\n\r\nmore")).toEqual([200, "body\r\n\r\nmore"]);
  expect(read("HTTP/1.1 301\r\nLocation: /x\r\n")).toEqual([301, ""]);
  expect(read("SSH-2.0-OpenSSH_9.2\r\n")).toEqual([null, ""]);
  expect(read("")).toEqual([null, ""]);
});

describe("the judgement", () => {
  type Started = Extract<Observation, { readonly kind: "started" }>;
  const running: Started = {
    kind: "started",
    state: { kind: "running" },
    ports: [80],
    answers: [{ port: 80, status: 200, body: Buffer.from("a"), steady: true }],
    output: ["ready"],
    seconds: 4.2,
  };
  const judged = (...observations: readonly [Observation, ...Observation[]]) => {
    const [first, ...others] = observations.map(
      (observation, index): Observed => ({ label: String(index), observation }),
    );
    const { status, checks } = judge([first as Observed, ...others]);
    return [status, ...checks.map(({ detail }) => detail)];
  };

  test("the same is the same", () => {
    expect(judged(running, running)).toEqual([
      "passes",
      "it keeps running, as before",
      "port 80 is open, as before",
      "`GET /` on port 80 answers 200 with 1 bytes, the same as before",
    ]);
  });

  test("ports that the kernel chose are the same under other numbers, others are not", () => {
    const at = (...ports: readonly number[]) => ({ ...running, answers: [], ports });
    expect(judged(at(80, 40123), at(80, 51000))[0]).toBe("passes");
    expect(judged(at(80, 40123), at(80))[0]).toBe("fails");
    expect(judged(at(80, 9090), at(80, 40123))[0]).toBe("fails");
    expect(judged(at(), at())).toContain("no port is open, as before");
  });

  test("a text that changes by itself is no difference", () => {
    const says = (text: string, steady: boolean) => ({
      ...running,
      answers: [{ port: 80, status: 200, body: Buffer.from(text), steady }],
    });
    expect(judged(says("1", true), says("2", true))[0]).toBe("fails");
    expect(judged(says("1", false), says("2", true))[0]).toBe("passes");
  });

  test("a port that speaks no HTTP is left at being open", () => {
    const mute = { ...running, answers: [{ port: 80, status: null, body: Buffer.alloc(0), steady: true }] };
    expect(judged(mute, mute)).toHaveLength(3);
    expect(judged(mute, running)[0]).toBe("fails");
  });

  test("what can't be read is said to be unknown", () => {
    const blind = { ...running, ports: null, answers: [] };
    expect(judged(blind, blind)[0]).toBe("unknown");
    const lost: Started = { ...running, state: { kind: "unknown" } };
    expect(judged(running, lost)[0]).toBe("unknown");
    expect(judged(lost)[0]).toBe("unknown");
  });

  test("an original that can't be started says nothing about the other one", () => {
    const refused: Observation = { kind: "refused", reason: "no" };
    expect(judged(refused, running)[0]).toBe("unknown");
    expect(judged(running, refused)[0]).toBe("fails");
    expect(judged(refused, refused)).toEqual([
      "fails",
      "the engine can't start it, nor the first image: `no`",
    ]);
  });

  test("the words that a program ends with are no markup", () => {
    const dead: Started = { ...running, state: { kind: "exited", code: 2 }, output: ["a `b` c"] };
    expect(judged(dead)).toEqual(["fails", "it ends with 2; its last words: `a 'b' c`"]);
  });
});
