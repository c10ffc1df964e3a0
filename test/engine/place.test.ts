// Finding the instruction that a builder means, and comparing its wording with the file's.

import { describe, expect, test } from "vitest";
import { expectedSteps, familiar, instructionAt, instructionForImage } from "../../server/engine/place.ts";
import { matchText, oneLine, stagesOf, targetStage } from "../../server/engine/steps.ts";
import { stepsOf } from "./support/recorded.ts";

const text = `ARG V=1
FROM --platform=linux/amd64 docker.io/library/golang:1.22 AS Build
WORKDIR /src
RUN make
FROM build AS test
RUN make test
FROM scratch
ENV A=1
COPY --from=build /a /
COPY --from=nginx:1 /b /
`;
const steps = stepsOf(text);

test("stages, their names, images and parents", () => {
  const stages = stagesOf(steps);
  expect(stages.map(({ name, image, steps: own }) => [name, image, own.length])).toEqual([
    ["build", "docker.io/library/golang:1.22", 2],
    ["test", "build", 1],
    [null, "scratch", 3],
  ]);
  expect(targetStage(stages, "BUILD")?.index).toBe(0);
  expect(targetStage(stages, "1")?.index).toBe(1);
  expect(targetStage(stages, undefined)?.index).toBe(2);
  expect(targetStage(stages, "nope")).toBeUndefined();
});

describe("places", () => {
  const line = (stage: string | null, index: number, subject: string) =>
    instructionAt({ kind: "in-stage", stage, index, of: 9 }, subject, steps)?.line;

  test("BuildKit counts the base and what changes files, and on another stage no base", () => {
    expect(line("build", 1, "FROM docker.io/library/golang:1.22")).toBe(1);
    expect(line("build", 3, "RUN make")).toBe(3);
    expect(line("test", 1, "RUN make test")).toBe(5);
    expect(line("stage-2", 1, "COPY --from=build /a /")).toBe(8);
  });

  test("a count that doesn't fit gives way to the wording, if only one instruction has it", () => {
    expect(line("build", 5, "RUN make")).toBe(3);
    expect(line("nope", 1, "RUN make test")).toBe(5);
    expect(line("build", 5, "RUN other")).toBeUndefined();
  });

  test("the legacy builder counts every instruction", () => {
    expect(instructionAt({ kind: "in-file", index: 6 }, "RUN make test", steps)?.line).toBe(5);
    expect(instructionAt({ kind: "in-file", index: 1 }, "ARG V=1", steps)?.line).toBe(0);
  });

  test("images are known by any of their names", () => {
    expect(familiar("docker.io/library/debian")).toBe("debian:latest");
    expect(familiar("docker.io/me/app:1@sha256:00ff")).toBe("me/app:1");
    expect(familiar("host:5000/app")).toBe("host:5000/app:latest");
    expect(instructionForImage("docker.io/library/golang:1.22", steps)?.line).toBe(1);
    expect(instructionForImage("docker.io/library/nginx:1", steps)?.line).toBe(9);
    expect(instructionForImage("docker.io/library/other:1", steps)).toBeUndefined();
  });
});

test("how many steps to expect", () => {
  expect(expectedSteps(steps, undefined, "files-changed")).toBe(3 + 1 + 2);
  expect(expectedSteps(steps, "build", "files-changed")).toBe(3);
  expect(expectedSteps(steps, undefined, "file")).toBe(10);
  expect(expectedSteps(steps, "build", "stages")).toBe(3);
});

describe("wording", () => {
  const step = (keyword: string, body: string) => ({ line: 0, keyword, text: body });

  test.each([
    ["RUN", "a && \\\n    # note\n\n    b", "/bin/sh -c a &&     b", "same"],
    ["RUN", "foo\\\nbar", "foobar", "same"],
    ["RUN", '["/bin/x", "a b"]', "/bin/x a b", "same"],
    ["RUN", "--mount=type=cache,target=/c --network=none make", "/bin/bash -c make", "same"],
    ["RUN", "make", "/bin/sh -c make all", "different"],
    ["COPY", "--chown=1:1 a b /dst/", "a b /dst/", "same"],
    ["COPY", '"a" /dst', "a /dst", "same"],
    ["COPY", "${SRC}/a $DST", "x/y/a /z", "same"],
    ["COPY", "a /x", "a /y", "different"],
    ["WORKDIR", "app", "/srv/app", "same"],
    ["WORKDIR", "./app/", "/srv/app", "same"],
    ["WORKDIR", "/other", "/srv/app", "different"],
    ["RUN", "<<EOF\necho hi\nEOF", "/bin/sh -c something", "unknown"],
  ])("%s %j against %j: %s", (keyword, body, words, result) => {
    expect(matchText(step(keyword, body), words)).toBe(result);
  });

  test("one line for people", () => {
    expect(oneLine(step("run", "a && \\\n  b\t  c"))).toBe("RUN a && b c");
  });
});
