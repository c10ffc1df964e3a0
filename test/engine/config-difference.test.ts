// Which differences of two configurations are told, and which are none.

import { expect, test } from "vitest";
import { configDifferences } from "../../server/engine/config-difference.ts";
import { inspectedImage } from "../../server/engine/inspect.ts";

/** What 20.10 prints for an image of the legacy builder, shortened. */
const inspect = {
  Id: "sha256:f17e",
  RepoTags: ["lean-dockerfile/compare:0123456789ab-a"],
  Parent: "sha256:9f5b",
  Created: "2026-11-21T10:00:00Z",
  Config: {
    User: "",
    Env: ["PATH=/usr/bin", "EMPTY="],
    Cmd: null,
    Volumes: null,
    WorkingDir: "",
    Entrypoint: ["/one.txt"],
    OnBuild: null,
    Labels: { a: "b", "lean-dockerfile.compare": "0123456789ab" },
    ExposedPorts: { "8080/tcp": {}, "53/udp": {} },
    Healthcheck: { Test: ["CMD-SHELL", "true"] },
  },
  Architecture: "amd64",
  Os: "linux",
  Size: 10,
  RootFS: { Type: "layers", Layers: ["sha256:a361", "sha256:eb53"] },
};

test("reading an inspect answer leaves our own label out", () => {
  expect(inspectedImage(inspect)).toEqual({
    id: "sha256:f17e",
    engineBytes: 10,
    layerIds: ["sha256:a361", "sha256:eb53"],
    tags: ["lean-dockerfile/compare:0123456789ab-a"],
    run: "0123456789ab",
    created: "2026-11-21T10:00:00Z",
    parent: "sha256:9f5b",
    config: {
      env: ["PATH=/usr/bin", "EMPTY="],
      entrypoint: ["/one.txt"],
      cmd: [],
      user: "",
      workdir: "",
      exposedPorts: ["53/udp", "8080/tcp"],
      volumes: [],
      labels: { a: "b" },
      stopSignal: "",
      healthcheck: ["CMD-SHELL", "true"],
      architecture: "amd64",
      os: "linux",
    },
  });
  // Newer engines leave empty fields out.
  expect(inspectedImage({ Config: {} }).config.env).toEqual([]);
});

const { config } = inspectedImage(inspect);

test("what is worded differently but means the same is no difference", () => {
  expect(
    configDifferences(config, { ...config, user: "root", workdir: "/", stopSignal: "SIGTERM" }, []),
  ).toEqual([]);
  expect(configDifferences({ ...config, user: "0:0" }, { ...config, user: "root:0" }, [])).toEqual([]);
});

test("differences name their field, and planned ones are marked", () => {
  const after = {
    ...config,
    env: ["PATH=/bin", "NEW="],
    user: "65532",
    cmd: ["a b", "c"],
    labels: {},
    exposedPorts: [],
  };
  expect(configDifferences(config, after, ["user", "env.NEW", "labels.*"])).toEqual([
    { field: "env.EMPTY", before: '""', after: "", planned: false },
    { field: "env.NEW", before: "", after: '""', planned: true },
    { field: "env.PATH", before: "/usr/bin", after: "/bin", planned: false },
    { field: "cmd", before: "", after: '["a b","c"]', planned: false },
    { field: "user", before: "root", after: "65532", planned: true },
    { field: "exposedPorts", before: "53/udp 8080/tcp", after: "", planned: false },
    { field: "labels.a", before: "b", after: "", planned: true },
  ]);
});
