// Reads TOML into plain values, so that a file with a fault is a value too.

import { parse } from "smol-toml";

export type TomlTable = Readonly<Record<string, unknown>>;

/** The root table; undefined when the text is no TOML. */
export function parseToml(text: string): TomlTable | undefined {
  try {
    return parse(text.startsWith("\ufeff") ? text.slice(1) : text, { maxDepth: 64 });
  } catch {
    return undefined;
  }
}

/** The table at a path of keys; undefined when there is none. */
export function tableAt(root: TomlTable | undefined, ...keys: readonly string[]): TomlTable | undefined {
  let value: unknown = root;
  for (const key of keys) value = isTable(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return isTable(value) ? value : undefined;
}

export function textAt(table: TomlTable | undefined, key: string): string | undefined {
  const value = table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
  return typeof value === "string" ? value : undefined;
}

/** The strings of an array; empty when there is none. */
export function textsAt(table: TomlTable | undefined, key: string): readonly string[] {
  return valuesAt(table, key).filter((each): each is string => typeof each === "string");
}

/** The tables of an array of tables; empty when there is none. */
export function tablesAt(table: TomlTable | undefined, key: string): readonly TomlTable[] {
  return valuesAt(table, key).filter(isTable);
}

export function isTable(value: unknown): value is TomlTable {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function valuesAt(table: TomlTable | undefined, key: string): readonly unknown[] {
  const value = table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
  return Array.isArray(value) ? value : [];
}
