// Finds the shared libraries of a program as its loader would, in an image that does not run.
// Order of folders: ld.so(8) for glibc, musl's ldso/dynlink.c as its manual describes it.

import type { ElfFacts } from "./elf.ts";
import type { ImageFiles } from "./image-files.ts";

/** A library that no folder has, and who asks for it. */
export interface MissingLibrary {
  readonly name: string;
  readonly neededBy: string;
}

export interface LibraryAnswer {
  readonly missing: readonly MissingLibrary[];
  /** The real paths of those that are there. */
  readonly found: readonly string[];
  /** False where some file could not be read far enough to know what it needs. */
  readonly complete: boolean;
}

/** Where loaders look at last. */
const glibcFolders = ["/lib64", "/usr/lib64", "/lib", "/usr/lib"];
const muslFolders = ["/lib", "/usr/local/lib", "/usr/lib"];

/** Names that musl's loader answers itself. */
const inMusl = /^lib(?:c|pthread|rt|m|dl|util|xnet)\./;

/** More libraries than any program has. */
const mostLibraries = 2000;

interface Loaded {
  readonly path: string;
  readonly elf: ElfFacts;
}

/** Looks for all that the program at `path` needs, and for what that needs. `libraryPath` is LD_LIBRARY_PATH. */
export function missingLibraries(
  files: ImageFiles,
  path: string,
  elf: ElfFacts,
  libraryPath: string,
): LibraryAnswer {
  const musl = elf.interpreter?.includes("ld-musl") === true;
  const shared = [
    ...split(libraryPath),
    ...(musl ? (muslPath(files) ?? muslFolders) : [...configured(files), ...glibcFolders]),
  ];
  const missing: MissingLibrary[] = [];
  const paths: string[] = [];
  const seen = new Set<string>();
  const pending: Loaded[] = [{ path, elf }];
  let complete = true;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    complete &&= next.elf.complete;
    for (const name of next.elf.needed) {
      if (seen.has(name) || (musl && inMusl.test(name))) continue;
      seen.add(name);
      const found =
        seen.size > mostLibraries
          ? undefined
          : locate(files, name, next.elf, [...ownFolders(next, path, elf), ...shared]);
      if (found === undefined) missing.push({ name, neededBy: next.path });
      else {
        pending.push(found);
        paths.push(found.path);
      }
    }
  }
  return { missing, found: paths, complete };
}

/** RUNPATH of the file itself; without one its RPATH and the program's. */
function ownFolders(asking: Loaded, program: string, elf: ElfFacts): readonly string[] {
  if (asking.elf.runpath.length > 0) return asking.elf.runpath.map((folder) => origin(folder, asking.path));
  return [
    ...asking.elf.rpath.map((folder) => origin(folder, asking.path)),
    ...elf.rpath.map((folder) => origin(folder, program)),
  ];
}

function origin(folder: string, file: string): string {
  return folder.replace(/\$(?:ORIGIN\b|\{ORIGIN\})/g, file.slice(0, file.lastIndexOf("/")) || "/");
}

/** A library of another machine is passed over, as loaders do. */
function locate(
  files: ImageFiles,
  name: string,
  asking: ElfFacts,
  folders: readonly string[],
): Loaded | undefined {
  const candidates = name.includes("/") ? [name] : folders.map((folder) => `${folder}/${name}`);
  for (const candidate of candidates) {
    const found = files.find(candidate);
    const elf = found?.node.kind === "file" ? found.node.facts.elf : undefined;
    if (found !== undefined && elf?.machine === asking.machine && elf.bits === asking.bits)
      return { path: found.path, elf };
  }
  return undefined;
}

/** The folders of ld.so.conf and the files that it includes. */
function configured(files: ImageFiles): readonly string[] {
  const own = files.text("/etc/ld.so.conf") ?? "";
  const included = files
    .names("/etc/ld.so.conf.d")
    .map((name) => files.text(`/etc/ld.so.conf.d/${name}`) ?? "");
  return [own, ...included]
    .flatMap((text) => text.split("\n"))
    .map((line) => line.replace(/#.*/, "").trim())
    .filter((line) => line.startsWith("/"));
}

function muslPath(files: ImageFiles): readonly string[] | undefined {
  const name = files.names("/etc").find((each) => /^ld-musl-.*\.path$/.test(each));
  const text = name === undefined ? undefined : files.text(`/etc/${name}`);
  return text === undefined ? undefined : text.split(/[\n:]/).filter((folder) => folder !== "");
}

function split(path: string): readonly string[] {
  return path.split(/[:;]/).filter((folder) => folder.startsWith("/"));
}
