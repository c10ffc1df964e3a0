// What changed files take out of the snapshots of projects.

import { describe, expect, test } from "vitest";
import type { FileState, Wanted } from "../../server/core/project/project.ts";
import { type FileEvent, Projects, relativePath, rootOf } from "../../server/lsp/projects.ts";
import { memoryHost } from "./harness.ts";

const disk = new Map([
  ["/project/Dockerfile", "FROM a\nCOPY . .\n"],
  ["/project/go.mod", "module a\n"],
  ["/project/cmd/main.go", "package main\n"],
  ["/project/.dockerignore", ""],
]);

const wanted: readonly Wanted[] = [
  { kind: "file", path: "go.mod" },
  { kind: "file", path: "go.sum" },
  { kind: "file", path: "cmd" },
  { kind: "file", path: "cmd/main.go" },
  { kind: "glob", glob: "**/*.go" },
];

async function loaded() {
  const { files } = memoryHost(disk);
  if (files === undefined) throw new Error("the host has no files");
  const projects = new Projects(files);
  const request = {
    dockerfile: "/project/Dockerfile",
    text: "FROM a\nCOPY . .\n",
    roots: ["/project"],
    configured: "",
  };
  await projects.open(request);
  await projects.load(request.dockerfile, wanted);
  const left = async () => {
    const project = await projects.open(request);
    return [...(project?.snapshot.files.keys() ?? []), ...(project?.snapshot.globs.keys() ?? [])];
  };
  return { projects, left, request };
}

const everything = ["go.mod", "go.sum", "cmd", "cmd/main.go", "**/*.go"];
const without = (...gone: readonly string[]) => everything.filter((each) => !gone.includes(each));

describe("a change on disk", () => {
  test.each<[string, FileEvent, readonly string[]]>([
    ["of a file that was read", { path: "/project/go.mod", kind: "changed" }, without("go.mod")],
    ["that brings a missing file", { path: "/project/go.sum", kind: "created" }, without("go.sum")],
    [
      "of a file that a glob found",
      { path: "/project/cmd/main.go", kind: "changed" },
      without("cmd/main.go"),
    ],
    ["that brings a file for a glob", { path: "/project/cmd/other.go", kind: "created" }, without("**/*.go")],
    [
      "that takes a folder",
      { path: "/project/cmd", kind: "deleted" },
      without("cmd", "cmd/main.go", "**/*.go"),
    ],
    ["of the ignore file", { path: "/project/.dockerignore", kind: "changed" }, []],
    [
      "of the Dockerfile's own ignore file",
      { path: "/project/Dockerfile.dockerignore", kind: "created" },
      [],
    ],
    ["of a file that nobody asked for", { path: "/project/README.md", kind: "changed" }, everything],
    ["that brings a file that nobody asked for", { path: "/project/README.md", kind: "created" }, everything],
    ["beside the project", { path: "/project-2/go.mod", kind: "changed" }, everything],
  ])("%s", async (_, event, expected) => {
    const { projects, left } = await loaded();
    projects.forget([event]);
    expect(await left()).toEqual(expected);
  });

  test("leaves the Dockerfile in its place", async () => {
    const { projects, request } = await loaded();
    projects.forget([{ path: "/project/go.mod", kind: "changed" }]);
    expect((await projects.open(request))?.snapshot.dockerfile).toBe("Dockerfile");
  });

  test("while files are read makes what was read stale", async () => {
    const { files } = memoryHost(disk);
    if (files === undefined) throw new Error("the host has no files");
    let release = () => {};
    const slow = {
      ...files,
      load: async (...args: Parameters<typeof files.load>) => {
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        return files.load(...args);
      },
    };
    const projects = new Projects(slow);
    const request = { dockerfile: "/project/Dockerfile", text: "FROM a\n", roots: [], configured: "" };
    await projects.open(request);
    const first = projects.load(request.dockerfile, wanted);
    release();
    await first;
    const second = projects.load(request.dockerfile, [{ kind: "file", path: "x" }]);
    projects.forget([{ path: "/project/go.mod", kind: "changed" }]);
    release();
    await second;
    const project = await projects.open(request);
    expect(project?.snapshot.files.has("go.mod")).toBe(false);
  });
});

describe("snapshots", () => {
  test("are kept for each Dockerfile until it is closed", async () => {
    const { projects, left, request } = await loaded();
    await projects.open({ ...request, dockerfile: "/project/other.Dockerfile" });
    expect(await left()).toEqual(everything);
    projects.close(request.dockerfile);
    expect(await left()).toEqual([]);
  });

  test("start anew when the context moves", async () => {
    const { projects, request } = await loaded();
    const moved = await projects.open({ ...request, configured: "/project/cmd" });
    expect(moved?.folder).toBe("/project/cmd");
    expect(new Map<string, FileState>(moved?.snapshot.files)).toEqual(new Map());
  });

  test("ask for the context again only when the copied paths change", async () => {
    const host = memoryHost(disk);
    let questions = 0;
    const { files } = host;
    if (files === undefined) throw new Error("the host has no files");
    const projects = new Projects({
      ...files,
      contextOf: (question) => {
        questions++;
        return files.contextOf(question);
      },
    });
    const base = { dockerfile: "/project/Dockerfile", roots: [], configured: "" };
    for (const text of [
      "FROM a\nCOPY . .\n",
      "# typed\nFROM a\nCOPY . .\nRUN x\n",
      "FROM a\nCOPY . .\nRUN y",
    ])
      await projects.open({ ...base, text });
    expect(questions).toBe(1);
    await projects.open({ ...base, text: "FROM a\nCOPY b .\n" });
    expect(questions).toBe(2);
  });
});

describe("weights", () => {
  const weighable = ["cmd", "none"];
  const opened = async () => {
    const host = memoryHost(new Map(disk));
    if (host.files === undefined) throw new Error("the host has no files");
    const projects = new Projects(host.files);
    const request = { dockerfile: "/project/Dockerfile", text: "FROM a\n", roots: [], configured: "" };
    await projects.open(request);
    const weights = async () => [...((await projects.open(request))?.snapshot.weights ?? [])];
    return { host, projects, request, weights, weigh: () => projects.weigh(request.dockerfile, weighable) };
  };
  const known = [["cmd", { bytes: 13, bound: "exact" }]];

  test("are asked for once, and again when something below a path changed", async () => {
    const { host, projects, weights, weigh, request } = await opened();
    expect([await weigh(), await weights()]).toEqual([true, known]);
    await projects.load(request.dockerfile, wanted);
    expect(await weights()).toEqual(known);
    projects.forget([{ path: "/project/go.mod", kind: "changed" }]);
    await weigh();
    expect(host.weighed.filter((path) => path === "cmd")).toHaveLength(1);
    projects.forget([{ path: "/project/cmd/main.go", kind: "changed" }]);
    expect([await weights(), await weigh()]).toEqual([known, true]);
    expect(host.weighed.filter((path) => path === "cmd")).toHaveLength(2);
  });

  test("go when the ignore file changes, those that are being taken as well", async () => {
    const { projects, weights, weigh, request } = await opened();
    await projects.load(request.dockerfile, wanted);
    await weigh();
    const ignore = { path: "/project/.dockerignore", kind: "changed" } as const;
    projects.forget([ignore]);
    expect(await weights()).toEqual([]);
    const running = weigh();
    projects.forget([ignore]);
    expect([await running, await weights()]).toEqual([false, []]);
  });
});

describe("files that describe builds", () => {
  test("are asked about again when one changes", async () => {
    const { files } = memoryHost(disk);
    if (files === undefined) throw new Error("the host has no files");
    const names = ["web", "worker"];
    const projects = new Projects({
      ...files,
      contextOf: async () => ({ folder: "/project", builds: [buildOf(names.shift() ?? "none")] }),
    });
    const request = { dockerfile: "/project/Dockerfile", text: "FROM a\n", roots: [], configured: "" };
    const target = async () => (await projects.open(request))?.snapshot.builds?.[0]?.target;
    expect([await target(), await target()]).toEqual(["web", "web"]);
    await projects.load(request.dockerfile, wanted);
    expect(projects.forget([{ path: "/project/README.md", kind: "changed" }])).toBe(false);
    expect(await target()).toBe("web");
    expect(projects.forget([{ path: "/project/compose.yaml", kind: "changed" }])).toBe(true);
    expect(await target()).toBe("worker");
    projects.forget([{ path: "/project/.dockerignore", kind: "changed" }]);
    expect(await target()).toBe("worker");
  });
});

function buildOf(target: string) {
  const place = { source: "compose", file: "compose.yaml", name: "x", context: "." } as const;
  return { ...place, target, development: false };
}

describe("paths", () => {
  test.each([
    ["/a", "/a/b/c", "b/c"],
    ["/a/", "/a/b", "b"],
    ["c:\\work", "c:\\work\\sub\\Dockerfile", "sub/Dockerfile"],
    ["/a", "/ab/c", undefined],
    ["/a", "/a", undefined],
  ])("%s holds %s as %s", (folder, path, expected) => {
    expect(relativePath(folder, path)).toBe(expected);
  });

  test("belong to the innermost root", () => {
    expect(rootOf("/a/b/c", ["/a", "/a/b", "/x"])).toBe("/a/b");
    expect(rootOf("/y", ["/a"])).toBeUndefined();
  });
});
