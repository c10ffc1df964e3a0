// Reads what compose files, bake files and tasks give to a build beside its context: arguments and a platform.

import { isTable } from "../manifests/toml.ts";
import type { BuildInputs } from "./build.ts";

/** Arguments by name, from a map or from a list of `NAME=value`; those without a known value are left out. */
export function argumentsIn(
  value: unknown,
  known: (text: string) => string | undefined,
): Readonly<Record<string, string>> {
  const pairs: readonly (readonly [string, unknown])[] = isTable(value)
    ? Object.entries(value)
    : Array.isArray(value)
      ? value.flatMap((item) => {
          const match = typeof item === "string" ? /^([^=]+)=(.*)$/s.exec(item) : null;
          return match === null ? [] : [[match[1] ?? "", match[2]] as const];
        })
      : [];
  return Object.fromEntries(
    pairs.flatMap(([name, given]) => {
      const text =
        typeof given === "string"
          ? known(given)
          : typeof given === "number" || typeof given === "boolean"
            ? String(given)
            : undefined;
      // What is no name of an ARG is nothing that the file can use.
      return text === undefined || !/^[A-Za-z_]\w*$/.test(name) ? [] : [[name, text]];
    }),
  );
}

/** Undefined where nothing is given, so that most builds hold nothing of it. */
export function inputsOf(
  args: Readonly<Record<string, string>>,
  platform: string | undefined,
): BuildInputs | undefined {
  const hasPlatform = platform !== undefined && platform !== "";
  if (Object.keys(args).length === 0 && !hasPlatform) return undefined;
  return { args, ...(hasPlatform ? { platform } : {}) };
}
