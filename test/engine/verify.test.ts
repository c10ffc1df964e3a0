// Verifying an image without running it, on small trees: a table of what is wrong and of what is sound.

import { describe, expect, test } from "vitest";
import { readElf } from "../../server/engine/elf.ts";
import { mergeLayers } from "../../server/engine/merged-tree.ts";
import { readLayer } from "../../server/engine/tar-layer.ts";
import { lossesOf, providedBy, verifyImage } from "../../server/engine/verify.ts";
import type { ImageConfig } from "../../server/protocol/compare.ts";
import { type Member, tar } from "./support/archives.ts";
import { elf } from "./support/elf.ts";

const config: ImageConfig = {
  env: ["PATH=/usr/bin:/bin"],
  entrypoint: [],
  cmd: ["/app"],
  user: "",
  workdir: "",
  exposedPorts: [],
  volumes: [],
  labels: {},
  stopSignal: "",
  healthcheck: [],
  architecture: "amd64",
  os: "linux",
};

const loader = "/lib64/ld-linux-x86-64.so.2";
const program = (path: string, content: string | Uint8Array, mode = 0o755): Member => ({
  name: path,
  content,
  mode,
});
const staticProgram = elf({});
const dynamicProgram = elf({ interpreter: loader, needed: ["libc.so.6"] });
const glibc = [program(loader.slice(1), elf({})), program("lib/libc.so.6", elf({}), 0o644)];
const musl = program("lib/ld-musl-x86_64.so.1", elf({}));
const shell = program("bin/sh", staticProgram);

async function verified(members: readonly Member[], changes: Partial<ImageConfig> = {}) {
  const archive = await tar(members);
  const layer = await readLayer([archive] as unknown as AsyncIterable<Uint8Array>, "tar", 0, "as-found");
  return verifyImage(mergeLayers([layer]).files, { ...config, ...changes });
}

interface Case {
  readonly title: string;
  readonly files: readonly Member[];
  readonly config?: Partial<ImageConfig>;
  /** The check that fails and a part of what it says; undefined for an image that starts. */
  readonly fault?: readonly [string, RegExp];
}

const link = (name: string, linkname: string): Member => ({ name, type: "symlink", linkname });

const cases: readonly Case[] = [
  { title: "a static program", files: [program("app", staticProgram)] },
  {
    title: "a static program of another machine",
    files: [program("app", elf({ machine: 183 }))],
    fault: ["architecture", /another machine than amd64/],
  },
  { title: "no program", files: [], fault: ["start-command", /`\/app` is not in the image/] },
  {
    title: "a program without the right to be executed",
    files: [program("app", staticProgram, 0o644)],
    fault: ["rights", /no right to be executed/],
  },
  {
    title: "a dynamic program without a loader",
    files: [program("app", dynamicProgram)],
    fault: ["interpreter", /ld-linux-x86-64\.so\.2` is not in the image/],
  },
  { title: "a dynamic program with its libraries", files: [program("app", dynamicProgram), ...glibc] },
  {
    title: "a dynamic program without one of its libraries",
    files: [program("app", elf({ interpreter: loader, needed: ["libc.so.6", "libpq.so.5"] })), ...glibc],
    fault: ["libraries", /`\/app` needs `libpq\.so\.5`/],
  },
  {
    title: "a library that needs another one",
    files: [
      program("app", elf({ interpreter: loader, needed: ["liba.so"] })),
      ...glibc,
      program("usr/lib/liba.so", elf({ needed: ["libb.so"] }), 0o644),
    ],
    fault: ["libraries", /`\/usr\/lib\/liba\.so` needs `libb\.so`/],
  },
  {
    title: "a library that RUNPATH finds beside the program",
    files: [
      program("opt/bin/app", elf({ interpreter: loader, needed: ["liba.so"], runpath: "$ORIGIN/../lib" })),
      ...glibc,
      program("opt/lib/liba.so", elf({}), 0o644),
    ],
    config: { cmd: ["/opt/bin/app"] },
  },
  {
    title: "a library that RUNPATH does not find",
    files: [
      program("opt/bin/app", elf({ interpreter: loader, needed: ["liba.so"], runpath: "$ORIGIN/../lib" })),
      ...glibc,
      program("opt/other/liba.so", elf({}), 0o644),
    ],
    config: { cmd: ["/opt/bin/app"] },
    fault: ["libraries", /needs `liba\.so`/],
  },
  {
    title: "a library of another machine",
    files: [
      program("app", elf({ interpreter: loader, needed: ["liba.so"] })),
      ...glibc,
      program("lib/liba.so", elf({ machine: 183 }), 0o644),
    ],
    fault: ["libraries", /needs `liba\.so`/],
  },
  {
    title: "a library in a folder of ld.so.conf",
    files: [
      program("app", elf({ interpreter: loader, needed: ["liba.so"] })),
      ...glibc,
      { name: "etc/ld.so.conf.d/multi.conf", content: "# Multiarch\n/lib/x86_64-linux-gnu\n" },
      program("lib/x86_64-linux-gnu/liba.so", elf({}), 0o644),
    ],
  },
  {
    title: "a library that LD_LIBRARY_PATH finds",
    files: [
      program("app", elf({ interpreter: loader, needed: ["liba.so"] })),
      ...glibc,
      program("srv/liba.so", elf({}), 0o644),
    ],
    config: { env: ["LD_LIBRARY_PATH=/srv"] },
  },
  {
    title: "a program of musl, whose loader is its C library",
    files: [
      program("app", elf({ interpreter: "/lib/ld-musl-x86_64.so.1", needed: ["libc.musl-x86_64.so.1"] })),
      musl,
    ],
  },
  {
    title: "a program of glibc where only musl is",
    files: [program("app", dynamicProgram), musl],
    fault: ["interpreter", /ld-linux/],
  },
  {
    title: "a loader behind links",
    files: [
      program("app", dynamicProgram),
      link("lib64", "usr/lib64"),
      program("usr/lib64/ld-linux-x86-64.so.2", elf({})),
      program("usr/lib64/libc.so.6", elf({}), 0o644),
    ],
  },
  {
    title: "links in a circle",
    files: [link("app", "b"), link("b", "app")],
    fault: ["start-command", /not in the image/],
  },
  { title: "a script with its interpreter", files: [program("app", "#!/bin/sh\n"), shell] },
  {
    title: "a script without its interpreter",
    files: [program("app", "#!/bin/bash\n"), shell],
    fault: ["interpreter", /script for `\/bin\/bash`/],
  },
  {
    title: "a script for env without its interpreter",
    files: [program("app", "#!/usr/bin/env python3\n"), program("usr/bin/env", staticProgram)],
    fault: ["interpreter", /`python3`, which is in no folder of PATH/],
  },
  {
    title: "a script with Windows line ends",
    files: [program("app", "#!/bin/sh\r\n"), shell],
    fault: ["interpreter", /Windows line ends/],
  },
  {
    title: "a text that is no script",
    files: [program("app", "echo hello\n"), shell],
    fault: ["start-command", /neither a program nor a script/],
  },
  {
    title: "shell form without a shell",
    files: [program("app", staticProgram)],
    config: { cmd: ["/bin/sh", "-c", "/app"] },
    fault: ["shell", /shell form/],
  },
  {
    title: "shell form whose program is missing",
    files: [shell],
    config: { cmd: ["/bin/sh", "-c", "exec ./server --port 80"], workdir: "/srv" },
    fault: ["start-command", /`\.\/server` is not in the image/],
  },
  {
    title: "shell form that does more than start a program",
    files: [shell],
    config: { cmd: ["/bin/sh", "-c", "cd /x && ./server"] },
  },
  {
    title: "a program that PATH finds",
    files: [program("usr/bin/server", staticProgram)],
    config: { cmd: ["server"] },
  },
  {
    title: "a file for an interpreter that is missing",
    files: [program("usr/bin/node", staticProgram)],
    config: { cmd: ["node", "--enable-source-maps", "dist/main.js"], workdir: "/app" },
    fault: ["start-command", /`dist\/main\.js`, which is not in the image/],
  },
  {
    title: "a user without an entry",
    files: [program("app", staticProgram)],
    config: { user: "node" },
    fault: ["user", /`node` is not in the image's \/etc\/passwd/],
  },
  { title: "a user by number", files: [program("app", staticProgram)], config: { user: "65532:65532" } },
  {
    title: "a group without an entry",
    files: [program("app", staticProgram)],
    config: { user: "1000:staff" },
    fault: ["user", /group `staff`/],
  },
  {
    title: "a user who may not enter the program's folder",
    files: [{ name: "root/", type: "directory", mode: 0o700 }, program("root/app", staticProgram)],
    config: { cmd: ["/root/app"], user: "1000" },
    fault: ["rights", /may not enter `\/root`/],
  },
  {
    title: "a user who may not execute the program",
    files: [program("app", staticProgram, 0o700)],
    config: { user: "1000" },
    fault: ["rights", /may not execute/],
  },
  {
    title: "a health check without its tool",
    files: [program("app", staticProgram), shell],
    config: { healthcheck: ["CMD-SHELL", "curl -f http://localhost/ || exit 1"] },
    fault: ["health-check", /`curl` is in no folder of PATH/],
  },
  {
    title: "a health check in shell form without a shell",
    files: [program("app", staticProgram)],
    config: { healthcheck: ["CMD-SHELL", "/app --check"] },
    fault: ["health-check", /`\/bin\/sh` is not in the image/],
  },
  {
    title: "a health check that the image has the tool for",
    files: [program("app", staticProgram)],
    config: { healthcheck: ["CMD", "/app", "--check"] },
  },
  {
    title: "a working directory that is a file",
    files: [program("app", staticProgram), { name: "srv", content: "" }],
    config: { workdir: "/srv" },
    fault: ["working-directory", /`\/srv` is no folder/],
  },
];

describe("an image with", () => {
  for (const { title, files, config: changes, fault } of cases)
    test(title, async () => {
      const { status, checks } = await verified(files, changes);
      const failed = checks.filter(({ ok }) => !ok);
      if (fault === undefined) {
        expect(failed).toEqual([]);
        expect(status).toBe("starts");
        return;
      }
      expect(status).toBe("fails");
      expect(failed).toEqual([{ name: fault[0], ok: false, detail: expect.stringMatching(fault[1]) }]);
    });
});

test("an image without a start command can't be told about", async () => {
  expect((await verified([], { cmd: [] })).status).toBe("unknown");
});

test("what the image before had and this one lacks is named", async () => {
  const before = [
    { name: "etc/ssl/certs/ca-certificates.crt", content: "x" },
    { name: "tmp/", type: "directory" as const },
  ];
  const [had, has] = await Promise.all(
    [before, []].map(async (members) => {
      const layer = await readLayer(
        [await tar(members)] as unknown as AsyncIterable<Uint8Array>,
        "tar",
        0,
        "as-found",
      );
      return providedBy(mergeLayers([layer]).files);
    }),
  );
  if (had === undefined || has === undefined) throw new Error("two trees were made");
  expect(lossesOf(had, has).map(({ name, ok }) => [name, ok])).toEqual([
    ["certificates", false],
    ["temporary-folder", false],
  ]);
});

test("ELF files that end early or lie are read without an exception", () => {
  const whole = elf({ interpreter: loader, needed: ["libc.so.6"], runpath: "/x" });
  for (let length = 0; length < whole.length; length++) readElf(whole.subarray(0, length));
  for (let at = 4; at < whole.length; at++) {
    const broken = Uint8Array.from(whole);
    broken[at] = 0xff;
    readElf(broken);
  }
  expect(readElf(whole)).toMatchObject({ interpreter: loader, needed: ["libc.so.6"], runpath: ["/x"] });
});

describe("what was followed", () => {
  test("is the program, its loader and libraries, and the folder it starts in", async () => {
    const { files } = await verified(
      [program("app", dynamicProgram), ...glibc, { name: "srv/", type: "directory" }, link("start", "app")],
      { cmd: ["/start"], workdir: "/srv", user: "1000" },
    );
    expect(files).toEqual([
      { path: "/app", executableBy: "other" },
      { path: loader, executableBy: null },
      { path: "/lib/libc.so.6", executableBy: null },
      { path: "/srv", executableBy: null },
    ]);
  });

  test("is the script, its interpreter and what it is given", async () => {
    const { files } = await verified(
      [
        program("run", "#!/bin/sh\ntrue\n"),
        shell,
        program("app.py", "pass", 0o644),
        program("bin/python3", staticProgram),
      ],
      { entrypoint: ["python3", "/app.py"], cmd: [], healthcheck: ["CMD", "/run"] },
    );
    expect(files.map(({ path }) => path)).toEqual(["/bin/python3", "/app.py", "/run", "/bin/sh"]);
    expect(files[0]?.executableBy).toBe("any");
  });
});
