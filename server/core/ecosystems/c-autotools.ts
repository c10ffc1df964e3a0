// Projects with configure scripts and with Meson, as far as their programs are named in Makefile.am or meson.build.

import { resolvePath } from "../model/paths.ts";
import type { CMakeProject, CMakeRequest } from "./c-cmake.ts";

/** What a project makes; undefined while files are not loaded yet. */
export function autotoolsProject(
  tool: "autotools" | "meson",
  request: CMakeRequest,
): CMakeProject | undefined {
  const reader = new FolderReader(tool, request);
  reader.folder(".", 0);
  return reader.result();
}

/** Folders below folders are followed this deep. */
const deepest = 6;

class FolderReader {
  private readonly tool: "autotools" | "meson";
  private readonly request: CMakeRequest;
  private readonly programs: string[] = [];
  private readonly installed: string[] = [];
  private readonly libraries = new Set<string>();
  private waiting = false;
  private found = false;
  private cxx = false;
  private isStatic = false;
  private unknown: string | undefined;

  constructor(tool: "autotools" | "meson", request: CMakeRequest) {
    this.tool = tool;
    this.request = request;
  }

  result(): CMakeProject | undefined {
    if (this.waiting) return undefined;
    const { programs, installed, cxx } = this;
    return {
      programs,
      installed,
      // Data, configuration and libraries may be installed as well.
      installsMore: true,
      cxx: cxx || !this.found,
      static: this.isStatic,
      libraries: [...this.libraries],
      own: new Set(),
      found: this.found,
      unknown:
        this.unknown ??
        (this.found ? undefined : "what it builds isn't named in a file of the build context"),
    };
  }

  folder(path: string, depth: number): void {
    if (depth > deepest) return;
    const name = this.tool === "meson" ? "meson.build" : "Makefile.am";
    const text = this.request.text(resolvePath(this.request.source, `${path}/${name}`));
    if (text === undefined) this.waiting = true;
    if (text == null) return;
    this.found = true;
    if (this.tool === "meson") this.meson(text, path, depth);
    else this.automake(text, path, depth);
  }

  private meson(text: string, path: string, depth: number): void {
    const plain = text.replace(/(^|\s)#.*$/gm, "$1");
    if (/project\s*\([^)]*'cpp'/.test(plain)) this.cxx = true;
    if (/\b(?:shared_library|shared_module)\s*\(/.test(plain))
      this.unknown ??= "it builds a shared library of its own";
    if (/link_args[^\n]*'-static'/.test(plain)) this.isStatic = true;
    for (const [, name] of plain.matchAll(/\bdependency\s*\(\s*'([^']+)'/g)) this.libraries.add(name ?? "");
    for (const [, name, rest] of plain.matchAll(/\bexecutable\s*\(\s*'([^']+)'([^)]*)/g)) {
      this.programs.push(resolvePath(this.request.build, `${path}/${name}`));
      if (/install\s*:\s*true/.test(rest ?? ""))
        this.installed.push(resolvePath(this.request.prefix, `bin/${name}`));
    }
    for (const [, name] of plain.matchAll(/^\s*subdir\s*\(\s*'([^']+)'/gm))
      this.folder(`${path}/${name}`, depth + 1);
  }

  private automake(text: string, path: string, depth: number): void {
    const joined = text.replace(/\\\r?\n/g, " ");
    const words = (variable: string): readonly string[] =>
      [...joined.matchAll(new RegExp(`^${variable}\\s*\\+?=[ \\t]*(.*)$`, "gm"))].flatMap(([, value]) =>
        (value ?? "")
          .split(/\s+/)
          .filter((word) => word !== "" && !word.includes("$") && !word.startsWith("#")),
      );
    if (/\.(?:cc|cpp|cxx)\b/.test(joined)) this.cxx = true;
    if (/^\w+_LTLIBRARIES\s*=/m.test(joined) && /^(?!noinst_)\w+_LTLIBRARIES\s*=\s*\S/m.test(joined))
      this.unknown ??= "it builds a shared library of its own";
    for (const kind of ["bin", "sbin", "libexec", "noinst"])
      for (const name of words(`${kind}_PROGRAMS`)) {
        this.programs.push(resolvePath(this.request.build, `${path}/${name}`));
        if (kind !== "noinst") this.installed.push(resolvePath(this.request.prefix, `${kind}/${name}`));
      }
    for (const name of words("SUBDIRS")) if (name !== ".") this.folder(`${path}/${name}`, depth + 1);
  }
}
