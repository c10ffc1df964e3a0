// Writes what an image has as a file of container-structure-test, so that it is checked again wherever the image is built.
// Format: schemaVersion 2.0.0, as that program's README documents it.

import { stringify } from "yaml";
import type { CompareResult, ImageConfig, StartFile } from "../protocol/compare.ts";
import { mask } from "./redaction.ts";

/** Labels that say when and from what an image was built: they differ in every build. */
const volatileLabel = /(?:created|revision|version|build-?date|vcs-ref|commit)$/i;

/**
 * The file for the last side; undefined where nothing was built or the image can't start: a test that demands what
 * does not work is worth nothing.
 */
export function structureTest({ sides, verification }: CompareResult): string | undefined {
  const config = sides.at(-1)?.config;
  if (config == null || verification === null || verification.status === "fails") return undefined;
  const files = verification.files.filter(({ path }) => isWritable(path));
  const document = {
    schemaVersion: "2.0.0",
    ...(files.length === 0 ? {} : { fileExistenceTests: files.map(existenceTest) }),
    metadataTest: metadataTest(config),
  };
  return stringify(document, { lineWidth: 0 });
}

function existenceTest({ path, executableBy }: StartFile) {
  return {
    name: path,
    path,
    shouldExist: true,
    ...(executableBy === null ? {} : { isExecutableBy: executableBy }),
  };
}

function metadataTest(config: ImageConfig) {
  const labels = Object.entries(config.labels).filter(
    ([name, value]) => !volatileLabel.test(name) && isShown(value),
  );
  const variables = config.env.map(variableOf).filter(({ key, value }) => key !== "" && isShown(value));
  // The program knows ports by their numbers alone.
  const ports = config.exposedPorts.map((port) => port.replace(/\/.*$/, ""));
  return {
    ...(variables.length === 0 ? {} : { envVars: variables }),
    ...(labels.length === 0 ? {} : { labels: labels.map(([key, value]) => ({ key, value })) }),
    entrypoint: config.entrypoint,
    cmd: config.cmd,
    ...(ports.length === 0 ? {} : { exposedPorts: [...new Set(ports)] }),
    ...(config.volumes.length === 0 ? {} : { volumes: config.volumes }),
    ...(config.workdir === "" ? {} : { workdir: config.workdir }),
    ...(config.user === "" ? {} : { user: config.user }),
  };
}

function variableOf(entry: string): { readonly key: string; readonly value: string } {
  const at = entry.indexOf("=");
  return at === -1 ? { key: entry, value: "" } : { key: entry.slice(0, at), value: entry.slice(at + 1) };
}

/** A value that was masked is not the image's. */
function isShown(text: string): boolean {
  return !text.includes(mask);
}

/** In paths the program takes `$NAME` for a variable. */
function isWritable(path: string): boolean {
  return isShown(path) && !path.includes("$");
}
