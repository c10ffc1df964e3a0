// Verification on a real engine: real programs of a real compiler, broken in every way of a table, and sound ones.
// What is said to start is started, and what is said to fail is started too, so that the verdict is no opinion.

import { afterEach, describe, expect, test, vi } from "vitest";
import { structureTest } from "../../server/engine/structure-test.ts";
import { Bench, docker, realEngines, succeed } from "./support/real.ts";
import { unmet } from "./support/structure-test.ts";

vi.setConfig({ testTimeout: 180_000 });

let bench: Bench;
afterEach(() => bench.close());

/** One builder with everything in it, so that its layers come from the cache after the first case. */
const builder = `FROM golang:1.22 AS build
WORKDIR /src
RUN printf 'int answer(void) { return 0; }\\n' > answer.c && gcc -shared -fPIC -o libanswer.so answer.c \\
 && printf 'int main(void) { return 0; }\\n' > plain.c && gcc -o dynamic plain.c && gcc -static -o static plain.c \\
 && printf 'int answer(void); int main(void) { return answer(); }\\n' > linked.c \\
 && gcc -o linked linked.c -L. -lanswer '-Wl,-rpath,$ORIGIN/lib' \\
 && cp static foreign && printf '\\267' | dd of=foreign bs=1 seek=18 conv=notrunc 2>/dev/null \\
 && cp static unexecutable && chmod -x unexecutable
`;

const slim = "FROM debian:bookworm-slim\n";

interface Case {
  readonly title: string;
  readonly runtime: string;
  /** The check that fails; undefined for a sound image. */
  readonly check?: string;
  /** Engines start the image all the same: only its health check or its answers show the fault. */
  readonly starts?: true;
  /**
   * Turns on what a builder writes into the image's configuration, so that it is tested with each. Of the files both
   * make the same archive, and the legacy builder would have to compile the programs anew for each case.
   */
  readonly onEach?: true;
}

const cases: readonly Case[] = [
  {
    title: "a dynamic program in scratch",
    runtime: 'FROM scratch\nCOPY --from=build /src/dynamic /app\nCMD ["/app"]\n',
    check: "interpreter",
  },
  {
    title: "a dynamic program of glibc on musl",
    runtime: 'FROM busybox:musl\nCOPY --from=build /src/dynamic /app\nCMD ["/app"]\n',
    check: "interpreter",
  },
  {
    title: "a library that RUNPATH does not find",
    runtime: `${slim}COPY --from=build /src/linked /opt/app\nCMD ["/opt/app"]\n`,
    check: "libraries",
  },
  {
    title: "a library that RUNPATH finds",
    runtime: `${slim}COPY --from=build /src/linked /opt/app\nCOPY --from=build /src/libanswer.so /opt/lib/\nCMD ["/opt/app"]\n`,
  },
  {
    title: "a missing right to be executed",
    runtime: 'FROM scratch\nCOPY --from=build /src/unexecutable /app\nCMD ["/app"]\n',
    check: "rights",
  },
  {
    title: "a program of another machine",
    runtime: 'FROM scratch\nCOPY --from=build /src/foreign /app\nCMD ["/app"]\n',
    check: "architecture",
  },
  {
    title: "a script without its interpreter",
    runtime: 'FROM busybox:musl\nRUN printf "#!/bin/bash\\ntrue\\n" > /app && chmod +x /app\nCMD ["/app"]\n',
    check: "interpreter",
  },
  {
    title: "a user that the image does not know",
    runtime: 'FROM scratch\nCOPY --from=build /src/static /app\nUSER app\nCMD ["/app"]\n',
    check: "user",
    onEach: true,
  },
  {
    title: "a user who may not reach the program",
    runtime: `${slim}COPY --from=build /src/static /root/app\nRUN chmod 700 /root\nUSER 1000\nCMD ["/root/app"]\n`,
    check: "rights",
  },
  {
    title: "shell form without a shell",
    runtime: "FROM scratch\nCOPY --from=build /src/static /app\nCMD /app\n",
    check: "shell",
    onEach: true,
  },
  {
    title: "a health check without its tool",
    runtime: `${slim}COPY --from=build /src/static /app\nHEALTHCHECK CMD curl -f http://localhost/\nCMD ["/app"]\n`,
    check: "health-check",
    starts: true,
    onEach: true,
  },
  {
    title: "a static program in scratch",
    runtime: 'FROM scratch\nCOPY --from=build /src/static /app\nUSER 65532\nCMD ["/app"]\n',
  },
  {
    title: "a dynamic program on distroless",
    runtime:
      'FROM gcr.io/distroless/base-debian12:nonroot\nCOPY --from=build /src/dynamic /app\nCMD ["/app"]\n',
  },
  {
    title: "a script on Debian",
    runtime: `${slim}RUN printf "#!/usr/bin/env bash\\ntrue\\n" > /app && chmod +x /app\nCMD ["/app"]\n`,
  },
  { title: "a program of musl", runtime: 'FROM busybox:musl\nCMD ["busybox", "true"]\n' },
  { title: "an interpreter of Debian", runtime: `${slim}CMD ["perl", "-e", "exit 0"]\n` },
  { title: "the toolchain itself", runtime: 'FROM golang:1.22\nCMD ["go", "version"]\n' },
  {
    title: "a script for an interpreter that env does not find",
    runtime: `${slim}RUN printf "#!/usr/bin/env node\\n" > /app && chmod +x /app\nCMD ["/app"]\n`,
    check: "interpreter",
  },
  {
    title: "a script with Windows line ends",
    runtime: `${slim}RUN printf "#!/bin/sh\\r\\ntrue\\r\\n" > /app && chmod +x /app\nCMD ["/app"]\n`,
    check: "interpreter",
  },
  {
    title: "a program that PATH does not find",
    runtime: `${slim}COPY --from=build /src/static /opt/app\nCMD ["app"]\n`,
    check: "start-command",
  },
  {
    title: "a program that PATH finds",
    runtime: `${slim}COPY --from=build /src/static /opt/app\nENV PATH=/opt:$PATH\nCMD ["app"]\n`,
    onEach: true,
  },
  {
    title: "a group that the image does not know",
    runtime: `${slim}COPY --from=build /src/static /app\nUSER 1000:app\nCMD ["/app"]\n`,
    check: "user",
  },
  {
    title: "a file that the interpreter is given and the image lacks",
    runtime: `${slim}WORKDIR /srv\nCMD ["perl", "main.pl"]\n`,
    check: "start-command",
  },
  { title: "shell form on Debian", runtime: `${slim}CMD true && exit 0\n` },
];

for (const each of realEngines()) {
  describe(each.builder, () => {
    const own = cases.filter(({ onEach }) => each.builder !== "legacy" || onEach === true);
    for (const { title, runtime, check, starts } of own)
      test(title, async () => {
        bench = new Bench(each);
        // BuildKit builds the programs once, and has them in its cache after that.
        const side = { ...bench.side("a", ""), dockerfileText: builder + runtime, steps: [] };
        const result = succeed(await bench.compare([side], { images: "keep" }));
        const tag = /lean-dockerfile\/compare:[\w.-]+/.exec(result.notes.join(" "))?.[0] ?? "";
        try {
          const failed = result.verification?.checks.filter(({ ok }) => !ok).map(({ name }) => name);
          expect(failed).toEqual(check === undefined ? [] : [check]);
          expect(result.verification?.status).toBe(check === undefined ? "starts" : "fails");
          const structure = structureTest(result);
          expect(structure === undefined).toBe(check !== undefined);
          if (structure !== undefined) expect(unmet(bench.engine, tag, structure)).toEqual([]);
          const { status } = docker(bench.engine, "run", "--rm", "--network=none", tag);
          if (check === undefined || starts) expect(status).toBe(0);
          else expect(status).not.toBe(0);
        } finally {
          docker(bench.engine, "image", "rm", tag);
        }
      });
  });
}
