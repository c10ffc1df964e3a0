// The argument lists: what goes to which builder, and that no value can become an option.

import { describe, expect, test } from "vitest";
import type { Builder } from "../../server/engine/builders.ts";
import {
  argumentProblem,
  type BuildArguments,
  buildArgv,
  removeImageArgv,
  sideTag,
} from "../../server/engine/client-argv.ts";
import { clients } from "../../server/engine/clients/index.ts";

const plain: BuildArguments = {
  builder: "buildx",
  dockerfile: "/tmp/x/Dockerfile",
  context: "/home/user/my project",
  tag: sideTag("0123456789ab", 0),
  run: "0123456789ab",
  buildArgs: [],
  secrets: [],
  ssh: [],
  buildContexts: [],
};

describe("the command of each builder", () => {
  test.each<[Builder, readonly string[]]>([
    ["buildx", ["buildx", "build", "--load", "--progress=plain"]],
    ["buildkit", ["build", "--progress=plain"]],
    ["legacy", ["build", "--force-rm"]],
    ["buildah", ["build", "--layers", "--force-rm"]],
  ])("%s", (builder, start) => {
    expect(buildArgv({ ...plain, builder })).toEqual([
      ...start,
      "--file=/tmp/x/Dockerfile",
      "--tag=lean-dockerfile/compare:0123456789ab-a",
      "--label=lean-dockerfile.compare=0123456789ab",
      "/home/user/my project",
    ]);
  });
});

test("every value rides in its own option, whatever it looks like", () => {
  const args = buildArgv({
    ...plain,
    target: "--privileged",
    platform: "-v",
    network: "--network=host",
    buildArgs: ["--label=x", "A=$(touch /x) `id`", "B=two\nlines"],
    secrets: ["id=s,src=-"],
    ssh: ["--help"],
    buildContexts: ["base=--pull"],
  });
  expect(args.slice(0, 4)).toEqual(["buildx", "build", "--load", "--progress=plain"]);
  expect(args.slice(4)).toEqual([
    "--file=/tmp/x/Dockerfile",
    "--tag=lean-dockerfile/compare:0123456789ab-a",
    "--label=lean-dockerfile.compare=0123456789ab",
    "--target=--privileged",
    "--platform=-v",
    "--network=--network=host",
    "--build-arg=--label=x",
    "--build-arg=A=$(touch /x) `id`",
    "--build-arg=B=two\nlines",
    "--secret=id=s,src=-",
    "--ssh=--help",
    "--build-context=base=--pull",
    "/home/user/my project",
  ]);
});

test("nothing pulls, skips the cache or pushes", () => {
  for (const builder of ["buildx", "buildkit", "legacy", "buildah"] as const) {
    expect(buildArgv({ ...plain, builder }).join(" ")).not.toMatch(/--pull|--no-cache|--push|--output/);
  }
});

test("images are removed without their parents", () => {
  expect(removeImageArgv(clients.docker, "x:1")).toEqual(["image", "rm", "--no-prune", "x:1"]);
  expect(removeImageArgv(clients.podman, "x:1")).toEqual(["image", "rm", "--no-prune", "x:1"]);
  // nerdctl refuses the option, and never removes parents.
  expect(removeImageArgv(clients.nerdctl, "x:1")).toEqual(["image", "rm", "x:1"]);
});

test("tags of a run differ", () => {
  const tags = Array.from({ length: 60 }, (_, index) => sideTag("r", index));
  expect(new Set(tags).size).toBe(60);
  expect(tags.every((tag) => /^lean-dockerfile\/compare:[a-z0-9-]+$/.test(tag))).toBe(true);
});

test("what can't be passed is refused without showing it", () => {
  const none = { buildArgs: [], secrets: [], ssh: [], buildContexts: [] };
  expect(argumentProblem(none)).toBeUndefined();
  expect(argumentProblem({ ...none, buildArgs: ["TOKEN=hunter2\0"] })).toBe(
    "A build argument has a NUL character",
  );
  expect(argumentProblem({ ...none, target: "a\0b" })).toBe("A target has a NUL character");
  expect(argumentProblem({ ...none, buildArgs: ["=x"] })).toBe("A build argument has no name");
  expect(argumentProblem({ ...none, platform: "linux/amd64,linux/arm64" })).toContain(
    "More than one platform",
  );
});
