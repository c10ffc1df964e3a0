// Names of the packages that a lockfile of npm, yarn or pnpm installs, and whether one has compiled parts.

import { mayBeNativeNodePackage } from "../native-packages.ts";

/** The lockfiles of a folder, in the order in which they count. */
export const nodeLockfiles = ["package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml"];

/**
 * Whether what a lockfile installs may have compiled parts: an npm lockfile says which packages run a script when they are
 * installed; in the others the names decide. Undefined for a text that can't be read.
 */
export function mayLockNative(name: string, text: string): boolean | undefined {
  if (!name.endsWith(".json")) return lockNames(text).some(mayBeNativeNodePackage);
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return undefined;
  }
  const packages = (root as { packages?: unknown } | null)?.packages;
  if (typeof packages !== "object" || packages === null) return undefined;
  return Object.entries(packages as Record<string, unknown>).some(([path, entry]) => {
    const { dev, hasInstallScript } = (entry ?? {}) as { dev?: unknown; hasInstallScript?: unknown };
    if (dev === true || path === "") return false;
    return hasInstallScript === true || mayBeNativeNodePackage(path.replace(/^.*node_modules\//, ""));
  });
}

/** Names in a lockfile of yarn or pnpm, development packages included. */
function lockNames(text: string): readonly string[] {
  const names = new Set<string>();
  for (const match of text.matchAll(/^\s{0,2}["'/]{0,2}((?:@[\w.-]+\/)?[\w.-]+)[@/]/gm))
    names.add(match[1] ?? "");
  return [...names];
}
