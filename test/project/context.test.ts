// The build context: patterns, `.dockerignore` and COPY sources against what real engines did.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CopyRequest,
  contextPath,
  copiedFiles,
  landing,
  sourceExists,
  sourceKind,
} from "../../server/core/project/copy-sources.ts";
import {
  dockerignore,
  dockerignoreOf,
  ignored,
  ignoreFileOf,
  leavesOutAll,
  notIgnored,
  parseDockerignore,
  verdictOf,
} from "../../server/core/project/dockerignore.ts";
import {
  globFolder,
  globMatcher,
  hasWildcard,
  matchGlob,
  matchPath,
} from "../../server/core/project/glob.ts";
import { type FileState, Project, unknownProject } from "../../server/core/project/project.ts";
import { inProject } from "./memory-project.ts";

function fixture<T>(name: string): T {
  return JSON.parse(readFileSync(join(import.meta.dirname, name), "utf8")) as T;
}

interface IgnoreRow {
  readonly patterns: string;
  readonly ignored: readonly string[] | "error";
  readonly older?: Readonly<Record<string, readonly string[] | "error">>;
}

const ignoreRows = fixture<{ readonly tree: readonly string[]; readonly rows: readonly IgnoreRow[] }>(
  "dockerignore-recorded.json",
);

interface CopyRow {
  readonly sources: readonly string[];
  readonly destination: string;
  readonly files: readonly string[] | "error";
}

const copyRows = fixture<{ readonly tree: readonly string[]; readonly rows: readonly CopyRow[] }>(
  "copy-recorded.json",
);

describe("dockerignore, as BuildKit does it", () => {
  it.each(ignoreRows.rows.map((row) => [JSON.stringify(row.patterns), row] as const))("%s", (_name, row) => {
    const ignore = parseDockerignore(row.patterns);
    const got =
      ignore.problems.length > 0 ? "error" : ignoreRows.tree.filter((path) => ignored(ignore, path));
    expect(got).toEqual(row.ignored);
  });

  it("names the line of what stops the build", () => {
    expect(parseDockerignore("a\n[\n!\nb\\").problems.map((each) => each.line)).toEqual([1, 2, 3]);
    expect(parseDockerignore("# c\n\n/x/\n!y").patterns).toEqual([
      { pattern: "x", exception: false, line: 2 },
      { pattern: "y", exception: true, line: 3 },
    ]);
  });

  it("prefers the Dockerfile's own file", () => {
    const files = {
      ".dockerignore": "a",
      "build/app.Dockerfile.dockerignore": "b",
      "build/app.Dockerfile": "",
    };
    const patterns = (dockerfile: string | undefined) =>
      inProject(files, dockerignoreOf, dockerfile)?.patterns.map((each) => each.pattern);
    expect(patterns("build/app.Dockerfile")).toEqual(["b"]);
    expect(patterns("Dockerfile")).toEqual(["a"]);
    expect(patterns(undefined)).toEqual(["a"]);
    expect(inProject({}, dockerignoreOf, "Dockerfile")?.patterns).toEqual([]);
    expect(dockerignoreOf(new Project(unknownProject))).toBeUndefined();
  });

  it("takes the Dockerfile's own file also where it is empty, or outside the context", () => {
    const empty = { ".dockerignore": "a", "app.Dockerfile.dockerignore": "" };
    expect(inProject(empty, dockerignoreOf, "app.Dockerfile")?.patterns).toEqual([]);
    const outside = { ".dockerignore": "a", "../docker/Dockerfile.dockerignore": "b" };
    expect(inProject(outside, ignoreFileOf, "../docker/Dockerfile")).toMatchObject({
      path: "../docker/Dockerfile.dockerignore",
      text: "b",
    });
  });

  it("does not guess where the file that counts can't be read", () => {
    const files = new Map<string, FileState>([
      ["Dockerfile.dockerignore", { kind: "unread", why: "it may not be read" }],
      [".dockerignore", { kind: "text", text: "a" }],
    ]);
    const project = new Project({ known: true, dockerfile: "Dockerfile", files, globs: new Map() });
    expect(dockerignoreOf(project)).toBeUndefined();
  });

  it("is read once for a snapshot", () => {
    const files = new Map<string, FileState>([[".dockerignore", { kind: "text", text: "a" }]]);
    const snapshot = { known: true, files, globs: new Map() };
    const first = dockerignoreOf(new Project(snapshot));
    expect(first?.patterns).toHaveLength(1);
    expect(dockerignoreOf(new Project(snapshot))).toBe(first);
  });

  it.each([
    ["a", "a", true],
    ["a\n!a/b", "a", false],
    ["a\n!a/b", "c", true],
    ["a\n!a/b", "a/b/c", false],
    ["*\n!**/keep", "a", false],
    ["*\n!src/*.go", "src", false],
    ["*\n!src/*.go", "docs", true],
  ])("%j: everything below an ignored %s is left out: %s", (text, folder, all) => {
    expect(leavesOutAll(parseDockerignore(text), folder)).toBe(all);
  });

  it("gives a walk the same answer as a single question", () => {
    const patterns = fc.array(
      fc.constantFrom("*", "**", "a", "a/b", "!a", "!a/b", "**/b", "!**/c", "a/*", "!a/*/c", "b/**"),
      { maxLength: 5 },
    );
    const paths = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(patterns, paths, (lines, parts) => {
        const ignore = parseDockerignore(lines.join("\n"));
        let verdict = notIgnored;
        let skipped = false;
        parts.forEach((_, index) => {
          const path = parts.slice(0, index + 1).join("/");
          verdict = verdictOf(ignore, verdict, path);
          if (index < parts.length - 1 && verdict.ignored && leavesOutAll(ignore, path)) skipped = true;
        });
        expect(ignored(ignore, parts.join("/"))).toBe(verdict.ignored);
        // What a walk does not enter, it would not have taken.
        if (skipped) expect(verdict.ignored).toBe(true);
      }),
    );
  });

  it("reads any text and answers for any path", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[ab/*?![\]\\.\n^-]*$/)),
        fc.string(),
        (text, path) => {
          expect(typeof dockerignore(text)(path)).toBe("boolean");
        },
      ),
    );
  });

  it("does not slow down on patterns that make a search come back", () => {
    const ignore = parseDockerignore(`${"**/a*".repeat(40)}\n${"*a".repeat(200)}b`);
    const before = performance.now();
    ignored(ignore, "a/".repeat(500) + "a".repeat(2_000));
    expect(performance.now() - before).toBeLessThan(3_000);
  });
});

describe("patterns", () => {
  it.each([
    ["*.go", "main.go", true],
    ["*.go", "a/main.go", false],
    ["a/*/c", "a/b/c", true],
    ["a?c", "abc", true],
    ["a?c", "a/c", false],
    ["[a-c]x", "bx", true],
    ["[^a-c]x", "bx", false],
    ["[!a]x", "!x", true],
    ["\\*", "*", true],
    ["**", "a", true],
    ["**", "a/b", false],
    ["a*b*c", "aXbYbc", true],
    ["", "", true],
    ["[", "[", undefined],
    ["[]a]", "a", undefined],
    ["a\\", "a", undefined],
    ["[a-]", "a", undefined],
    ["é?", "éü", true],
  ] as const)("Go matches %j with %j: %s", (pattern, path, expected) => {
    expect(matchPath(pattern, path)).toBe(expected);
  });

  it.each([
    ["**/*.go", "main.go", true],
    ["**/*.go", "a/b/main.go", true],
    ["src/**", "src/a/b", true],
    ["src/**", "src", false],
    ["**", "a/b/c", true],
    ["a/**/b", "a/b", true],
    ["a/**/b", "a/x/y/b", true],
    ["a/**/**/b", "a/b", true],
    ["[!a].txt", "b.txt", true],
    ["*", "a/b", false],
    ["[", "[", false],
    ["a/**/c/*.x", "a/b/c/c/d.x", true],
  ] as const)("glob %j takes %j: %s", (glob, path, expected) => {
    expect(matchGlob(glob, path)).toBe(expected);
    expect(globMatcher(glob)(path)).toBe(expected);
  });

  it("knows where a glob can match", () => {
    expect(globFolder("src/**/*.go")).toBe("src");
    expect(globFolder("*.go")).toBe(".");
    expect(globFolder("a/b")).toBe("a");
  });

  it("tells patterns from names", () => {
    expect([hasWildcard("a*"), hasWildcard("a\\*"), hasWildcard("a[b]"), hasWildcard("a.b")]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  it("takes any pattern and path", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[ab/*?![\]\\^-]*$/)),
        fc.string(),
        (pattern, path) => {
          expect(typeof matchGlob(pattern, path)).toBe("boolean");
          matchPath(pattern, path);
        },
      ),
    );
  });

  it("matches a text with itself when it is escaped", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(matchPath(text.replace(/[*?[\\]/g, "\\$&"), text)).toBe(true);
      }),
    );
  });
});

describe("COPY, as BuildKit does it", () => {
  const files = Object.fromEntries(copyRows.tree.map((path) => [path, path]));
  const requestOf = (row: CopyRow): CopyRequest => {
    const { destination } = row;
    const target = destination.startsWith("/")
      ? destination
      : destination === "." || destination === "./"
        ? "/w"
        : `/w/${destination}`;
    return {
      sources: row.sources,
      target: target.length > 1 ? target.replace(/\/$/, "") : target,
      intoFolder: destination.endsWith("/") || destination === "." || row.sources.length > 1,
    };
  };
  it.each(copyRows.rows.map((row) => [`${row.sources.join(" ")} ${row.destination}`, row] as const))(
    "%s",
    (_name, row) => {
      const request = requestOf(row);
      const copied = inProject(files, (project) => copiedFiles(project, request)) ?? [];
      if (row.files === "error") {
        // A source that is missing, or several files for one name: both are for the caller to tell.
        const missing = row.sources.some(
          (source) => inProject(files, (project) => sourceExists(project, source)) === false,
        );
        expect(missing || (!request.intoFolder && copied.length > 1)).toBe(true);
        return;
      }
      expect(copied.map((each) => each.to)).toEqual(row.files);
      for (const { from, to } of copied) expect(landing(request, from)).toBe(to);
    },
  );

  it("keeps folders with --parents and leaves out with --exclude", () => {
    const project = { "a/b/c.txt": "", "a/b/d.md": "", "a/e/f.txt": "" };
    const files_ = (request: Partial<CopyRequest>) =>
      inProject(project, (each) =>
        copiedFiles(each, { sources: ["a"], target: "/x", intoFolder: true, ...request }),
      )?.map((each) => each.to);
    expect(files_({ parents: true })).toEqual(["/x/a/b/c.txt", "/x/a/b/d.md", "/x/a/e/f.txt"]);
    expect(files_({ exclude: ["**/*.md"] })).toEqual(["/x/b/c.txt", "/x/e/f.txt"]);
    expect(files_({ exclude: ["b"] })).toEqual(["/x/e/f.txt"]);
  });

  it("says what a source is", () => {
    const kind = (source: string) => inProject(files, (project) => sourceKind(project, source));
    expect(["a.txt", "src", "*.txt", "none", "n*", ".", "/", "src/"].map(kind)).toEqual([
      "file",
      "folder",
      "pattern",
      "absent",
      "absent",
      "folder",
      "folder",
      "folder",
    ]);
    expect(inProject(files, (project) => sourceKind(project, "a.txt", parseDockerignore("*.txt")))).toBe(
      "absent",
    );
    expect(sourceKind(new Project(unknownProject), ".")).toBeUndefined();
    expect(contextPath("../x")).toEqual({ path: "x", leavesContext: true });
  });

  it("answers for any sources and paths", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.string(), fc.string(), (sources, target, path) => {
        landing({ sources, target, intoFolder: true }, path);
        inProject({ [path]: "" }, (project) => copiedFiles(project, { sources, target, intoFolder: false }));
      }),
    );
  });
});
