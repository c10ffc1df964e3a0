// The smoke start on a real engine: images without any tool in them are looked into while they run, and nothing stays.

import { afterEach, describe, expect, test, vi } from "vitest";
import type { SmokeResult } from "../../server/protocol/compare.ts";
import { Bench, base, docker, realEngines, succeed } from "./support/real.ts";

vi.setConfig({ testTimeout: 180_000 });

let bench: Bench;
afterEach(() => bench.close());

/** A web server that is one static program, with a page; the last stage has nothing else. */
const server = (page: string, port = 8080) => `FROM busybox:musl AS tools
RUN mkdir /page && echo '${page}' > /page/index.html
FROM scratch
COPY --from=tools /bin/busybox /busybox
COPY --from=tools /page /page
CMD ["/busybox", "httpd", "-f", "-p", "${port}", "-h", "/page"]
`;

const shell = (script: string) => `FROM ${base}\nCMD ["sh", "-c", "${script}"]\n`;

interface Case {
  readonly title: string;
  readonly before: string;
  readonly after?: string;
  readonly status: SmokeResult["status"];
  /** Names and details of the checks, in order. */
  readonly checks: readonly (readonly [string, RegExp])[];
}

const cases: readonly Case[] = [
  {
    title: "the same page from an image with tools and from one without",
    before:
      'FROM busybox:musl\nRUN mkdir /page && echo hello > /page/index.html\nEXPOSE 8080\nCMD ["httpd", "-f", "-p", "8080", "-h", "/page"]\n',
    after: `${server("hello")}USER 65532\n`,
    status: "passes",
    checks: [
      ["running", /keeps running, as before/],
      ["ports", /^port 8080 is open, as before$/],
      ["answer", /`GET \/` on port 8080 answers 200 with 6 bytes, the same as before/],
    ],
  },
  {
    title: "another page",
    before: server("hello"),
    after: server("hullo"),
    status: "fails",
    checks: [
      ["running", /as before/],
      ["ports", /as before/],
      ["answer", /answers 200 with 6 bytes, another text than before/],
    ],
  },
  {
    title: "a page that is gone",
    before: server("hello"),
    after: server("hello").replace('"/page"]', '"/"]'),
    status: "fails",
    checks: [
      ["running", /as before/],
      ["ports", /as before/],
      ["answer", /answers 404 with \d+ bytes, and before 200 with 6 bytes/],
    ],
  },
  {
    title: "another port",
    before: server("hello"),
    after: server("hello", 8081),
    status: "fails",
    checks: [
      ["running", /as before/],
      ["ports", /^port 8081 is open, and before port 8080 is open$/],
    ],
  },
  {
    title: "a program without its loader",
    before: shell("sleep 60"),
    after: `FROM ${base} AS b\nFROM scratch\nCOPY --from=b /bin/sleep /sleep\nCMD ["/sleep", "60"]\n`,
    status: "fails",
    checks: [["running", /ends with 1, and the first image keeps running; its last words: `.*no such file/]],
  },
  {
    title: "a program that is not there",
    before: shell("sleep 60"),
    after: 'FROM scratch\nCOPY a.txt /\nCMD ["/sleep", "60"]\n',
    status: "fails",
    checks: [["start", /the engine can't start it: `.*no such file or directory/]],
  },
  {
    title: "a program that ends where it ran on",
    before: shell("sleep 60"),
    after: shell("echo no database >&2; exit 3"),
    status: "fails",
    checks: [["running", /ends with 3, and the first image keeps running; its last words: `no database`/]],
  },
  {
    title: "the same exit code",
    before: shell("exit 3"),
    after: shell("sleep 1; exit 3"),
    status: "passes",
    checks: [["exit-code", /ends with 3, as before/]],
  },
  {
    title: "another exit code",
    before: shell("true"),
    after: shell("exit 3"),
    status: "fails",
    checks: [["exit-code", /ends with 3, and the first image with 0/]],
  },
  {
    title: "one image that runs",
    before: server("hello"),
    status: "passes",
    checks: [["running", /still runs after \d+ s, port 8080 is open/]],
  },
  {
    title: "one image that fails",
    before: shell("exit 4"),
    status: "fails",
    checks: [["exit-code", /ends with 4/]],
  },
  {
    title: "one image without a start command",
    before: "FROM scratch\nCOPY a.txt /\n",
    status: "fails",
    checks: [["start", /the engine can't start it: `.*[Nn]o command specified/]],
  },
];

// What builds the images makes no difference to how they run.
for (const each of realEngines().slice(0, 1)) {
  describe(each.builder, () => {
    for (const { title, before, after, status, checks } of cases)
      test(title, async () => {
        bench = new Bench(each);
        const sides = [before, ...(after === undefined ? [] : [after])].map((text, index) =>
          bench.side(index === 0 ? "original" : "split", text),
        );
        const { smoke } = succeed(await bench.compare(sides, { extras: ["smoke"] }));
        expect(smoke?.checks.map(({ name }) => name)).toEqual(checks.map(([name]) => name));
        checks.forEach(([, detail], index) => {
          expect(smoke?.checks[index]?.detail).toMatch(detail);
        });
        expect(smoke?.status).toBe(status);
        expect(bench.leftovers()).toEqual([]);
      });

    test("secrets do not show in what a program prints", async () => {
      bench = new Bench(each);
      const text = `FROM ${base}\nARG TOKEN\nENV TOKEN=$TOKEN\nCMD ["sh", "-c", "echo $TOKEN; exit 1"]\n`;
      const options = { extras: ["smoke"], buildArgs: ["TOKEN=swordfish-4711"] } as const;
      const { smoke } = succeed(await bench.compare([bench.side("a", text)], options));
      expect(smoke?.sides[0]?.output.length).toBe(1);
      expect(JSON.stringify(smoke)).not.toContain("swordfish");
    });

    test("cancelled while an image runs, nothing stays, its volumes neither", async () => {
      bench = new Bench(each);
      const volumes = () => docker(bench.engine, "volume", "ls", "--quiet").stdout;
      const before = volumes();
      const controller = new AbortController();
      const text = `FROM ${base}\nVOLUME /data\nCMD ["sleep", "600"]\n`;
      const outcome = await bench.compare(
        [bench.side("a", text)],
        { extras: ["smoke"], signal: controller.signal },
        ({ message }) => {
          if (message.startsWith("Starting it")) setTimeout(() => controller.abort(), 1500);
        },
      );
      expect(outcome).toMatchObject({ ok: false, failure: { kind: "cancelled" } });
      expect(bench.leftovers()).toEqual([]);
      expect(volumes()).toBe(before);
    });

    test("a container that somebody else made of the same image stays as it is", async () => {
      bench = new Bench(each);
      const text = `FROM ${base}\nCMD ["sleep", "600"]\n`;
      const id = bench.build(text);
      const { stdout } = docker(bench.engine, "container", "run", "--detach", "--network=none", id);
      const container = stdout.trim();
      try {
        succeed(await bench.compare([bench.side("a", text)], { extras: ["smoke"] }));
        const state = docker(bench.engine, "inspect", "--format", "{{.State.Running}}", container);
        expect(state.stdout.trim()).toBe("true");
        expect(bench.leftovers().filter((left) => left.startsWith("container"))).toEqual([
          `container ${container}`,
        ]);
      } finally {
        docker(bench.engine, "container", "rm", "--force", container);
      }
    });
  });
}
