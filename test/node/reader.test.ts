// Reading a build context: caps, links, `.dockerignore`, what is walked, and the rounds.

import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Project, type ProjectSnapshot, type Wanted } from "../../server/core/project/project.ts";
import { defaultCaps, loadSnapshot, nothingLoaded, type ReaderCaps } from "../../server/node/reader.ts";
import { analyseWithProject } from "../../server/node/rounds.ts";
import { folderWith } from "./temporary.ts";

async function load(
  folder: string,
  wanted: readonly string[],
  caps: Partial<ReaderCaps> = {},
  dockerfile?: string,
): Promise<ProjectSnapshot> {
  const all = wanted.map(
    (each): Wanted => (each.includes("*") ? { kind: "glob", glob: each } : { kind: "file", path: each }),
  );
  return loadSnapshot({ folder, dockerfile }, all, nothingLoaded, { ...defaultCaps, ...caps });
}

describe("files of a context", () => {
  it("are text, folders, absent or unread", async () => {
    const folder = folderWith({
      "a.txt": "hello",
      "bin/tool": "#!/bin/sh\n",
      "image.png": Buffer.from([1, 0, 2]),
      empty: "",
    });
    chmodSync(join(folder, "bin/tool"), 0o755);
    const { files, known } = await load(folder, [
      "a.txt",
      "bin",
      "bin/tool",
      "image.png",
      "none",
      "a.txt/below",
      ".",
      "empty",
    ]);
    expect(known).toBe(true);
    expect(Object.fromEntries(files)).toEqual({
      "a.txt": { kind: "text", text: "hello", executable: false },
      bin: { kind: "folder" },
      "bin/tool": { kind: "text", text: "#!/bin/sh\n", executable: true },
      "image.png": { kind: "unread", why: "it is not text" },
      none: { kind: "absent" },
      "a.txt/below": { kind: "absent" },
      ".": { kind: "folder" },
      empty: { kind: "text", text: "", executable: false },
    });
  });

  it("are read within the caps", async () => {
    const folder = folderWith({
      "a.txt": "12345",
      "b.txt": "12345",
      "c.txt": "12345",
      "long.txt": "x".repeat(100),
    });
    const kinds = async (caps: Partial<ReaderCaps>) =>
      [...(await load(folder, ["a.txt", "long.txt", "b.txt", "c.txt"], caps)).files.values()].map(
        (each) => each.kind,
      );
    expect(await kinds({})).toEqual(["text", "text", "text", "text"]);
    expect(await kinds({ bytesPerFile: 50 })).toEqual(["text", "unread", "text", "text"]);
    expect(await kinds({ files: 2 })).toEqual(["text", "text", "unread", "unread"]);
    expect(await kinds({ bytesInAll: 11 })).toEqual(["text", "unread", "text", "unread"]);
  });

  it("count what earlier rounds have read", async () => {
    const folder = folderWith({ "a.txt": "1", "b.txt": "2" });
    const first = await load(folder, ["a.txt"]);
    const second = await loadSnapshot({ folder }, [{ kind: "file", path: "b.txt" }], first, {
      ...defaultCaps,
      files: 1,
    });
    expect(second.files.get("a.txt")).toEqual({ kind: "text", text: "1", executable: false });
    expect(second.files.get("b.txt")?.kind).toBe("unread");
    expect(first.files.has("b.txt")).toBe(false);
  });

  it("are not read through links that leave the context", async () => {
    const outside = folderWith({ "secret.txt": "secret" });
    const folder = folderWith({ "inside.txt": "inside" });
    symlinkSync(join(outside, "secret.txt"), join(folder, "out.txt"));
    symlinkSync(outside, join(folder, "outside"));
    symlinkSync("inside.txt", join(folder, "in.txt"));
    symlinkSync("loop", join(folder, "loop"));
    symlinkSync("gone", join(folder, "dangling"));
    const { files, globs } = await load(folder, [
      "out.txt",
      "outside/secret.txt",
      "in.txt",
      "loop",
      "dangling",
      "**",
    ]);
    expect(files.get("out.txt")).toEqual({ kind: "unread", why: "it is a link that leaves the context" });
    expect(files.get("outside/secret.txt")?.kind).toBe("unread");
    expect(files.get("in.txt")).toEqual({ kind: "text", text: "inside", executable: false });
    expect(files.get("loop")?.kind).toBe("unread");
    expect(files.get("dangling")).toEqual({ kind: "absent" });
    expect(globs.get("**")).toEqual(["in.txt", "inside.txt"]);
  });

  it("are absent where the context is", async () => {
    const { files, globs } = await load(join(folderWith({}), "none"), ["a.txt", "**"]);
    expect(files.get("a.txt")).toEqual({ kind: "absent" });
    expect(globs.get("**")).toEqual([]);
  });
});

describe("globs over a context", () => {
  const files = {
    "main.go": "",
    "cmd/x/main.go": "",
    "vendor/lib/lib.go": "",
    "node_modules/m/index.js": "",
    "target/out.go": "",
    "docs/a.md": "",
    "docs/keep.md": "",
    "web/node_modules/n/x.go": "",
  };

  it("leave out what docker leaves out", async () => {
    const folder = folderWith({ ...files, ".dockerignore": "docs\n!docs/keep.md\ncmd\n" });
    const { globs } = await load(folder, ["**/*.go", "**/*.md", "*.go"]);
    expect(Object.fromEntries(globs)).toEqual({
      "**/*.go": ["main.go"],
      "**/*.md": ["docs/keep.md"],
      "*.go": ["main.go"],
    });
  });

  it("follow the Dockerfile's own file where there is one", async () => {
    const folder = folderWith({
      ...files,
      ".dockerignore": "docs",
      "build.Dockerfile": "",
      "build.Dockerfile.dockerignore": "cmd",
    });
    const own = await load(folder, ["**/*.md", "cmd/**"], {}, join(folder, "build.Dockerfile"));
    expect(Object.fromEntries(own.globs)).toEqual({ "**/*.md": ["docs/a.md", "docs/keep.md"], "cmd/**": [] });
  });

  it("read the Dockerfile's own file, outside the context too", async () => {
    const folder = folderWith({
      "app/.dockerignore": "a.txt",
      "app/a.txt": "",
      "app/b.txt": "",
      "docker/Dockerfile": "",
      "docker/Dockerfile.dockerignore": "b.txt",
    });
    const own = await load(
      join(folder, "app"),
      ["*", "../docker/Dockerfile.dockerignore", "../docker/Dockerfile"],
      {},
      join(folder, "docker/Dockerfile"),
    );
    expect(own.dockerfile).toBe("../docker/Dockerfile");
    expect(own.globs.get("*")).toEqual([".dockerignore", "a.txt"]);
    expect(Object.fromEntries(own.files)).toEqual({
      "../docker/Dockerfile.dockerignore": { kind: "text", text: "b.txt" },
      "../docker/Dockerfile": { kind: "absent" },
    });
  });

  it("enter folders of others only when they are named", async () => {
    const folder = folderWith(files);
    const { globs } = await load(folder, ["**/*.go", "vendor/**/*.go", "node_modules/m/*", "web/**"]);
    expect(Object.fromEntries(globs)).toEqual({
      "**/*.go": ["cmd/x/main.go", "main.go"],
      "vendor/**/*.go": ["vendor/lib/lib.go"],
      "node_modules/m/*": ["node_modules/m/index.js"],
      "web/**": [],
    });
  });

  it("end at the caps", async () => {
    const folder = folderWith({ "a/b/c/d.txt": "", "a/e.txt": "", "f.txt": "" });
    expect((await load(folder, ["**"], { depth: 1 })).globs.get("**")).toEqual(["a/e.txt", "f.txt"]);
    expect((await load(folder, ["**"], { entries: 0 })).globs.get("**")).toEqual([]);
  });
});

describe("rounds", () => {
  const chain = (project: ProjectSnapshot) => {
    const view = new Project(project);
    const read: string[] = [];
    for (let next: string | undefined = "0.txt"; next !== undefined; ) {
      const text: string | null | undefined = view.text(next);
      if (typeof text !== "string") break;
      read.push(next);
      next = text === "" ? undefined : text;
    }
    return { wanted: view.wanted, read };
  };

  it("load what each run finds it needs", async () => {
    const folder = folderWith({ "0.txt": "1.txt", "1.txt": "2.txt", "2.txt": "" });
    const result = await analyseWithProject({ folder }, chain);
    expect(result.read).toEqual(["0.txt", "1.txt", "2.txt"]);
    expect(result.wanted).toEqual([]);
  });

  it("end after eight runs", async () => {
    const folder = folderWith(
      Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`${index}.txt`, `${index + 1}.txt`])),
    );
    let runs = 0;
    const result = await analyseWithProject({ folder }, (project) => {
      runs++;
      return chain(project);
    });
    expect(runs).toBe(8);
    expect(result.read).toHaveLength(7);
  });

  it("run once without a context", async () => {
    let runs = 0;
    const result = await analyseWithProject(undefined, (project) => {
      runs++;
      return { wanted: [], known: project.known };
    });
    expect([runs, result.known]).toEqual([1, false]);
  });

  it("walk the context once for all rounds", async () => {
    const folder = folderWith({ "a.txt": "" });
    const seen: (readonly string[] | undefined)[] = [];
    await analyseWithProject({ folder }, (project) => {
      const view = new Project(project);
      seen.push(view.find("*.txt"));
      // A file that appears between two rounds belongs to the next analysis.
      if (seen.length === 2) writeFileSync(join(folder, "b.txt"), "");
      if (seen.length > 1) seen.push(view.find("**"));
      return { wanted: view.wanted };
    });
    expect(seen.at(-1)).toEqual(["a.txt"]);
  });
});

describe("a large context", () => {
  it("is walked in good time", async () => {
    const folder = folderWith({
      ".dockerignore": Array.from({ length: 30 }, (_, index) => `**/skip${index}*`).join("\n"),
    });
    for (let each = 0; each < 60; each++) {
      mkdirSync(join(folder, `d${each}`));
      for (let file = 0; file < 100; file++) writeFileSync(join(folder, `d${each}/f${file}.txt`), "");
    }
    const before = performance.now();
    const { globs } = await load(folder, ["**/*.txt", "**/*.go", "d1/*"]);
    expect(globs.get("**/*.txt")).toHaveLength(6_000);
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});
