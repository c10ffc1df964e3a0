// Variables in compose files: the values of the `.env` beside them, and the texts that they stand in.

import { isTable } from "../manifests/toml.ts";

/** Values by name; what the shell of whoever builds sets is not known. */
export type ComposeVariables = ReadonlyMap<string, string>;

export const noVariables: ComposeVariables = new Map();

/** The assignments of a `.env` file; those whose value has a variable in it are left out. Any text gives a value. */
export function environmentFile(text: string): ComposeVariables {
  const values = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const found = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*[=:]\s*(.*?)\s*$/.exec(line);
    const [, name, written] = found ?? [];
    if (name === undefined || written === undefined) continue;
    const quoted = /^(["'])(.*)\1(?:\s+#.*)?$/.exec(written);
    const value = quoted?.[2] ?? written.replace(/(?:^|\s+)#.*$/, "");
    if (value.includes("$") && quoted?.[1] !== "'") continue;
    values.set(name, value);
  }
  return values;
}

/** `$NAME`, `${NAME}` and the forms with an operator and a text behind it; `$$` stands for a dollar sign. */
const variable = /\$\$|\$(?:(\w+)|\{(\w+)(?:(:?[-+?])([^${}]*))?\})/g;

/**
 * Every text of parsed YAML with the variables replaced that are known. The others stay as they are, for those who
 * read the text to take their default or to give up.
 */
export function withVariables(value: unknown, known: ComposeVariables): unknown {
  if (known.size === 0) return value;
  if (typeof value === "string") return value.includes("$") ? replaced(value, known) : value;
  if (Array.isArray(value)) return value.map((each) => withVariables(each, known));
  if (!isTable(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withVariables(each, known)]));
}

function replaced(text: string, known: ComposeVariables): string {
  return text.replace(
    variable,
    (whole, plain?: string, braced?: string, operator?: string, word?: string) => {
      const value = known.get(plain ?? braced ?? "");
      if (value === undefined) return whole;
      const isSet = operator?.startsWith(":") === true ? value !== "" : true;
      if (operator?.endsWith("+") === true) return isSet ? (word ?? "") : "";
      if (!isSet) return operator?.endsWith("-") === true ? (word ?? "") : whole;
      // A dollar sign of the value is no variable.
      return value.replaceAll("$", "$$$$");
    },
  );
}
