// The readers of build output, on output recorded from docker 20.10 with each of its three builders and from podman 4.3.

import { describe, expect, test } from "vitest";
import { buildFailure, causeOf } from "../../server/engine/build-failure.ts";
import type { BuildLogReader, BuildStep } from "../../server/engine/build-log.ts";
import { type Builder, builders } from "../../server/engine/builders.ts";
import { BuildKitLog } from "../../server/engine/buildkit-log.ts";
import { LegacyLog } from "../../server/engine/legacy-log.ts";
import { recorded, stepsOf } from "./support/recorded.ts";

const twoStages = `ARG BASE=debian:bookworm-slim
FROM $BASE AS build
WORKDIR /src
COPY . .
RUN echo one > one.txt && \\
    echo two > two.txt
FROM scratch
LABEL a=b
COPY --from=build /src/one.txt /one.txt
COPY a.txt /
ENTRYPOINT ["/one.txt"]
`;

const failingRun = `FROM debian:bookworm-slim AS build
ENV A=1
WORKDIR /src
COPY . .
RUN echo working; \\
    echo broken >&2; \\
    exit 3
FROM scratch
COPY --from=build /src /
`;

const missingBase = "FROM debian:bookworm-slim AS x\nRUN true\nFROM nosuch/image:1\nRUN true\n";
const missingFile = "FROM scratch\nCOPY a.txt /\nCOPY missing.txt /\n";
const unknownInstruction = "FROM scratch\n\nFOO bar\n";

const plainly = { redact: (line: string) => line, client: "docker" } as const;

interface Read {
  readonly log: BuildLogReader;
  readonly steps: readonly BuildStep[];
  readonly printed: string;
}

function read(name: string): Read {
  const steps: BuildStep[] = [];
  const onStep = (step: BuildStep) => steps.push(step);
  const builder = name.slice(name.lastIndexOf(".") + 1) as Builder;
  const log = builders[builder].log(onStep);
  const lines = recorded(name);
  for (const { text, stream } of lines) log.read(text, stream);
  const printed = lines.flatMap(({ text, stream }) => (stream === "stderr" ? [text] : [])).join("\n");
  return { log, steps, printed };
}

function failure(name: string, text: string) {
  const { log, printed } = read(name);
  return buildFailure(log.problem, printed, { label: "original", steps: stepsOf(text) }, plainly);
}

const announced: Readonly<Record<Builder, number>> = { buildkit: 6, buildx: 6, legacy: 11, buildah: 10 };

describe.each(Object.keys(announced) as Builder[])("%s", (builder) => {
  test("counts the steps and names their instructions", () => {
    const { steps } = read(`two-stages.${builder}`);
    expect(steps.map((step) => step.number)).toEqual(steps.map((_, index) => index + 1));
    expect(steps.at(-1)?.of).toBe(announced[builder]);
    expect(steps.map((step) => step.instruction)).toContain("COPY --from=build /src/one.txt /one.txt");
    expect(steps.map((step) => step.instruction)).toContain(
      "RUN echo one > one.txt &&     echo two > two.txt",
    );
  });

  test("finds the failing RUN, its line and its last lines", () => {
    const found = failure(`failing-run.${builder}`, failingRun);
    // The program printed one line to each stream, and their order is anybody's guess.
    expect({ ...found, output: [...(found.output ?? [])].sort() }).toEqual({
      kind: "build-failed",
      message:
        "The build of original fails on line 5 at `RUN echo working; echo broken >&2; exit 3` with exit code 3: its last lines say why.",
      side: "original",
      line: 4,
      output: ["broken", "working"],
    });
  });

  test("gives a failure a cause that is the same in a file with other stages", () => {
    const { problem } = read(`failing-run.${builder}`).log;
    expect(causeOf(problem)).toBe("step RUN echo working; echo broken >&2; exit 3 exit code: 3");
  });

  test("tells a base image that can't be had from a failing instruction", () => {
    const found = failure(`missing-base.${builder}`, missingBase);
    expect(found).toMatchObject({
      kind: "base-image-unavailable",
      message:
        "The image `nosuch/image:1` that original starts from can't be fetched: check its name and the network, or pull it first.",
      line: 2,
    });
    expect(found.output?.join(" ")).toMatch(/no such host|did not resolve/);
  });

  test("finds a COPY whose source is missing", () => {
    const found = failure(`missing-file.${builder}`, missingFile);
    expect(found).toMatchObject({ kind: "build-failed", line: 2 });
    expect(found.message).toContain("fails on line 3 at `COPY missing.txt /`: ");
    expect(found.message).toMatch(/missing\.txt.*(?:not found|does not exist|no such file or directory)\.$/);
  });

  test("finds the line of a parse error", () => {
    const { kind, message, line } = failure(`unknown-instruction.${builder}`, unknownInstruction);
    expect({ kind, line }).toEqual({ kind: "build-failed", line: 2 });
    expect(message).toMatch(
      /^The build of original fails on line 3 at `FOO bar`: [Uu]nknown instruction: "?FOO"?\.$/,
    );
    if (builder === "buildah") return;
    // A caller that does not list what is no instruction still gets the line, where the builder names it.
    expect(failure(`unknown-instruction.${builder}`, "FROM scratch\n")).toMatchObject({
      message: "The build of original fails: dockerfile parse error line 3: unknown instruction: FOO.",
      line: 2,
    });
  });
});

test.each([
  ["two-stages.buildkit", true],
  ["two-stages.buildx", true],
  ["two-stages-fresh.buildkit", false],
  ["two-stages.legacy", false],
  ["two-stages-cached.legacy", true],
  ["two-stages.buildah", false],
  ["two-stages-cached.buildah", true],
  ["missing-target.buildah", null],
  ["missing-base.buildkit", null],
  ["unknown-instruction.legacy", null],
])("%s: cached is %s", (name, cached) => {
  expect(read(name).log.cached).toBe(cached);
});

test("a missing target is a failed build without a line", () => {
  expect(failure("missing-target.buildkit", twoStages)).toMatchObject({
    kind: "build-failed",
    message: "The build of original fails: target stage nope could not be found.",
  });
  expect(failure("missing-target.buildah", twoStages)).toMatchObject({
    kind: "build-failed",
    message: 'The build of original fails: The target "nope" was not found in the provided Dockerfile.',
  });
  expect(failure("missing-target.legacy", twoStages)).toMatchObject({
    kind: "build-failed",
    message: "The build of original fails: failed to reach build target nope in Dockerfile.",
  });
});

test("an image of the syntax line that can't be had is named as that", () => {
  const found = failure("syntax-line.buildkit", "# syntax=docker/dockerfile:1\nFROM scratch\nCOPY a.txt /\n");
  expect(found.kind).toBe("base-image-unavailable");
  expect(found.message).toContain("`docker/dockerfile:1` of the `# syntax=` line");
});

test("newer versions of BuildKit mark the line; advice after the error is no reason", () => {
  const log = new BuildKitLog(() => {});
  const lines = [
    "#5 [2/2] RUN <<EOF (false...)",
    "#5 0.100 some output",
    '#5 ERROR: process "/bin/sh -c false\\n" did not complete successfully: exit code: 1',
    "------",
    " > [2/2] RUN <<EOF (false...):",
    "0.100 some output",
    "------",
    "Dockerfile:4",
    "--------------------",
    "   3 |     ",
    "   4 | >>> RUN <<EOF",
    "   5 | >>> false",
    "   6 | >>> EOF",
    "--------------------",
    'ERROR: failed to solve: process "/bin/sh -c false\\n" did not complete successfully: exit code: 1',
    "",
    "View build details: docker-desktop://dashboard/build/default/default/abc",
  ];
  for (const line of lines) log.read(line);
  const steps = [
    { line: 0, keyword: "FROM", text: "debian" },
    { line: 3, keyword: "RUN", text: "<<EOF\nfalse\nEOF" },
  ];
  expect(buildFailure(log.problem, "", { label: "a", steps }, plainly)).toMatchObject({
    kind: "build-failed",
    line: 3,
    output: ["some output"],
  });
});

test("a step that reports a full disk is that failure, with its place", () => {
  const log = new BuildKitLog(() => {});
  log.read("#4 [2/2] RUN make");
  log.read("#4 1.2 write /out: no space left on device");
  log.read("#4 ERROR: executor failed running [/bin/sh -c make]: exit code: 1");
  const found = buildFailure(
    log.problem,
    "",
    { label: "split", steps: stepsOf("FROM debian\nRUN make\n") },
    plainly,
  );
  expect(found).toMatchObject({ kind: "disk-full", side: "split", line: 1 });
});

test("an engine that goes away during the build is no failed build", () => {
  const log = new BuildKitLog(() => {});
  const printed =
    "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?";
  log.read(printed);
  expect(buildFailure(log.problem, printed, { label: "a", steps: [] }, plainly)).toMatchObject({
    kind: "engine-not-running",
  });
});

describe("the legacy builder's step images", () => {
  test("are those that it made, without the base and with what came from the cache marked", () => {
    const made = read("two-stages.legacy").log.stepImages;
    expect(made).toHaveLength(8);
    expect(made.every((image) => !image.cached && /^[0-9a-f]{12}$/.test(image.id))).toBe(true);
    const again = read("two-stages-cached.legacy").log.stepImages;
    // The last step is our label, whose value is new in each run.
    expect(again.map((image) => image.cached)).toEqual([...Array<boolean>(7).fill(true), false]);
    expect(again.slice(0, -1).map((image) => image.id)).toEqual(made.slice(0, -1).map((image) => image.id));
    expect(made.map((image) => image.id)).not.toContain("93d720617ddf");
  });

  test("a program can't pass its own output off as an image", () => {
    const log = new LegacyLog(() => {});
    for (const line of [
      "Step 1/2 : FROM debian",
      " ---> 93d720617ddf",
      "Step 2/2 : RUN ./evil",
      " ---> Running in aaaaaaaaaaaa",
      " ---> bbbbbbbbbbbb",
      "Step 9/9 : FROM x",
      "Removing intermediate container cccccccccccc",
      " ---> dddddddddddd",
      "Removing intermediate container aaaaaaaaaaaa",
      " ---> eeeeeeeeeeee",
    ]) {
      log.read(line, "stdout");
    }
    expect(log.stepImages).toEqual([{ id: "eeeeeeeeeeee", cached: false }]);
    expect(log.containers).toEqual(["aaaaaaaaaaaa"]);
    expect(log.pendingStep).toBeNull();
  });

  test("the step that was running when the build broke off is known", () => {
    const log = new LegacyLog(() => {});
    log.read("Step 1/3 : FROM scratch", "stdout");
    log.read(" ---> ", "stdout");
    log.read("Step 2/3 : COPY a /", "stdout");
    expect(log.pendingStep).toEqual({ instruction: "COPY a /", base: "" });
    log.read(" ---> ffffffffffff", "stdout");
    log.read("Step 3/3 : COPY b /", "stdout");
    expect(log.pendingStep).toEqual({ instruction: "COPY b /", base: "ffffffffffff" });
  });
});
