// Files for container-structure-test: their form, what they demand, and what they leave out.

import { expect, test } from "vitest";
import { structureTest } from "../../server/engine/structure-test.ts";
import type { CompareResult, ImageConfig, SideResult, Verification } from "../../server/protocol/compare.ts";
import { parseStructureTest } from "./support/structure-test.ts";

const config: ImageConfig = {
  env: ["PATH=/usr/bin:/bin", "EMPTY=", 'QUOTED="a: b" # c', "TOKEN=***"],
  entrypoint: ["/server", "--name", "- a: 'b'"],
  cmd: [],
  user: "65532:65532",
  workdir: "/srv",
  exposedPorts: ["53/udp", "53/tcp", "8080/tcp"],
  volumes: ["/data"],
  labels: { "org.example.team": "yes", "org.opencontainers.image.revision": "1234" },
  stopSignal: "",
  healthcheck: [],
  architecture: "amd64",
  os: "linux",
};

const verification: Verification = {
  status: "starts",
  checks: [],
  files: [
    { path: "/server", executableBy: "other" },
    { path: "/lib/libc.so.6", executableBy: null },
    { path: "/a: #b\n'c'", executableBy: null },
    { path: "/costs $5", executableBy: null },
  ],
};

function result(
  changes: Partial<Verification> = {},
  changedConfig: Partial<ImageConfig> = {},
): CompareResult {
  const side = { config: { ...config, ...changedConfig } } as unknown as SideResult;
  return { sides: [side], verification: { ...verification, ...changes } } as unknown as CompareResult;
}

test("has what the image needs and says, in the documented form", () => {
  expect(parseStructureTest(structureTest(result()) ?? "")).toEqual({
    schemaVersion: "2.0.0",
    fileExistenceTests: [
      { name: "/server", path: "/server", shouldExist: true, isExecutableBy: "other" },
      { name: "/lib/libc.so.6", path: "/lib/libc.so.6", shouldExist: true },
      { name: "/a: #b\n'c'", path: "/a: #b\n'c'", shouldExist: true },
    ],
    metadataTest: {
      envVars: [
        { key: "PATH", value: "/usr/bin:/bin" },
        { key: "EMPTY", value: "" },
        { key: "QUOTED", value: '"a: b" # c' },
      ],
      labels: [{ key: "org.example.team", value: "yes" }],
      entrypoint: ["/server", "--name", "- a: 'b'"],
      cmd: [],
      exposedPorts: ["53", "8080"],
      volumes: ["/data"],
      workdir: "/srv",
      user: "65532:65532",
    },
  });
});

test("has no list without an entry, but an empty command is demanded", () => {
  const bare = { env: [], exposedPorts: [], volumes: [], labels: {}, workdir: "", user: "", entrypoint: [] };
  expect(parseStructureTest(structureTest(result({ files: [] }, bare)) ?? "")).toEqual({
    schemaVersion: "2.0.0",
    metadataTest: { entrypoint: [], cmd: [] },
  });
});

test("is not written of an image that can't start, nor of an estimate", () => {
  expect(structureTest(result({ status: "fails" }))).toBeUndefined();
  expect(structureTest({ ...result(), verification: null })).toBeUndefined();
  expect(structureTest(result({ status: "unknown" }))).toBeDefined();
});
