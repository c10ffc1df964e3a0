// Reads Cargo.lock: every crate that is compiled into the programs of a workspace.

import { parseToml, tablesAt, textAt, textsAt } from "./toml.ts";

export interface LockedCrate {
  readonly name: string;
  readonly version: string;
  /** A crate of the workspace itself, or one that is taken from a folder. */
  readonly local: boolean;
  /** Names of the crates that it is built with, build dependencies included. */
  readonly dependencies: readonly string[];
}

/** Reads any text; undefined when it is no TOML. */
export function parseCargoLock(text: string): readonly LockedCrate[] | undefined {
  const root = parseToml(text);
  if (root === undefined) return undefined;
  return tablesAt(root, "package").map((each) => ({
    name: textAt(each, "name") ?? "",
    version: textAt(each, "version") ?? "",
    local: textAt(each, "source") === undefined,
    // `serde 1.0.1 (registry+...)`: the version is there where a lock file has several.
    dependencies: textsAt(each, "dependencies").map((word) => word.split(" ")[0] ?? word),
  }));
}
