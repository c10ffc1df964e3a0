// Lists what differs between two image configurations, field by field, and which of it was planned.

import type { CompareResult, ImageConfig } from "../protocol/compare.ts";

export type ConfigDifference = CompareResult["configDifferences"][number];

/**
 * Compares two configurations. `planned` holds field names as they appear in `field` (`user`,
 * `env.GOPATH`), a whole group (`env.*`, `labels.*`), or one that is not meant with its group (`!env.LEVEL`).
 */
export function configDifferences(
  before: ImageConfig,
  after: ImageConfig,
  planned: readonly string[],
): readonly ConfigDifference[] {
  const differences: ConfigDifference[] = [];
  const compare = (field: string, a: string, b: string) => {
    if (a === b) return;
    const group = field.split(".", 1)[0] ?? field;
    differences.push({
      field,
      before: a,
      after: b,
      planned: planned.includes(field) || (planned.includes(`${group}.*`) && !planned.includes(`!${field}`)),
    });
  };
  compareMaps("env", variables(before.env), variables(after.env), compare);
  compare("entrypoint", words(before.entrypoint), words(after.entrypoint));
  compare("cmd", words(before.cmd), words(after.cmd));
  compare("user", userOf(before), userOf(after));
  compare("workdir", folderOf(before), folderOf(after));
  compare("exposedPorts", before.exposedPorts.join(" "), after.exposedPorts.join(" "));
  compare("volumes", before.volumes.join(" "), after.volumes.join(" "));
  compareMaps(
    "labels",
    new Map(Object.entries(before.labels)),
    new Map(Object.entries(after.labels)),
    compare,
  );
  compare("stopSignal", before.stopSignal || "SIGTERM", after.stopSignal || "SIGTERM");
  compare("healthcheck", words(before.healthcheck), words(after.healthcheck));
  compare("architecture", before.architecture, after.architecture);
  compare("os", before.os, after.os);
  return differences;
}

function compareMaps(
  group: string,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  compare: (field: string, a: string, b: string) => void,
): void {
  for (const name of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const a = before.get(name);
    const b = after.get(name);
    // An empty value and no value differ: `[ -z "${X+set}" ]` can tell.
    compare(`${group}.${name}`, a === undefined ? "" : quoteEmpty(a), b === undefined ? "" : quoteEmpty(b));
  }
}

function quoteEmpty(value: string): string {
  return value === "" ? '""' : value;
}

function variables(env: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    env.map((entry) => {
      const at = entry.indexOf("=");
      return at === -1 ? [entry, ""] : [entry.slice(0, at), entry.slice(at + 1)];
    }),
  );
}

function words(list: readonly string[]): string {
  return list.length === 0 ? "" : JSON.stringify(list);
}

/** No user, `root` and `0` are one and the same. */
function userOf(config: ImageConfig): string {
  return /^(?:root|0)?(?::(?:root|0))?$/.test(config.user) ? "root" : config.user;
}

/** No working directory is the root. */
function folderOf(config: ImageConfig): string {
  return config.workdir === "" ? "/" : config.workdir;
}
