// The layers and the conventions that no compiler checks: who imports whom, in the sources and in the bundles.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { bundle, ensureBuilt, root } from "./built.ts";

/** Every layer with the layers and npm packages that it may import; `node` stands for node's own modules. */
const layers: readonly {
  readonly folder: string;
  readonly may: readonly string[];
  readonly packages: readonly string[];
}[] = [
  { folder: "server/protocol", may: [], packages: [] },
  { folder: "server/core/syntax", may: ["server/core"], packages: ["dockerfile-ast", "unbash"] },
  { folder: "server/core/project", may: ["server/core"], packages: ["smol-toml", "yaml"] },
  { folder: "server/core", may: [], packages: [] },
  // The script of the report's page: it runs in browsers, and only its built text is known to the engine.
  { folder: "server/engine/html/browser", may: [], packages: [] },
  {
    folder: "server/engine",
    may: ["server/core", "server/protocol"],
    packages: ["node", "tar-stream", "fzstd", "d3-hierarchy", "yaml"],
  },
  { folder: "server/node", may: ["server/core", "server/protocol"], packages: ["node", "ignore", "yaml"] },
  {
    folder: "server/lsp",
    may: ["server/core", "server/protocol"],
    packages: ["vscode-languageserver", "vscode-languageserver-textdocument"],
  },
  {
    folder: "server/cli",
    may: ["server/core", "server/node", "server/engine", "server/protocol"],
    packages: ["node"],
  },
  { folder: "client", may: ["server/protocol"], packages: ["node", "vscode", "vscode-languageclient"] },
];

/** The language server's entry for Node, which alone may know the file system and the engine. */
const serverEntry = "server/lsp/main-node.ts";
const serverEntryMay: readonly string[] = ["server/node", "server/engine"];

/** What `engine` may use of the core: types, the model and texts, but neither rules nor the split. */
const engineUnwanted = /^server\/core\/(?:rules|ecosystems|split|images)\//;

interface Import {
  readonly from: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

const sources: readonly string[] = ["server", "client"]
  .flatMap(filesBelow)
  .filter((file) => file.endsWith(".ts"));
const imports: readonly Import[] = sources.flatMap(importsOf);

function filesBelow(folder: string): readonly string[] {
  const start = path.join(root, folder);
  if (!existsSync(start)) return [];
  return readdirSync(start, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .filter((file) => !file.includes("node_modules/"));
}

function read(file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}

/** Static and dynamic imports and re-exports; relative ones resolved to a path from the root. */
function importsOf(file: string): readonly Import[] {
  const pattern =
    /^(?:import|export)\s+(type\s)?[^;"']*?from\s+"([^"]+)"|^import\s+"([^"]+)"|\bimport\("([^"]+)"\)/gm;
  return [...read(file).matchAll(pattern)].map((match) => {
    const target = match[2] ?? match[3] ?? match[4] ?? "";
    const resolved = target.startsWith(".") ? path.posix.join(path.posix.dirname(file), target) : target;
    return { from: file, target: resolved, typeOnly: match[1] !== undefined };
  });
}

function layerOf(file: string) {
  return layers.find(({ folder }) => file.startsWith(`${folder}/`));
}

function isSource(target: string): boolean {
  return target.startsWith("server/") || target.startsWith("client/");
}

/** The name under which a package is allowed: `node` for node's modules, else without its inner path. */
function packageName(target: string): string {
  if (target.startsWith("node:") || builtinModules.includes(target)) return "node";
  const parts = target.split("/");
  return target.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? target);
}

function mayImport({ from, target }: Import): boolean {
  const layer = layerOf(from);
  if (layer === undefined) return false;
  const entry = from === serverEntry;
  if (isSource(target)) {
    const allowed = [layer.folder, ...layer.may, ...(entry ? serverEntryMay : [])];
    // Files outside every layer (the package's own manifest) are data.
    return (
      allowed.some((folder) => target.startsWith(`${folder}/`)) ||
      (layer.folder === "server/core" && target.startsWith("server/core/"))
    );
  }
  if (target === "package.json") return true;
  const name = packageName(target);
  return layer.packages.includes(name) || (entry && name === "node");
}

describe("imports", () => {
  test("are found at all", () => {
    expect(sources.length).toBeGreaterThan(40);
    expect(imports.length).toBeGreaterThan(sources.length);
  });

  test("keep to the layers", () => {
    expect(imports.filter((each) => !mayImport(each))).toEqual([]);
  });

  test("of the core by the engine stay with types, the model and texts", () => {
    const wrong = imports.filter(
      ({ from, target, typeOnly }) =>
        from.startsWith("server/engine/") && engineUnwanted.test(target) && !typeOnly,
    );
    expect(wrong).toEqual([]);
  });

  test("never lead from rule to rule, nor from ecosystem to ecosystem", () => {
    for (const [folder, marker] of [
      ["server/core/rules", "defineRule"],
      ["server/core/ecosystems", "defineEcosystem"],
    ] as const) {
      const defining = new Set(
        sources.filter((file) => file.startsWith(`${folder}/`) && read(file).includes(`= ${marker}({`)),
      );
      const wrong = imports.filter(
        ({ from, target }) =>
          from.startsWith("server/core/") && !from.endsWith("/registry.ts") && defining.has(target),
      );
      expect(wrong).toEqual([]);
    }
  });

  test("name files with their ending", () => {
    const wrong = imports.filter(({ target }) => isSource(target) && !/\.(?:ts|json)$/.test(target));
    expect(wrong).toEqual([]);
  });
});

describe("bundles", () => {
  interface Metafile {
    readonly inputs: Record<
      string,
      { readonly imports: readonly { readonly path: string; readonly external?: boolean }[] }
    >;
    readonly outputs: Record<string, { readonly inputs: Record<string, { readonly bytesInOutput: number }> }>;
  }
  let meta: Metafile = { inputs: {}, outputs: {} };

  beforeAll(() => {
    ensureBuilt();
    meta = JSON.parse(readFileSync(bundle("meta.json"), "utf8")) as Metafile;
  }, 120_000);

  /** Which of our source files ended up in a bundle. */
  function contents(name: string): readonly string[] {
    const output = meta.outputs[`dist/${name}.js`];
    if (output === undefined) throw new Error(`dist/meta.json has no dist/${name}.js`);
    return Object.entries(output.inputs)
      .filter(([file, { bytesInOutput }]) => isSource(file) && bytesInOutput > 0)
      .map(([file]) => file);
  }

  test.each([
    ["client", /^(?:client|server\/protocol)\//],
    ["server", /^server\/(?:lsp|core|protocol|node|engine)\//],
    ["cli", /^server\/(?:cli|core|protocol|node|engine)\//],
  ])("%s holds its layers only", (name, allowed) => {
    const files = contents(name);
    expect(files.length).toBeGreaterThan(3);
    expect(files.filter((file) => !allowed.test(file))).toEqual([]);
  });

  test("the core reaches nothing outside the core but its four packages", () => {
    const core = Object.entries(meta.inputs).filter(([file]) => file.startsWith("server/core/"));
    expect(core.length).toBeGreaterThan(20);
    const outside = core.flatMap(([from, { imports: targets }]) =>
      targets
        .filter(({ path: target }) => !target.startsWith("server/core/"))
        .filter(
          ({ path: target }) => !/node_modules\/(?:dockerfile-ast|unbash|smol-toml|yaml)\//.test(target),
        )
        .map(({ path: target }) => `${from} -> ${target}`),
    );
    expect(outside).toEqual([]);
  });
});

describe("conventions", () => {
  const written = [...sources, ...["test", "scripts", "bench"].flatMap(filesBelow)].filter(
    (file) => /\.m?ts$|\.mjs$/.test(file) && !/\/context\/|^test\/rules\/[^/]+\/[^/]+\//.test(file),
  );

  test("every file opens with a sentence that says what it is", () => {
    expect(written.filter((file) => !/^(?:#!.*\n)?\/\/ \S.*[.:,]?\n/.test(read(file)))).toEqual([]);
  });

  test("no file has more than 400 lines", () => {
    const long = written
      .map((file) => [file, read(file).split("\n").length - 1] as const)
      .filter(([, lines]) => lines > 400);
    expect(long).toEqual([]);
  });

  test("nothing is exported by default, and nothing is called utils", () => {
    const wrong = written.filter(
      (file) => /^export default /m.test(read(file)) || /(?:^|\/)utils?\.m?[jt]s$/.test(file),
    );
    expect(wrong).toEqual([]);
  });

  test("the lockfile names no download addresses", () => {
    expect(read("package-lock.json")).not.toMatch(/"resolved"|https?:\/\/[^"]*registry/);
  });

  test("the lockfile has the packages of every platform, without which `npm ci` refuses it", () => {
    const { packages } = JSON.parse(read("package-lock.json")) as {
      packages: Record<string, { readonly optionalDependencies?: Record<string, string> }>;
    };
    const names = new Set(
      Object.keys(packages).map((place) => place.slice(place.lastIndexOf("node_modules/") + 13)),
    );
    const missing = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
      Object.keys(optionalDependencies).filter((name) => !names.has(name)),
    );
    expect(missing).toEqual([]);
  });
});
