// Manifests: each file under manifests/ gives what its .expected.json says, and every reader takes any text.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCargoLock } from "../../server/core/project/manifests/cargo-lock.ts";
import { parseCargoToml } from "../../server/core/project/manifests/cargo-toml.ts";
import { parseGoMod, parseGoWork } from "../../server/core/project/manifests/go-mod.ts";
import { isGoFileBuilt, readGoSource } from "../../server/core/project/manifests/go-source.ts";
import { parseGradleBuild, parseGradleSettings } from "../../server/core/project/manifests/gradle.ts";
import { parseCabal, parseHpack } from "../../server/core/project/manifests/haskell-package.ts";
import { parseMixExs } from "../../server/core/project/manifests/mix-exs.ts";
import { parseMsbuild, solutionProjects } from "../../server/core/project/manifests/msbuild.ts";
import {
  localDependencies,
  lockfilesOf,
  parsePackageJson,
  pnpmWorkspacePackages,
  scriptsRunByInstall,
} from "../../server/core/project/manifests/package-json.ts";
import { parsePackageSwift } from "../../server/core/project/manifests/package-swift.ts";
import { parsePomBuild } from "../../server/core/project/manifests/pom-build.ts";
import { parsePomXml } from "../../server/core/project/manifests/pom-xml.ts";
import { parsePyproject } from "../../server/core/project/manifests/pyproject.ts";
import {
  includedRequirements,
  parseRequirements,
} from "../../server/core/project/manifests/requirements-txt.ts";
import { readSourceText } from "../../server/core/project/manifests/source-text.ts";
import { inProject } from "./memory-project.ts";

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  cabal: parseCabal,
  "cargo-lock": parseCargoLock,
  "cargo-toml": parseCargoToml,
  "go-mod": parseGoMod,
  "go-source": readGoSource,
  "go-work": parseGoWork,
  "gradle-build": parseGradleBuild,
  "gradle-settings": parseGradleSettings,
  hpack: parseHpack,
  "mix-exs": parseMixExs,
  msbuild: (text) => {
    const project = parseMsbuild(text);
    const properties = [...project.properties].map(([name, value]) => [name, value ?? null]);
    return { ...project, properties: Object.fromEntries(properties) };
  },
  "msbuild-solution": solutionProjects,
  "package-swift": parsePackageSwift,
  "package-json": (text) => {
    const manifest = parsePackageJson(text);
    if (manifest === undefined) return undefined;
    return { ...manifest, installs: scriptsRunByInstall(manifest), local: localDependencies(manifest) };
  },
  "pnpm-workspace": pnpmWorkspacePackages,
  "pom-build": (text) => {
    const build = parsePomBuild(text);
    return { ...build, properties: Object.fromEntries(build.properties) };
  },
  "pom-xml": parsePomXml,
  pyproject: parsePyproject,
  "source-c": (text) => literalsOf(text, "c"),
  "source-hash": (text) => literalsOf(text, "hash"),
  "source-rust": (text) => literalsOf(text, "rust"),
  "requirements-txt": (text) => {
    const requirements = parseRequirements(text);
    return { requirements, included: includedRequirements(requirements) };
  },
};

/** The literals with their calls; their places are checked against the text. */
function literalsOf(text: string, style: Parameters<typeof readSourceText>[1]): unknown {
  const { code, literals } = readSourceText(text, style);
  expect(code.length).toBe(text.length);
  return literals.map(({ value, call }) => ({ value: value.replaceAll("\r", ""), call }));
}

const root = join(import.meta.dirname, "manifests");

function withoutOffsets(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null, (key, each) => (key === "offset" ? undefined : each)));
}

describe.each(Object.keys(readers))("%s", (kind) => {
  const read = readers[kind] ?? (() => undefined);
  const files = readdirSync(join(root, kind)).filter((name) => !name.endsWith(".expected.json"));
  it.each(files)("%s", (name) => {
    const got = JSON.parse(JSON.stringify(read(readFileSync(join(root, kind, name), "utf8")) ?? null));
    const expected = join(root, kind, `${name}.expected.json`);
    expect(got).toEqual(JSON.parse(readFileSync(expected, "utf8")));
  });

  it.each(files)("%s with the line ends of Windows", (name) => {
    const text = readFileSync(join(root, kind, name), "utf8");
    expect(withoutOffsets(read(text.replaceAll("\n", "\r\n")))).toEqual(withoutOffsets(read(text)));
  });

  it("takes any text", () => {
    const pieces = files.flatMap((name) =>
      readFileSync(join(root, kind, name), "utf8").split(/(?<=[\s"'(){}[\]<>=:])/),
    );
    const mixed = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.oneof(fc.string(), mixed), (text) => {
        read(text);
      }),
    );
  });

  it.each([
    ["opening marks", "([{<"],
    ["quotes", "\"'`"],
    ["calls", 'os.Open("a" + '],
    ["elements", "<a>"],
    ["tables", "[a.b]\nc = {d = 1}\n"],
    ["blanks", " \t"],
    ["lines", "require (\n\ta v1\n)\n"],
    ["imports", 'import (\n"a"\n)\n'],
    ["slashes", "/"],
    ["names with blanks", "a           @"],
    ["objects", '{"a":'],
  ])("takes a long run of %s in good time", (_name, unit) => {
    const text = unit.repeat(Math.ceil(200_000 / unit.length));
    const before = performance.now();
    read(text);
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});

describe("what a Node project is installed with", () => {
  const files = { "package-lock.json": "", "yarn.lock": "", "app/pnpm-lock.yaml": "" };
  const paths = (folder: string, text: string | undefined) =>
    inProject(files, (project) =>
      lockfilesOf(project, folder, text === undefined ? undefined : parsePackageJson(text)),
    )?.map((each) => `${each.manager} ${each.path}`);

  it("gives the lockfile of the package manager that the project names first", () => {
    expect(paths(".", undefined)).toEqual(["npm package-lock.json", "yarn yarn.lock"]);
    expect(paths(".", '{"packageManager":"yarn@4.0.0"}')).toEqual([
      "yarn yarn.lock",
      "npm package-lock.json",
    ]);
    expect(paths("app", undefined)).toEqual(["pnpm app/pnpm-lock.yaml"]);
    expect(paths("none", undefined)).toEqual([]);
  });
});

describe("Go file names", () => {
  it.each([
    ["main.go", true],
    ["main_test.go", false],
    ["x_windows.go", false],
    ["x_linux.go", true],
    ["x_linux_arm64.go", true],
    ["x_darwin_arm64.go", false],
    ["windows.go", true],
    ["a/b_js_wasm.go", false],
    ["_x.go", false],
    ["x.c", false],
  ])("%s is built on Linux: %s", (name, built) => {
    expect(isGoFileBuilt(name)).toBe(built);
  });
});
