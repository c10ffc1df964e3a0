// Judges files for container-structure-test as that program does: their form, and each demand on a real image.
// Written from the README of that program, schemaVersion 2.0.0.

import { spawnSync } from "node:child_process";
import { Ajv } from "ajv";
import { parse } from "yaml";
import type { Engine } from "../../../server/engine/client.ts";
import { docker } from "./real.ts";

const strings = { type: "array", items: { type: "string" } };
const pairs = {
  type: "array",
  items: {
    type: "object",
    properties: {
      key: { type: "string", minLength: 1 },
      value: { type: "string" },
      isRegex: { type: "boolean" },
    },
    required: ["key"],
    additionalProperties: false,
  },
};

/** The parts of the format that we write. */
const schema = {
  type: "object",
  properties: {
    schemaVersion: { const: "2.0.0" },
    fileExistenceTests: {
      type: "array",
      items: {
        type: "object",
        properties: {
          name: { type: "string", minLength: 1 },
          path: { type: "string", minLength: 1 },
          shouldExist: { type: "boolean" },
          permissions: { type: "string" },
          uid: { type: "integer" },
          gid: { type: "integer" },
          isExecutableBy: { enum: ["owner", "group", "other", "any"] },
        },
        required: ["name", "path", "shouldExist"],
        additionalProperties: false,
      },
    },
    metadataTest: {
      type: "object",
      properties: {
        envVars: pairs,
        unboundEnvVars: pairs,
        labels: pairs,
        entrypoint: strings,
        cmd: strings,
        exposedPorts: strings,
        unexposedPorts: strings,
        volumes: strings,
        unmountedVolumes: strings,
        workdir: { type: "string" },
        user: { type: "string" },
      },
      additionalProperties: false,
    },
  },
  required: ["schemaVersion"],
  additionalProperties: false,
} as const;

export interface StructureTest {
  readonly fileExistenceTests?: readonly {
    readonly path: string;
    readonly isExecutableBy?: "owner" | "group" | "other" | "any";
  }[];
  readonly metadataTest: {
    readonly envVars?: readonly { readonly key: string; readonly value: string }[];
    readonly labels?: readonly { readonly key: string; readonly value: string }[];
    readonly entrypoint: readonly string[];
    readonly cmd: readonly string[];
    readonly exposedPorts?: readonly string[];
    readonly volumes?: readonly string[];
    readonly workdir?: string;
    readonly user?: string;
  };
}

/** The parsed file; an error that names every place where it is no such file. */
export function parseStructureTest(text: string): StructureTest {
  const ajv = new Ajv({ allErrors: true, strict: true });
  const validate = ajv.compile(schema);
  const document: unknown = parse(text);
  if (!validate(document)) throw new Error(ajv.errorsText(validate.errors));
  return document as unknown as StructureTest;
}

const bits = { any: 0o111, owner: 0o100, group: 0o010, other: 0o001 } as const;

/** What the image lacks of what the file demands, one sentence each. */
export function unmet(engine: Engine, image: string, text: string): readonly string[] {
  const { fileExistenceTests = [], metadataTest } = parseStructureTest(text);
  const failures: string[] = [];
  const container = docker(engine, "container", "create", image, "x").stdout.trim();
  try {
    for (const { path, isExecutableBy } of fileExistenceTests) {
      const copy = spawnSync(engine.command, ["cp", `${container}:${path}`, "-"], {
        env: engine.env,
        maxBuffer: 1 << 28,
      });
      // The mode stands in the first header of the archive, at byte 100, in octal.
      const mode = Number.parseInt(copy.stdout.subarray(100, 107).toString("latin1"), 8);
      if (copy.status !== 0) failures.push(`${path} is not there`);
      else if (isExecutableBy !== undefined && (mode & bits[isExecutableBy]) === 0)
        failures.push(`${path} is not executable by ${isExecutableBy}`);
    }
  } finally {
    docker(engine, "container", "rm", container);
  }
  const answer = docker(engine, "image", "inspect", "--format", "{{json .Config}}", image).stdout;
  const config = JSON.parse(answer) as Record<string, unknown>;
  const demand = (name: string, wanted: unknown, found: unknown) => {
    if (JSON.stringify(wanted) !== JSON.stringify(found))
      failures.push(`${name} is ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
  };
  demand("Entrypoint", metadataTest.entrypoint, config.Entrypoint ?? []);
  demand("Cmd", metadataTest.cmd, config.Cmd ?? []);
  demand("WorkingDir", metadataTest.workdir ?? "", config.WorkingDir ?? "");
  demand("User", metadataTest.user ?? "", config.User ?? "");
  const env = new Set((config.Env ?? []) as string[]);
  for (const { key, value } of metadataTest.envVars ?? [])
    if (!env.has(`${key}=${value}`)) failures.push(`${key} is not ${value}`);
  const labels = (config.Labels ?? {}) as Record<string, string>;
  for (const { key, value } of metadataTest.labels ?? []) demand(key, value, labels[key]);
  const ports = Object.keys((config.ExposedPorts ?? {}) as object).map((port) => port.split("/")[0]);
  for (const port of metadataTest.exposedPorts ?? [])
    if (!ports.includes(port)) failures.push(`port ${port} is not exposed`);
  const volumes = Object.keys((config.Volumes ?? {}) as object);
  for (const volume of metadataTest.volumes ?? [])
    if (!volumes.includes(volume)) failures.push(`${volume} is no volume`);
  return failures;
}
