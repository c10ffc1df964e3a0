// Finds the configuration file of a Dockerfile and reads it: the nearest of ours up the tree, else hadolint's.

import { open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import {
  configurationNames,
  hadolintNames,
  type ReadConfiguration,
  readConfiguration,
  readHadolintConfiguration,
} from "../core/configuration.ts";

export interface FoundConfiguration extends ReadConfiguration {
  /** Absolute path. */
  readonly path: string;
}

/** No configuration is longer; bytes. */
const longestFile = 1024 * 1024;

/** The configuration of a file in this folder (absolute path); undefined without one. Never rejects. */
export async function findConfiguration(folder: string): Promise<FoundConfiguration | undefined> {
  return (await nearest(folder, configurationNames)) ?? (await nearest(folder, hadolintNames));
}

async function nearest(from: string, names: readonly string[]): Promise<FoundConfiguration | undefined> {
  for (let folder = from; ; folder = dirname(folder)) {
    for (const name of names) {
      const found = await readConfigurationFile(join(folder, name));
      if (found !== undefined) return found;
    }
    if (dirname(folder) === folder) return undefined;
  }
}

/** Reads one file by its name; undefined when there is none. What can't be read is a problem. */
export async function readConfigurationFile(path: string): Promise<FoundConfiguration | undefined> {
  const text = await textOf(path);
  if (text === undefined) return undefined;
  const yaml = /\.ya?ml$/.test(path);
  try {
    // A file with nothing but comments sets nothing.
    const value: unknown = yaml ? parse(text, { logLevel: "silent" }) : JSON.parse(text);
    return { path, ...(yaml ? readHadolintConfiguration(value) : readConfiguration(value)) };
  } catch (error) {
    const [why] = (error instanceof Error ? error.message : String(error)).split("\n");
    const nothing = { rules: {}, sources: {} };
    return { path, configuration: nothing, problems: [`It is no ${yaml ? "YAML" : "JSON"}: ${why}`] };
  }
}

/** Undefined where there is no such file. */
async function textOf(path: string): Promise<string | undefined> {
  try {
    const file = await open(path, "r");
    try {
      if (!(await file.stat()).isFile()) return undefined;
      const { buffer, bytesRead } = await file.read(Buffer.alloc(longestFile), 0, longestFile, 0);
      return buffer.toString("utf8", 0, bytesRead).replace(/^\uFEFF/, "");
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}
