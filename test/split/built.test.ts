// Builds split fixtures on a real engine: the file as it was, as it is split, and as a person would split it by hand.
// All are started and asked the same; the split must be no larger than the hand-written one plus 2%.
// `LEAN_UPDATE=1` keeps what was measured in `measured.json`, which the README's table is made from.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Engine, findEngine } from "../../server/engine/client.ts";
import type { Examiner } from "../../server/engine/examine.ts";
import { compareSides } from "../../server/engine/index.ts";
import { nothing } from "../../server/engine/measure.ts";
import type { Verification } from "../../server/protocol/compare.ts";
import type { RuntimeName } from "../../server/protocol/split.ts";
import { BaseImages } from "../harness/base-images.ts";
import { Client } from "../harness/client.ts";
import { contextOfFolder } from "../harness/context.ts";
import { type BuiltContext, builtContext } from "../harness/npm-modules.ts";
import { engineRequired } from "../harness/require.ts";
import { splitText } from "./split-text.ts";

const root = new URL(".", import.meta.url).pathname;
const update = process.env.LEAN_UPDATE === "1";

/** A step takes many times as long where others use the engine too. */
const patience = 600_000;

// One case compiles while another waits for the engine to export, to save or to start.
vi.setConfig({ maxConcurrency: 3 });

interface Case {
  /** As the table names it. */
  readonly name: string;
  readonly folder: string;
  readonly byHand: string;
  readonly runtime: RuntimeName;
}

/** Cases with a hand-written split beside them: `by-hand.Dockerfile`, `by-hand.<runtime>.Dockerfile`. */
const cases: readonly Case[] = readdirSync(root, { withFileTypes: true })
  .filter((each) => each.isDirectory())
  .flatMap((ecosystem) => readdirSync(join(root, ecosystem.name)).map((name) => `${ecosystem.name}/${name}`))
  .flatMap((path) =>
    readdirSync(join(root, path)).flatMap((file) => {
      const match = /^by-hand(?:\.(\w+))?\.Dockerfile$/.exec(file);
      if (match === null) return [];
      const runtime = (match[1] ?? "auto") as RuntimeName;
      return [
        { name: `${path} (${runtime})`, folder: join(root, path), byHand: join(root, path, file), runtime },
      ];
    }),
  );

/** Bytes of one case: as it was, split, and split by hand. */
interface Measured {
  readonly before: number;
  readonly split: number;
  readonly byHand: number;
}

const table = join(root, "measured.json");
const tableRows = () => JSON.parse(readFileSync(table, "utf8")) as Record<string, Measured>;
const measured: Record<string, Measured> = {};

let engine: Engine;
let client: Client | undefined;
let bases: BaseImages;

beforeAll(async () => {
  // BuildKit inside the engine builds fastest where a client reaches it without a plugin.
  const found = await findEngine({ enginePath: process.env.LEAN_TEST_CLIENT ?? "docker" });
  if (found.ok) {
    engine = found.engine;
    client = new Client(engine);
    bases = new BaseImages(client);
  } else if (engineRequired()) throw new Error(`LEAN_REQUIRE asks for an engine: ${found.failure.message}`);
  else console.log(`split builds are skipped: ${found.failure.message}`);
}, 60_000);

afterAll(async () => {
  if (client !== undefined) await bases.close();
  if (!update || Object.keys(measured).length === 0) return;
  const names = new Set(cases.map(({ name }) => name));
  // Read anew: another run may have written since.
  const rows = Object.entries({ ...tableRows(), ...measured })
    .filter(([name]) => names.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(table, `${JSON.stringify(Object.fromEntries(rows), null, 2)}\n`);
}, 60_000);

it.skipIf(update)("the table has a row for each case", () => {
  expect(Object.keys(tableRows()).sort()).toEqual(cases.map(({ name }) => name).sort());
});

/** Leaves an image unmeasured: its content is streamed out of the engine only where its bytes are wanted. */
const unmeasured: Examiner = async () => ({
  ok: true,
  examined: { measurement: nothing, verification: { status: "unknown", checks: [], files: [] } },
});

interface BuiltImage {
  readonly tag: string;
  readonly contentBytes: number;
  readonly engineBytes: number;
  readonly verification: Verification | null;
}

/** Builds a text as a comparison does, and keeps the image under its tag. */
async function build(label: string, text: string, context: string, examine?: Examiner): Promise<BuiltImage> {
  const dockerfilePath = join(context, "Dockerfile");
  const outcome = await compareSides({
    sides: [{ label, dockerfileText: text, dockerfilePath, context, steps: [] }],
    images: "keep",
    enginePath: engine.command,
    examine,
  });
  if (!outcome.ok)
    throw new Error(`${label}: ${outcome.failure.message}\n${(outcome.failure.output ?? []).join("\n")}`);
  const { sides, notes, verification } = outcome.result;
  // The notes of a comparison name the images that it kept.
  const tag = notes.join("\n").match(/lean-dockerfile\/compare:[\w.-]+/)?.[0] ?? "";
  const { contentBytes, engineBytes } = sides[0] ?? {};
  return { tag, contentBytes: contentBytes ?? 0, engineBytes: engineBytes ?? 0, verification };
}

/** What one case needs and does not find; empty where it can be built. */
async function lacking(context: BuiltContext, texts: readonly string[]): Promise<string> {
  if ("missing" in context) return `npm can't fetch ${context.missing}`;
  const image = await bases.missing(texts);
  return image === undefined ? "" : `the image ${image} is not there, and is not pulled by a test`;
}

/** The three images of a case; all are built at once, so that the engine runs what they share only once. */
async function buildAll(texts: readonly string[], context: string): Promise<readonly BuiltImage[]> {
  const [before = "", split = "", byHand = ""] = texts;
  const sides = await Promise.allSettled([
    build("before", before, context, update ? undefined : unmeasured),
    build("split", split, context),
    build("by hand", byHand, context),
  ]);
  const built = sides.flatMap((side) => (side.status === "fulfilled" ? [side.value] : []));
  const failed = sides.find((side) => side.status === "rejected");
  if (failed === undefined) return built;
  await remove(built);
  throw failed.reason;
}

async function remove(images: readonly BuiltImage[]): Promise<void> {
  for (const { tag } of images) await client?.call("image", "rm", tag);
}

describe.concurrent("splits build, start and answer the same", () => {
  for (const { name, folder, byHand: path, runtime } of cases) {
    it(name, { timeout: patience }, async (test) => {
      if (client === undefined) return test.skip();
      const written = readFileSync(join(folder, "before.Dockerfile"), "utf8");
      const texts = [
        written,
        splitText(written, contextOfFolder(join(folder, "context")), runtime),
        readFileSync(path, "utf8"),
      ];
      const context = await builtContext(folder);
      const reason = await lacking(context, texts);
      if (reason !== "" || "missing" in context) {
        if (!("missing" in context)) context.close();
        if (engineRequired()) throw new Error(`LEAN_REQUIRE asks for builds: ${reason}`);
        return test.skip(`${name} is skipped: ${reason}`);
      }
      const warm = await Promise.all(texts.map((text) => bases.warmed(text)));
      // What is kept in the table is measured on the bases as they are.
      const used = warm.map(({ text }, index) => (update && index === 0 ? written : text));
      const images = await buildAll(used, context.folder).finally(context.close);
      try {
        const [before, split, byHand] = images;
        if (before === undefined || split === undefined || byHand === undefined) throw new Error("no images");
        const row = {
          before: before.contentBytes,
          split: split.contentBytes,
          byHand: byHand.contentBytes,
        };
        console.log(`${name}: ${before.engineBytes} -> ${row.split} (${row.byHand})`);
        if (update) measured[name] = row;
        expect(row.split).toBeGreaterThan(0);
        expect(row.split).toBeLessThanOrEqual(row.byHand * 1.02);
        // The original is not streamed out of the engine for this: both figures are the engine's own.
        const added = update ? 0 : (warm[0]?.added ?? 0);
        expect(split.engineBytes).toBeLessThan((before.engineBytes - added) * 0.9);
        expect(split.verification, JSON.stringify(split.verification)).not.toMatchObject({ status: "fails" });
        const [first, second] = await Promise.all([client.answer(before.tag), client.answer(split.tag)]);
        expect(first.text).not.toBe("");
        expect(second).toEqual(first);
      } finally {
        await remove(images);
      }
    });
  }
});
