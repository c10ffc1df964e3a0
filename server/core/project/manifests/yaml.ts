// Reads YAML into plain values, so that a file with a fault is a value too.

import { parse } from "yaml";

/** The value of a document; undefined when the text is no YAML. Maps merged with `<<` are merged. */
export function parseYaml(text: string): unknown {
  try {
    // An alias repeated without end would make a small file a large value.
    return parse(text, { maxAliasCount: 100, merge: true, logLevel: "silent" });
  } catch {
    return undefined;
  }
}
