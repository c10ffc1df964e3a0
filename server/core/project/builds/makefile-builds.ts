// Finds the builds in a Makefile's recipes.

import type { DescribedBuild } from "./build.ts";
import { buildCommands } from "./build-commands.ts";

/** The builds of all rules; paths are relative to the Makefile's folder. */
export function makefileBuilds(text: string): readonly DescribedBuild[] {
  const lines = text.replace(/\\\r?\n[ \t]*/g, " ").split(/\r?\n/);
  const variables = variablesOf(lines);
  let name = "";
  return lines.flatMap((line): readonly DescribedBuild[] => {
    if (!line.startsWith("\t")) {
      name = /^([\w./-]+)[^:=]*:(?!=)/.exec(line)?.[1] ?? name;
      return [];
    }
    // Each line has a shell of its own, so a `cd` ends with it.
    const script = expanded(line.trim().replace(/^[@+-]+/, ""), variables, 4);
    return buildCommands(script).map((build) => ({ name, ...build }));
  });
}

function variablesOf(lines: readonly string[]): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const line of lines) {
    const [, name, value] = /^(?:export\s+)?([A-Za-z_]\w*)\s*(?:::?|\?)?=\s*([^#]*)/.exec(line) ?? [];
    // The first value stands where a later one may depend on a condition.
    if (name !== undefined && value !== undefined && !variables.has(name)) variables.set(name, value.trim());
  }
  return variables;
}

/** `$(NAME)` as its value; what is not known stays as it is, which the shell's reader takes for computed. */
function expanded(text: string, variables: ReadonlyMap<string, string>, depth: number): string {
  return text.replace(/\$\$|\$[({]([A-Za-z_]\w*)[)}]/g, (whole, name: string | undefined) => {
    if (name === undefined) return "$";
    if (name === "CURDIR") return ".";
    const value = variables.get(name);
    return value === undefined || depth === 0 ? whole : expanded(value, variables, depth - 1);
  });
}
