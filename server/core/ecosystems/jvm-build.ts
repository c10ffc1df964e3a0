// What a build for the Java virtual machine leaves behind, as Maven, Gradle and the JDK's own builders describe it.

import type { RunCommand } from "../model/commands.ts";
import type { Span } from "../text/span.ts";

/** A file or folder that a build makes and that may be started or opened. */
export interface JvmArchive {
  /** Absolute; may end in a pattern, `/app/*.class`. */
  readonly path: string;
  readonly kind: "file" | "folder";
  /** Absolute paths of files and folders that it does not run without: `lib` beside a thin jar. */
  readonly needs: readonly string[];
  /** Why it can't be moved by itself; undefined where it can. */
  readonly bound: string | undefined;
}

/** A folder that a build fills. */
export interface FilledFolder {
  readonly folder: string;
  /** False when everything that can be started from it is among the archives. */
  readonly open: boolean;
  /** Why an archive from it can't be moved by itself; undefined where it can. */
  readonly bound?: string;
  /** Endings of what it holds; everything when left out. */
  readonly only?: RegExp;
}

/** One command that builds. */
export interface JvmBuild {
  /** The command of the RUN instruction, which may call the build through make or a script. */
  readonly run: RunCommand;
  /** As messages name it, `mvn package`. */
  readonly label: string;
  /** The folder that it builds, absolute; undefined when it can't be followed. */
  readonly folder: string | undefined;
  readonly fills: readonly FilledFolder[];
  readonly archives: readonly JvmArchive[];
  /** The version of Java that it compiles for, where the project says so: `17`. */
  readonly release: number | undefined;
}

/** Where a call stands in the Dockerfile. */
export function buildSpan(build: JvmBuild): Span {
  return build.run.command.span;
}

export function file(path: string): JvmArchive {
  return { path, kind: "file", needs: [], bound: undefined };
}

export function folder(path: string): JvmArchive {
  return { path, kind: "folder", needs: [], bound: undefined };
}

/** `1.8` and `8` are 8, `JavaVersion.VERSION_1_8` and `VERSION_17` too; undefined for what is no version. */
export function javaVersion(text: string | undefined): number | undefined {
  const found = /^(?:JavaVersion\.)?(?:VERSION_)?(?:1[._])?(\d{1,2})(?:[._+-].*)?$/.exec(text?.trim() ?? "");
  const version = Number(found?.[1] ?? Number.NaN);
  return version >= 5 && version <= 40 ? version : undefined;
}
