// Finding a client and asking what it is: with programs that answer as clients do, and with real ones out of reach.

import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type EngineChoice, findEngine, findInPath } from "../../server/engine/client.ts";
import { pickBuilder } from "../../server/engine/clients/docker.ts";
import { clientFailure } from "../../server/engine/failure.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "lean-client-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Answers {
  readonly version: unknown;
  readonly info?: unknown;
  readonly buildx?: boolean;
  readonly error?: string;
  readonly exit?: number;
}

/** A program that answers the probe's three questions, in a folder of its own to be put in PATH. */
function fakeClient(name: string, answers: Answers): string {
  const home = mkdtempSync(path.join(folder, "bin-"));
  const script = `#!${process.execPath}
const answers = ${JSON.stringify(answers)};
const command = process.argv[2];
if (command === "buildx") process.exit(answers.buildx ? 0 : 1);
process.stdout.write(JSON.stringify(command === "version" ? answers.version : answers.info ?? {}));
process.stderr.write(answers.error ?? "");
process.exit(answers.exit ?? 0);
`;
  writeFileSync(path.join(home, name), script);
  chmodSync(path.join(home, name), 0o755);
  return home;
}

function find(choice: EngineChoice, pathVariable: string) {
  return findEngine({ ...choice, env: { PATH: pathVariable } });
}

const server = { Version: "29.0.1", Os: "linux" };

describe("finding", () => {
  test("no client at all, or not the one that is asked for", async () => {
    expect(await find({}, folder)).toMatchObject({
      ok: false,
      failure: {
        kind: "no-client",
        message:
          "No container client (`docker`, `podman` or `nerdctl`) is in PATH: install one, or name its path in `leanDockerfile.engine.path`.",
      },
    });
    expect(await find({ engine: "nerdctl" }, folder)).toMatchObject({
      ok: false,
      failure: { kind: "no-client" },
    });
    expect(await find({ enginePath: "/nowhere/docker" }, folder)).toMatchObject({
      failure: { message: expect.stringContaining("`/nowhere/docker` is not a program") },
    });
  });

  test("relative folders of PATH and names with a folder are passed over", () => {
    const home = fakeClient("docker", { version: {} });
    expect(findInPath("docker", { PATH: `.:bin::${home}` })).toBe(path.join(home, "docker"));
    expect(findInPath("docker", { PATH: path.relative(process.cwd(), home) })).toBeUndefined();
    expect(findInPath("./docker", { PATH: home })).toBeUndefined();
    expect(findInPath("docker", {})).toBeUndefined();
  });

  test("a file that is not executable, or a folder, is no client", () => {
    const home = mkdtempSync(path.join(folder, "plain-"));
    writeFileSync(path.join(home, "docker"), "");
    mkdirSync(path.join(home, "podman"));
    expect(findInPath("docker", { PATH: home })).toBeUndefined();
    expect(findInPath("podman", { PATH: home })).toBeUndefined();
  });

  // Podman's answer is as 4.3 prints it, nerdctl's as its sources say.
  const others = {
    podman: {
      version: { Client: { APIVersion: "4.3.1", Version: "4.3.1" } },
      info: {
        host: { os: "linux", serviceIsRemote: false },
        store: { graphDriverName: "overlay" },
        version: { APIVersion: "4.3.1", Version: "4.3.1" },
      },
    },
    nerdctl: {
      version: {
        Client: { Version: "v2.1.6", Os: "linux", Components: [{ Name: "buildctl", Version: "v0.23.0" }] },
        Server: { Components: [{ Name: "containerd", Version: "v2.1.4" }, { Name: "runc" }] },
      },
      info: { ServerVersion: "v2.1.4", Driver: "overlayfs", OSType: "linux" },
    },
  };

  test.each([
    ["podman", { name: "podman", version: "4.3.1", store: "overlay" }, "buildah"],
    ["nerdctl", { name: "nerdctl", version: "v2.1.6", store: "containerd" }, "buildkit"],
  ] as const)("%s, under its own name and under docker's", async (name, identity, builder) => {
    for (const file of [name, "docker"]) {
      const home = fakeClient(file, others[name]);
      expect(await find({}, home)).toMatchObject({
        ok: true,
        engine: { identity, builder, command: path.join(home, file) },
      });
    }
  });
});

describe("probing", () => {
  test("version, store and builder", async () => {
    const overlay = fakeClient("docker", {
      version: { Client: { Version: "28.2.2" }, Server: server },
      info: { Driver: "overlay2", OSType: "linux", DriverStatus: [["Backing Filesystem", "extfs"]] },
      buildx: true,
    });
    expect(await find({}, overlay)).toMatchObject({
      ok: true,
      engine: {
        identity: { name: "docker", version: "29.0.1", store: "overlay2" },
        command: path.join(overlay, "docker"),
        builder: "buildx",
        env: { DOCKER_BUILDKIT: "1", BUILDX_NO_DEFAULT_ATTESTATIONS: "1" },
      },
    });
    const containerd = fakeClient("docker", {
      version: { Client: { Version: "28.2.2" }, Server: server },
      info: {
        Driver: "overlayfs",
        OSType: "linux",
        DriverStatus: [["driver-type", "io.containerd.snapshotter.v1"]],
      },
    });
    expect(await find({}, containerd)).toMatchObject({
      engine: { identity: { store: "containerd" }, builder: "legacy", env: { DOCKER_BUILDKIT: "0" } },
    });
    expect(await find({ builder: "buildkit" }, containerd)).toMatchObject({ failure: { kind: "no-client" } });
  });

  test("Windows containers are refused", async () => {
    const windows = fakeClient("docker", {
      version: { Client: { Version: "28.2.2" }, Server: server },
      info: { OSType: "windows" },
    });
    expect(await find({}, windows)).toMatchObject({ ok: false, failure: { kind: "windows-containers" } });
  });

  test("an engine that answers with nonsense is a failure with its words", async () => {
    const odd = fakeClient("docker", { version: "hm", error: "something `odd`\nmore", exit: 1 });
    expect(await find({}, odd)).toMatchObject({
      failure: { kind: "other", message: expect.stringContaining("`something 'odd'`") },
    });
  });

  test("cancelling while it probes", async () => {
    const home = fakeClient("docker", { version: {} });
    const choice = { env: { PATH: home }, signal: AbortSignal.abort() };
    expect(await findEngine(choice)).toMatchObject({ failure: { kind: "cancelled" } });
  });
});

test.each([
  [{ wanted: "auto", hasBuildx: true, clientMajor: 28, environment: undefined }, "buildx"],
  [{ wanted: "auto", hasBuildx: false, clientMajor: 28, environment: undefined }, "legacy"],
  [{ wanted: "auto", hasBuildx: false, clientMajor: 28, environment: "1" }, "legacy"],
  [{ wanted: "auto", hasBuildx: false, clientMajor: 20, environment: undefined }, "buildkit"],
  [{ wanted: "auto", hasBuildx: true, clientMajor: 20, environment: undefined }, "buildx"],
  [{ wanted: "auto", hasBuildx: true, clientMajor: 28, environment: "0" }, "legacy"],
  [{ wanted: "buildkit", hasBuildx: false, clientMajor: 20, environment: "0" }, "buildkit"],
  [{ wanted: "legacy", hasBuildx: true, clientMajor: 28, environment: "1" }, "legacy"],
  [{ wanted: "buildkit", hasBuildx: false, clientMajor: 23, environment: undefined }, undefined],
] as const)("builder for %o: %s", (facts, builder) => {
  expect(pickBuilder(facts)).toBe(builder);
});

// Each text is what a 20.10 or a 28 client printed on a machine where that was so.
test.each([
  [
    "engine-not-running",
    "Cannot connect to the Docker daemon at unix:///nope.sock. Is the docker daemon running?",
  ],
  [
    "permission-denied",
    'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.24/version": dial unix /var/run/docker.sock: connect: permission denied',
  ],
  [
    "engine-not-running",
    'error during connect: Get "http://docker.example.com/v1.50/version": command [ssh -o ConnectTimeout=30 -T -- nohost docker system dial-stdio] has exited with exit status 255, make sure the URL is valid, and Docker 18.09 or later is installed on the remote host: stderr=ssh: Could not resolve hostname nohost: Name or service not known',
  ],
])("%s", (kind, output) => {
  const failure = clientFailure(output, { kind: "exited", code: 1 }, "docker");
  expect(failure.kind).toBe(kind);
  expect(failure.message).toMatch(/^[A-Z][^\n]*\.$/);
});

// As the sources of podman and of nerdctl word it.
test.each([
  [
    "podman",
    "engine-not-running",
    'Cannot connect to Podman. Please verify your connection to the Linux system using `podman system connection list`, or try `podman machine init` and `podman machine start` to manage a new Linux VM\nError: unable to connect to Podman socket: Get "http://d/v4.3.1/libpod/_ping": dial unix ///run/user/1000/podman/podman.sock: connect: no such file or directory',
    "podman machine start",
  ],
  [
    "nerdctl",
    "engine-not-running",
    'time="2026-11-20T10:00:00Z" level=fatal msg="cannot access containerd socket \\"/run/containerd/containerd.sock\\": no such file or directory"',
    "start containerd",
  ],
  [
    "nerdctl",
    "engine-not-running",
    'time="2026-11-20T10:00:00Z" level=fatal msg="no buildkit host is available, tried 2 candidates: failed to ping to host unix:///run/buildkit/buildkitd.sock"',
    "`buildkitd`",
  ],
  [
    "nerdctl",
    "permission-denied",
    'time="2026-11-20T10:00:00Z" level=fatal msg="cannot access containerd socket \\"/run/containerd/containerd.sock\\": permission denied"',
    "containerd-rootless",
  ],
] as const)("%s: %s", (client, kind, output, advice) => {
  const failure = clientFailure(output, { kind: "exited", code: 1 }, client);
  expect(failure.kind).toBe(kind);
  expect(failure.message).toContain(advice);
  expect(failure.message).toMatch(/^[A-Z][^\n]*\.$/);
});

test("the address of an engine that does not answer is named", () => {
  const output = "Cannot connect to the Docker daemon at unix:///nope.sock. Is the docker daemon running?";
  expect(clientFailure(output, { kind: "exited", code: 1 }, "docker").message).toBe(
    "The container engine does not answer at `unix:///nope.sock`: start it, or check the client's context, and try again.",
  );
});
