// Builds split fixtures on a real engine: the file as it was, as it is split, and as a person would split it by hand.
// All are started and asked the same; the split must be no larger than the hand-written one plus 2%.
// `LEAN_UPDATE=1` keeps what was measured in `measured.json`, which the README's table is made from.

import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engine, findEngine } from "../../server/engine/client.ts";
import { compareSides } from "../../server/engine/index.ts";
import type { RuntimeName } from "../../server/protocol/split.ts";
import { contextOfFolder } from "../harness/context.ts";
import { engineRequired } from "../harness/require.ts";
import { splitText } from "./split-text.ts";

const root = new URL(".", import.meta.url).pathname;
const run = promisify(execFile);

/** Cases with a hand-written split beside them: `by-hand.Dockerfile`, `by-hand.<runtime>.Dockerfile`. */
const cases = readdirSync(root, { withFileTypes: true })
  .filter((each) => each.isDirectory())
  .flatMap((ecosystem) =>
    readdirSync(join(root, ecosystem.name)).map((name) => ({ ecosystem: ecosystem.name, name })),
  )
  .flatMap(({ ecosystem, name }) =>
    readdirSync(join(root, ecosystem, name)).flatMap((file) => {
      const match = /^by-hand(?:\.(\w+))?\.Dockerfile$/.exec(file);
      return match === null ? [] : [{ ecosystem, name, file, runtime: (match[1] ?? "auto") as RuntimeName }];
    }),
  );

let engine: Engine | undefined;
let reason = "";
/** Tags of a release that were made for these tests and go with them. */
const tagged: string[] = [];

beforeAll(async () => {
  // BuildKit inside the engine builds fastest where a client reaches it without a plugin.
  const found = await findEngine({ enginePath: process.env.LEAN_TEST_CLIENT ?? "docker" });
  if (found.ok) engine = found.engine;
  else reason = found.failure.message;
  if (engine === undefined && engineRequired()) throw new Error(`LEAN_REQUIRE asks for an engine: ${reason}`);
  if (engine === undefined) console.log(`split builds are skipped: ${reason}`);
}, 60_000);

/** Bytes of one case: as it was, split, and split by hand. */
interface Measured {
  readonly before: number;
  readonly split: number;
  readonly byHand: number;
}

const measured: Record<string, Measured> = {};

afterAll(async () => {
  for (const tag of tagged) await docker("rmi", tag);
  const rows = Object.entries(measured);
  if (rows.length === 0) return;
  for (const [name, { before, split, byHand }] of rows)
    console.log(`${name}: ${before} -> ${split} (${byHand})`);
  if (process.env.LEAN_UPDATE !== "1") return;
  const path = join(root, "measured.json");
  const old = JSON.parse(readFileSync(path, "utf8")) as Record<string, Measured>;
  const all = Object.entries({ ...old, ...measured }).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(path, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
});

/** Why the images that the texts start from are not all there; undefined where they are. */
async function missingImage(texts: readonly string[]): Promise<string | undefined> {
  for (const text of texts)
    for (const [, image] of text.matchAll(/^FROM\s+(?:--platform=\S+\s+)?(\S+)/gim)) {
      if (image === undefined || image === "scratch" || !/[:/]/.test(image) || (await exists(image)))
        continue;
      // The stand-in images carry one release; its own tag names the same.
      const floating = image.replace("-bookworm", "");
      if (floating === image || !(await exists(floating))) return image;
      await docker("tag", floating, image);
      tagged.push(image);
    }
  return undefined;
}

/**
 * The context to build with: the fixture's own, or a copy of it with the packages of `modules.json` (names and
 * versions), which npm fetches on the host because builds have no network. Undefined where they can't be fetched.
 */
async function builtContext(folder: string): Promise<string | undefined> {
  const context = join(folder, "context");
  const list = join(folder, "modules.json");
  if (!existsSync(list)) return context;
  const copy = mkdtempSync(join(tmpdir(), "lean-dockerfile-"));
  temporary.push(copy);
  cpSync(context, copy, { recursive: true });
  const modules = JSON.parse(readFileSync(list, "utf8")) as Record<string, string>;
  for (const [name, version] of Object.entries(modules)) {
    const target = join(copy, "node_modules", name);
    const fetched = await run("npm", [
      "pack",
      "--silent",
      "--pack-destination",
      copy,
      `${name}@${version}`,
    ]).catch(() => undefined);
    const archive = fetched?.stdout.trim().split("\n").at(-1);
    if (archive === undefined) {
      if (engineRequired())
        throw new Error(`LEAN_REQUIRE asks for builds: npm can't fetch ${name}@${version}`);
      return undefined;
    }
    mkdirSync(target, { recursive: true });
    await run("tar", ["-xzf", join(copy, archive), "-C", target, "--strip-components=1"]);
    rmSync(join(copy, archive));
    const { bin } = JSON.parse(readFileSync(join(target, "package.json"), "utf8")) as {
      bin?: Record<string, string>;
    };
    mkdirSync(join(copy, "node_modules/.bin"), { recursive: true });
    for (const [program, file] of Object.entries(bin ?? {}))
      symlinkSync(`../${name}/${file}`, join(copy, "node_modules/.bin", program));
  }
  return copy;
}

const temporary: string[] = [];

afterAll(() => {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
});

describe("splits build, start and answer the same", () => {
  for (const { ecosystem, name, file, runtime } of cases) {
    it(`${ecosystem}/${name} (${runtime})`, async (test) => {
      if (engine === undefined) return test.skip();
      const folder = join(root, ecosystem, name);
      const context = await builtContext(folder);
      if (context === undefined) {
        console.log(`${ecosystem}/${name} is skipped: npm can't fetch its packages`);
        return test.skip();
      }
      const before = readFileSync(join(folder, "before.Dockerfile"), "utf8");
      const after = splitText(before, contextOfFolder(join(folder, "context")), runtime);
      const byHand = readFileSync(join(folder, file), "utf8");
      const missing = await missingImage([before, after, byHand]);
      if (missing !== undefined) {
        reason = `the image ${missing} is not there, and is not pulled by a test`;
        if (engineRequired()) throw new Error(`LEAN_REQUIRE asks for builds: ${reason}`);
        console.log(`${ecosystem}/${name} is skipped: ${reason}`);
        return test.skip();
      }
      const side = (label: string, text: string) => ({
        label,
        dockerfileText: text,
        dockerfilePath: join(context, "Dockerfile"),
        context,
        steps: [],
      });
      const outcome = await compareSides({
        sides: [side("before", before), side("split", after), side("by hand", byHand)],
        images: "keep",
        enginePath: engine.command,
      });
      const tags = outcome.ok ? keptTags(outcome.result.notes) : [];
      try {
        if (!outcome.ok)
          throw new Error(`${outcome.failure.message}\n${(outcome.failure.output ?? []).join("\n")}`);
        const [fat = 0, lean = 0, hand = 0] = outcome.result.sides.map((each) => each.contentBytes ?? 0);
        measured[`${ecosystem}/${name} (${runtime})`] = { before: fat, split: lean, byHand: hand };
        expect(lean).toBeLessThan(fat * 0.9);
        expect(lean).toBeLessThanOrEqual(hand * 1.02);
        const [first, second] = [await answer(tags[0] ?? ""), await answer(tags[1] ?? "")];
        expect(first.text).not.toBe("");
        expect(second).toEqual(first);
      } finally {
        for (const tag of tags) await docker("image", "rm", tag);
      }
    }, 240_000);
  }
});

async function docker(...args: readonly string[]): Promise<string> {
  if (engine === undefined) throw new Error("no engine");
  const { stdout } = await run(engine.command, args, { env: engine.env, maxBuffer: 1 << 24 });
  return stdout.trim();
}

async function exists(image: string): Promise<boolean> {
  return docker("image", "inspect", "--format", "{{.Id}}", image).then(
    () => true,
    () => false,
  );
}

/** The notes of a comparison name the images that it kept. */
function keptTags(notes: readonly string[]): readonly string[] {
  return notes.flatMap((note) => note.match(/lean-dockerfile\/compare:[\w.-]+/g) ?? []);
}

/** What the image answers on port 8080, or, for a program that ends by itself, what it prints and its exit code. */
async function answer(tag: string): Promise<{ readonly text: string; readonly exitCode: number | null }> {
  const id = await docker("create", "--publish", "127.0.0.1::8080", tag);
  try {
    await docker("start", id);
    for (let attempt = 0; attempt < 60; attempt++) {
      const [state, code] = (
        await docker("inspect", "--format", "{{.State.Status}} {{.State.ExitCode}}", id)
      ).split(" ");
      if (state === "exited") return { text: await docker("logs", id), exitCode: Number(code) };
      const address = (await docker("port", id, "8080/tcp")).split("\n")[0];
      const text = await fetch(`http://${address}/`, { signal: AbortSignal.timeout(2000) }).then(
        (response) => response.text(),
        () => undefined,
      );
      if (text !== undefined) return { text, exitCode: null };
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    return { text: "", exitCode: null };
  } finally {
    await docker("rm", "--force", "--volumes", id);
  }
}
