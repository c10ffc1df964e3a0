// Comparisons on a real engine: layers and lines, names of all kinds, values that stay hidden.

import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { builders } from "../../server/engine/builders.ts";
import { compareSides } from "../../server/engine/compare.ts";
import { type Examiner, examineHere } from "../../server/engine/examine.ts";
import { MeasurementCache } from "../../server/engine/measure.ts";
import { allEngines, Bench, base, succeed } from "./support/real.ts";

// A step takes many times as long where others use the engine too.
vi.setConfig({ testTimeout: 240_000 });

let bench: Bench;
afterEach(() => bench.close());

const small = `FROM ${base} AS build
RUN head -c 4321 /dev/zero > /out
FROM scratch
COPY --from=build /out /bin/out
COPY a.txt /
USER 65532
`;

const engines = await allEngines();

describe.each(engines)("$builder", (tested) => {
  test("progress counts up to the measuring, side by side", async () => {
    bench = new Bench(tested);
    const sides = [bench.side("one", small), bench.side("two", small.replace("4321", "99"))];
    const measured = succeed(await bench.compare(sides));
    expect(measured.sides.map((side) => side.contentBytes)).toEqual([4327, 105]);
    expect(measured.sides.map((side) => side.layers.map((layer) => layer.line))).toEqual([
      [5, 6],
      [5, 6],
    ]);
    for (const side of ["one", "two"]) {
      const steps = bench.progress.filter((progress) => progress.side === side);
      expect(steps[0]).toMatchObject({ step: 0, message: "Starting" });
      expect(steps.at(-1)?.message).toBe("Measuring");
      expect(steps.at(-1)?.step).toBe(steps.at(-1)?.steps);
      expect(steps.map((each) => each.step)).toEqual(
        [...steps.map((each) => each.step)].sort((a, b) => a - b),
      );
      expect(steps.every((each) => each.step <= each.steps)).toBe(true);
      expect(steps.some((each) => each.message.startsWith("COPY a.txt"))).toBe(true);
    }
  });

  test("a single side, a target, and an image without layers", async () => {
    bench = new Bench(tested);
    const one = succeed(await bench.compare([bench.side("file", small, { target: "build" })]));
    expect(one.difference).toBeNull();
    expect(one.sides[0]?.layers.at(-1)).toMatchObject({ bytes: 4321, line: 2 });
    const none = succeed(await bench.compare([bench.side("empty", "FROM scratch\nENV A=1\n")]));
    expect(none.sides[0]).toMatchObject({ contentBytes: 0, layers: [] });
  });

  test("unsaved text is what is built, and the second time the measurement is known", async () => {
    bench = new Bench(tested);
    bench.write("Dockerfile", "FROM nowhere\n");
    const cache = new MeasurementCache();
    let examined = 0;
    const examine: Examiner = (job, signal) => {
      examined++;
      return examineHere(job, signal);
    };
    const sides = [bench.side("buffer", "FROM scratch\nCOPY a.txt /\n")];
    const first = succeed(await bench.compare(sides, { cache, examine }));
    const second = succeed(await bench.compare(sides, { cache, examine }));
    // The image has another id, since it bears another run's label, and the same content.
    expect(examined).toBe(1);
    expect(first.sides[0]?.contentBytes).toBe(6);
    // Where the cache is the images of steps, those are gone.
    const cached = builders[tested.engine.builder].steps === "cache";
    expect(second.sides[0]).toEqual({
      ...first.sides[0],
      buildSeconds: second.sides[0]?.buildSeconds,
      // podman counts the image's configuration too, and the times in it have more or fewer digits.
      engineBytes: second.sides[0]?.engineBytes,
      cached,
    });
    const [before, after] = [first, second].map(({ sides: [side] }) => side?.engineBytes ?? 0);
    expect(Math.abs((before ?? 0) - (after ?? 0))).toBeLessThan(
      tested.engine.identity.name === "podman" ? 32 : 1,
    );
    expect(second.notes.join(" ").includes("Steps came from the build cache")).toBe(cached);
  });

  test("a context and a Dockerfile outside it, with names that a shell would trip over", async () => {
    const name = "--privileged my 'fine' \"app\" $HOME `id` naïve-文件-😀";
    bench = new Bench(tested, name);
    const outside = path.join(bench.folder, `-f ${name}`);
    mkdirSync(outside);
    bench.write(`src/${name}`, "12345");
    const text = 'FROM scratch\nCOPY ["src", "/src"]\n';
    writeFileSync(path.join(outside, "Dockerfile"), text);
    const side = bench.side(name, text, { dockerfilePath: path.join(outside, "Dockerfile") });
    expect(succeed(await bench.compare([side])).sides[0]).toMatchObject({
      label: name,
      contentBytes: 5,
      largest: [{ path: `src/${name}`, bytes: 5 }],
    });
    expect(bench.leftovers()).toEqual([]);
  });

  // What we pass to a client, and what we refuse before any is called, is the same for all of them.
  const isFirst = tested === engines[0];
  if (isFirst)
    test("a target or a stage can't become an option", async () => {
      bench = new Bench(tested);
      const outcome = await bench.compare([bench.side("file", small, { target: "--pull" })]);
      expect(outcome).toMatchObject({ ok: false, failure: { kind: "build-failed" } });
      expect(JSON.stringify(outcome)).toContain("--pull");
    });

  test("values of build arguments show nowhere", async () => {
    bench = new Bench(tested);
    const text = `FROM ${base} AS build
ARG TOKEN
ARG SHORT
RUN echo "token is $TOKEN, short is SHORT=$SHORT" && mkdir /out && echo 1 > "/out/file-$TOKEN"
`;
    const failing = `RUN test "$TOKEN" != 'hunter2 $HOME "x"' || { echo "last words: $TOKEN"; exit 7; }\n`;
    const working = "FROM scratch\nARG TOKEN\nENV KEPT=$TOKEN\nCOPY --from=build /out /\n";
    const buildArgs = ['TOKEN=hunter2 $HOME "x"', "SHORT=q"];
    const failed = await bench.compare([bench.side("file", text + failing)], { buildArgs });
    expect(failed).toMatchObject({ ok: false, failure: { kind: "build-failed", line: 5 } });
    expect(failed.ok ? [] : failed.failure.output).toContain("last words: ***");
    const fine = succeed(await bench.compare([bench.side("file", text + working)], { buildArgs }));
    expect(fine.sides[0]?.config?.env).toContain("KEPT=***");
    expect(fine.sides[0]?.layers).toEqual([{ bytes: 2, line: 9, instruction: "COPY --from=build /out /" }]);
    expect(fine.sides[0]?.largest).toEqual([{ path: "file-***", bytes: 2 }]);
    const shown = JSON.stringify([failed, fine, bench.log, bench.progress]);
    expect(shown).toContain("token is ***, short is SHORT=***");
    expect(shown).not.toContain("hunter2");
    expect(bench.leftovers()).toEqual([]);
  });

  if (isFirst)
    test("the context that is named, and that it must be a folder", async () => {
      bench = new Bench(tested);
      const missing = bench.side("file", small, { context: path.join(bench.folder, "absent") });
      expect(await bench.compare([missing])).toMatchObject({
        ok: false,
        failure: { kind: "context-missing", side: "file" },
      });
      const file = bench.side("file", small, { context: bench.write("plain", "x") });
      expect(await bench.compare([file])).toMatchObject({ ok: false, failure: { kind: "context-missing" } });
      expect(await bench.compare([bench.side("file", small, { context: "." })])).toMatchObject({ ok: false });
      expect(await bench.compare([])).toMatchObject({ ok: false, failure: { kind: "other" } });
    });

  // Podman builds without an engine, and the client of the other store is a script that names its engine itself.
  const reached = tested.builder === "podman" || tested.builder === "containerd";
  test.skipIf(reached)("an engine out of reach", async () => {
    bench = new Bench(tested);
    const env = { ...process.env, DOCKER_HOST: `unix://${bench.folder}/no.sock` };
    expect(await bench.compare([bench.side("file", small)], { env })).toMatchObject({
      ok: false,
      failure: { kind: "engine-not-running" },
    });
  });
});

describe.each(engines.filter(({ builder }) => builder !== "legacy"))(
  "$builder, which is not the legacy builder",
  (tested) => {
    test("honours the Dockerfile's own ignore file, from wherever the Dockerfile is", async () => {
      bench = new Bench(tested);
      bench.write("big.log", "x".repeat(1000));
      bench.write(".dockerignore", "a.txt\n");
      bench.write("Dockerfile.dockerignore", "*.log\nDockerfile*\n.dockerignore\n");
      const side = bench.side("file", "FROM scratch\nCOPY . /\n");
      expect(succeed(await bench.compare([side])).sides[0]).toMatchObject({ contentBytes: 6 });
    });

    test("passes secrets on and hides them", async () => {
      bench = new Bench(tested);
      const token = bench.write("../token", "top-secret-line\n");
      // The marker keeps the step out of the cache of an earlier run, whose output would not be printed again.
      const text = `FROM ${base}\nRUN --mount=type=secret,id=t cat /run/secrets/t && echo 12 > /${bench.marker}\n`;
      const done = succeed(
        await bench.compare([bench.side("file", text)], { secrets: [`id=t,src=${token}`] }),
      );
      expect(done.sides[0]?.layers.at(-1)?.bytes).toBe(3);
      expect(JSON.stringify([bench.log, done])).not.toContain("top-secret-line");
      expect(bench.log.some(({ line }) => line.includes("***"))).toBe(true);
    });
  },
);

describe.each(engines.filter(({ builder }) => builder === "buildkit"))("a context of $builder", (tested) => {
  test("decides which engine is asked, since the client does the talking", async () => {
    bench = new Bench(tested);
    const configuration = { ...bench.engine.env, DOCKER_CONFIG: path.join(bench.folder, "config") };
    const client = (...args: readonly string[]) =>
      spawnSync(bench.engine.command, args, { env: configuration, encoding: "utf8" }).stdout.trim();
    const here = client("context", "inspect", "--format", "{{.Endpoints.docker.Host}}");
    client("context", "create", "lean-here", `--docker=host=${here}`);
    client("context", "create", "lean-nowhere", "--docker=host=tcp://127.0.0.1:1");
    const through = (DOCKER_CONTEXT: string) => {
      const { DOCKER_HOST: _, ...env } = { ...configuration, DOCKER_HOST: "", DOCKER_CONTEXT };
      return bench.compare([bench.side("file", "FROM scratch\nCOPY a.txt /\n")], { env });
    };
    expect(succeed(await through("lean-here")).sides[0]?.contentBytes).toBe(6);
    expect(await through("lean-nowhere")).toMatchObject({
      ok: false,
      failure: { kind: "engine-not-running", message: expect.stringContaining("127.0.0.1:1") },
    });
  });
});

describe.each(engines.filter(({ builder }) => builder === "legacy"))("only $builder", (tested) => {
  test("a file that is built as it is doesn't change what a copy of everything holds", async () => {
    bench = new Bench(tested);
    bench.write(".dockerignore", "*.log\n");
    const text = bench.marked("FROM scratch\nCOPY .dockerignore a.txt /\n");
    bench.write("Dockerfile", text);
    const side = bench.side("file", "FROM scratch\nCOPY .dockerignore a.txt /\n");
    expect(side.dockerfileText).toBe(text);
    const saved = succeed(await bench.compare([side]));
    expect(saved.sides[0]?.contentBytes).toBe(12);
    expect(saved.notes.join(" ")).not.toContain("34 bytes");
    bench.write("Dockerfile", "FROM elsewhere\n");
    const unsaved = succeed(await bench.compare([side]));
    // KNOWN: the legacy client appends the temporary name to `.dockerignore`; the note says so.
    expect(unsaved.sides[0]?.contentBytes).toBe(12 + 34);
    expect(unsaved.notes.join(" ")).toContain("34 bytes");
  });

  test("says what it does not know", async () => {
    bench = new Bench(tested);
    bench.write("Dockerfile.dockerignore", "*.log\n");
    const side = bench.side("file", "FROM scratch\nCOPY a.txt /\n");
    expect(succeed(await bench.compare([side])).notes.join(" ")).toContain(
      "does not read the Dockerfile's own",
    );
    const outcome = await compareSides({
      sides: [side],
      enginePath: tested.engine.command,
      builder: "legacy",
      secrets: ["id=x"],
    });
    expect(outcome).toMatchObject({
      ok: false,
      failure: { message: expect.stringContaining("takes no secrets") },
    });
  });
});
