// Finding Dockerfiles, finding their contexts, reading and writing files.

import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join, relative } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { findContext } from "../../server/node/find-context.ts";
import { findDockerfiles } from "../../server/node/find-dockerfiles.ts";
import { readDockerfile, readDockerfileFrom } from "../../server/node/read-dockerfile.ts";
import { writeWhole } from "../../server/node/write-files.ts";
import { folderWith } from "./temporary.ts";

async function found(folder: string, below = "."): Promise<readonly string[]> {
  const answer = await findDockerfiles(join(folder, below));
  return answer.ok ? answer.files.map((file) => relative(folder, file)) : [answer.message];
}

describe("Dockerfiles below a folder", () => {
  it("are known by their names", async () => {
    const folder = folderWith({
      Dockerfile: "",
      "api.Dockerfile": "",
      "Dockerfile.dev": "",
      Containerfile: "",
      "Containerfile.arm": "",
      "app.dockerfile": "",
      "sub/deep/Dockerfile": "",
      "Dockerfile.dockerignore": "",
      "Dockerfile.md": "",
      "Dockerfile~": "",
      "Dockerfile.orig": "",
      ".Dockerfile.swp": "",
      "#Dockerfile#": "",
      Makefile: "",
      NotDockerfile: "",
      "node_modules/x/Dockerfile": "",
      ".git/Dockerfile": "",
    });
    expect(await found(folder)).toEqual([
      "Containerfile",
      "Containerfile.arm",
      "Dockerfile",
      "Dockerfile.dev",
      "api.Dockerfile",
      "app.dockerfile",
      "sub/deep/Dockerfile",
    ]);
  });

  it("are told from files of other languages by how they start", async () => {
    const folder = folderWith({
      "dockerfile.go": "package dockerfile\n",
      "Dockerfile.go": "# Go\n\nFROM golang\n",
      "Dockerfile.py": "ARG X=1\nFROM $X\n",
      "Dockerfile.ts": "export class Dockerfile {}\n",
      "Dockerfile.json": "{}",
    });
    expect(await found(folder)).toEqual(["Dockerfile.go", "Dockerfile.py"]);
  });

  it("are left out with a word when they are templates", async () => {
    const folder = folderWith({ "Dockerfile.j2": "", "Dockerfile.tmpl": "", Dockerfile: "" });
    const answer = await findDockerfiles(folder);
    expect(answer).toEqual({
      ok: true,
      files: [join(folder, "Dockerfile")],
      leftOut: [
        { file: join(folder, "Dockerfile.j2"), why: "it is a template" },
        { file: join(folder, "Dockerfile.tmpl"), why: "it is a template" },
      ],
    });
  });

  it("are left out where git ignores them", async () => {
    const folder = folderWith({
      ".gitignore": "build/\n*.dev\n!keep.dev\n",
      "build/Dockerfile": "",
      "Dockerfile.dev": "",
      "sub/.gitignore": "!Dockerfile.dev\nDockerfile\n",
      "sub/Dockerfile.dev": "",
      "sub/Dockerfile": "",
      Dockerfile: "",
    });
    expect(await found(folder)).toEqual(["Dockerfile", "sub/Dockerfile.dev"]);
  });

  it("are left out where the repository above ignores them", async () => {
    const folder = folderWith({
      ".gitignore": "sub/old\n",
      "sub/old/Dockerfile": "",
      "sub/new/Dockerfile": "",
    });
    mkdirSync(join(folder, ".git"));
    expect(await found(folder, "sub")).toEqual(["sub/new/Dockerfile"]);
  });

  it("are followed when they are links, folders are not", async () => {
    const folder = folderWith({ "real/Dockerfile.base": "" });
    symlinkSync("real/Dockerfile.base", join(folder, "Dockerfile"));
    symlinkSync("..", join(folder, "real/up"));
    expect(await found(folder)).toEqual(["Dockerfile", "real/Dockerfile.base"]);
  });

  it("are taken as they are when they are named", async () => {
    const folder = folderWith({ "odd.name": "" });
    expect(await found(folder, "odd.name")).toEqual(["odd.name"]);
    expect(await found(folder, "none")).toEqual([
      `\`${join(folder, "none")}\` does not exist: check the path`,
    ]);
  });
});

describe("the context of a Dockerfile", () => {
  const at = async (
    files: Readonly<Record<string, string>>,
    dockerfile: string,
    sources: readonly string[],
    given = "",
  ) => {
    const root = folderWith({ [dockerfile]: "FROM x\n", ...files });
    const context = await findContext({ dockerfile: join(root, dockerfile), given, root, sources });
    return context === undefined ? undefined : relative(root, context.folder) || ".";
  };

  it("is what is given, when that is a folder", async () => {
    expect(await at({ "app/x": "" }, "Dockerfile", ["none"], "app")).toBe("app");
    expect(await at({ "app/x": "" }, "Dockerfile", [], "nowhere")).toBeUndefined();
    expect(await at({ "app/x": "" }, "Dockerfile", [], "app/x")).toBeUndefined();
  });

  it("is the nearest folder upwards that holds every source", async () => {
    const files = { "go.mod": "", "cmd/api/main.go": "" };
    expect(await at(files, "cmd/api/Dockerfile", ["go.mod", "cmd"])).toBe(".");
    expect(await at(files, "cmd/api/Dockerfile", ["main.go"])).toBe("cmd/api");
    expect(await at(files, "cmd/api/Dockerfile", [])).toBe("cmd/api");
    expect(await at(files, "cmd/api/Dockerfile", ["."])).toBe("cmd/api");
    expect(await at(files, "cmd/api/Dockerfile", ["nowhere"])).toBeUndefined();
    expect(await at(files, "cmd/api/Dockerfile", ["/go.mod", "./cmd/", "https://example.com/x"])).toBe(".");
  });

  it("is looked for with the first part of a pattern", async () => {
    const files = { "go.sum": "", "src/a.go": "" };
    expect(await at(files, "docker/Dockerfile", ["go.*", "src/*.go"])).toBe(".");
    expect(await at(files, "docker/Dockerfile", ["src/*.rs"])).toBeUndefined();
    expect(await at(files, "docker/Dockerfile", ["s*c/a.go"])).toBe(".");
  });

  it.each([
    [
      "a compose file's build",
      "compose.yaml",
      "services:\n  api:\n    build:\n      context: .\n      dockerfile: docker/Dockerfile\n",
      "docker/Dockerfile",
      ".",
    ],
    ["its short form", "docker-compose.yml", "services: { api: { build: ./api } }", "api/Dockerfile", "api"],
    [
      "an override file",
      "docker-compose.prod.yml",
      "services: { api: { build: { context: ., dockerfile: docker/Dockerfile } } }",
      "docker/Dockerfile",
      ".",
    ],
    [
      "a default in a variable",
      "compose.yml",
      "services: { api: { build: { context: '${ROOT:-.}', dockerfile: docker/Dockerfile } } }",
      "docker/Dockerfile",
      ".",
    ],
    [
      "a merged map",
      "compose.yml",
      "x: &b { context: . }\nservices: { api: { build: { <<: *b, dockerfile: docker/Dockerfile } } }",
      "docker/Dockerfile",
      ".",
    ],
    [
      "a bake file in JSON",
      "docker-bake.json",
      '{"target": {"api": {"context": ".", "dockerfile": "docker/Dockerfile"}}}',
      "docker/Dockerfile",
      ".",
    ],
    [
      "a bake file in HCL",
      "docker-bake.hcl",
      'target "base" {\n  context = "."\n}\ntarget "api" {\n  inherits = ["base"]\n  dockerfile = "docker/Dockerfile" # here\n}\n',
      "docker/Dockerfile",
      ".",
    ],
    [
      "a task",
      ".vscode/tasks.json",
      '{ // tasks\n"tasks": [{"type": "docker-build", "dockerBuild": {"dockerfile": "${workspaceFolder}/docker/Dockerfile", "context": "${workspaceFolder}",}}] }',
      "docker/Dockerfile",
      ".",
    ],
  ])("is what %s says", async (_what, name, text, dockerfile, expected) => {
    expect(await at({ [name]: text, "docker/x": "" }, dockerfile, ["x"])).toBe(expected);
  });

  it.each([
    [
      "another Dockerfile",
      "compose.yml",
      "services: { api: { build: { context: ., dockerfile: other/Dockerfile } } }",
    ],
    [
      "a variable",
      "compose.yml",
      "services: { api: { build: { context: '${ROOT}', dockerfile: docker/Dockerfile } } }",
    ],
    ["an address", "compose.yml", "services: { api: { build: 'https://example.com/x.git' } }"],
    ["no YAML", "compose.yml", "services: [\n : {"],
    [
      "an expression in HCL",
      "docker-bake.hcl",
      'target "api" {\n  context = "${ROOT}"\n  dockerfile = "docker/Dockerfile"\n}\n',
    ],
    ["no JSON", ".vscode/tasks.json", "{"],
  ])("is not taken from a file that names %s", async (_what, name, text) => {
    expect(await at({ [name]: text, "docker/x": "" }, "docker/Dockerfile", ["x"])).toBe("docker");
  });
});

describe("the builds of a Dockerfile", () => {
  it("are looked for beside it, above it and in customary folders, up to the root", async () => {
    const compose = (context: string, target: string) =>
      `services: { x: { build: { context: ${context}, target: ${target} } } }`;
    const top = folderWith({
      "compose.yaml": compose("root/app", "outside"),
      "root/app/Dockerfile": "FROM x\n",
      "root/app/compose.yaml": compose(".", "beside"),
      "root/compose.yml": compose("app", "above"),
      "root/deploy/compose.yml": compose("../app", "deploy"),
      "root/.github/workflows/a.yml": "jobs: { a: { steps: [{ run: 'docker build --target run app' }] } }",
      "root/other/compose.yml": compose("../app", "elsewhere"),
    });
    const root = join(top, "root");
    const found = await findContext({
      dockerfile: join(root, "app/Dockerfile"),
      given: ".",
      root,
      sources: [],
    });
    expect(found?.folder).toBe(root);
    expect(found?.builds.map(({ file, target, context }) => `${file} ${target} ${context}`)).toEqual([
      "app/compose.yaml beside app",
      "compose.yml above app",
      ".github/workflows/a.yml run app",
      "deploy/compose.yml deploy app",
    ]);
  });
});

describe("reading a Dockerfile", () => {
  it("keeps a byte order mark and says whether every byte is kept", async () => {
    const folder = folderWith({
      marked: "\ufeffFROM x\r\n",
      latin: Buffer.from([0x23, 0xe9, 0x0a]),
      real: "# \ufffd\n",
    });
    expect(await readDockerfile(join(folder, "marked"))).toEqual({
      ok: true,
      text: "\ufeffFROM x\r\n",
      faithful: true,
    });
    expect(await readDockerfile(join(folder, "latin"))).toEqual({
      ok: true,
      text: "#\ufffd\n",
      faithful: false,
    });
    expect(await readDockerfile(join(folder, "real"))).toEqual({
      ok: true,
      text: "# \ufffd\n",
      faithful: true,
    });
  });

  it("says what is wrong", async () => {
    const folder = folderWith({
      binary: Buffer.from([1, 0, 2]),
      wide: Buffer.from("\ufeffFROM x", "utf16le"),
      large: Buffer.alloc(10 * 1024 * 1024 + 1, 0x23),
    });
    const message = async (name: string) => {
      const answer = await readDockerfile(join(folder, name));
      return answer.ok ? "" : answer.message.replaceAll(folder, "");
    };
    expect(await message("none")).toBe("`/none` does not exist: check the path");
    expect(await message("")).toBe("`` is a folder: name a Dockerfile in it");
    expect(await message("binary")).toBe("`/binary` is not text: it holds a NUL byte");
    expect(await message("wide")).toBe("`/wide` is UTF-16: save it as UTF-8");
    expect(await message("large")).toBe("`/large` has more than 10 MB: it is no Dockerfile");
    expect(await message("binary/below")).toBe("`/binary/below` does not exist: check the path");
  });

  it("reads a stream to its end and no further than the limit", async () => {
    expect(await readDockerfileFrom(Readable.from(["FROM ", Buffer.from("x")]), "standard input")).toEqual({
      ok: true,
      text: "FROM x",
      faithful: true,
    });
    const endless = Readable.from(
      (function* () {
        for (;;) yield Buffer.alloc(1024 * 1024, 0x23);
      })(),
    );
    expect(await readDockerfileFrom(endless, "standard input")).toEqual({
      ok: false,
      message: "`standard input` has more than 10 MB: it is no Dockerfile",
    });
    expect(await readDockerfile("/dev/zero")).toMatchObject({ ok: false });
  });

  it("does not split characters between pieces", async () => {
    const bytes = Buffer.from("# é\n");
    expect(
      await readDockerfileFrom(Readable.from([bytes.subarray(0, 3), bytes.subarray(3)]), "-"),
    ).toMatchObject({ text: "# é\n" });
  });
});

describe("writing a file", () => {
  it("keeps its mode and leaves nothing beside it", async () => {
    const folder = folderWith({ Dockerfile: "FROM a\n" });
    chmodSync(join(folder, "Dockerfile"), 0o640);
    await writeWhole(join(folder, "Dockerfile"), "FROM b\n");
    expect(readFileSync(join(folder, "Dockerfile"), "utf8")).toBe("FROM b\n");
    expect(statSync(join(folder, "Dockerfile")).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder)).toEqual(["Dockerfile"]);
  });

  it("writes the target of a link", async () => {
    const folder = folderWith({ "real/Dockerfile": "FROM a\n" });
    symlinkSync("real/Dockerfile", join(folder, "Dockerfile"));
    await writeWhole(join(folder, "Dockerfile"), "FROM b\n");
    expect(readFileSync(join(folder, "real/Dockerfile"), "utf8")).toBe("FROM b\n");
    expect(readdirSync(folder).sort()).toEqual(["Dockerfile", "real"]);
  });

  it("makes a file and its folders", async () => {
    const folder = folderWith({});
    await writeWhole(join(folder, "a/b/.dockerignore"), "x\n");
    expect(readFileSync(join(folder, "a/b/.dockerignore"), "utf8")).toBe("x\n");
  });

  it("leaves the old file when it can't be replaced", async () => {
    const folder = folderWith({ "taken/x": "" });
    await expect(writeWhole(join(folder, "taken"), "x")).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(["taken"]);
    expect(readdirSync(join(folder, "taken"))).toEqual(["x"]);
  });
});
