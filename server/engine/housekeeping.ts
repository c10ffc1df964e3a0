// Local images and disk usage: what is there, what dangles, and, only when asked for, what is removed.

import { formatBytes } from "../core/text/bytes.ts";
import type { CompareFailure, DiskUsageRow, LocalImage, PruneOutcome } from "../protocol/housekeeping.ts";
import { clientOf, type Engine } from "./client.ts";
import { inspectArgvOf, listImagesArgv, pruneImagesArgv } from "./client-argv.ts";
import { clientFailure, firstLine } from "./failure.ts";
import { inspectedImage, jsonAnswers } from "./inspect.ts";
import { type ProcessRun, run, succeeded } from "./process.ts";
import { plainLine } from "./redaction.ts";

/** Disk usage of a full engine takes its time. */
const timeoutMs = 120_000;

/** Ids in one call: a command line holds some hundred thousand characters, and an id has 71. */
const idsPerCall = 400;

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: CompareFailure };

/** The engine's images, the largest first; with `dangling` those that no tag names and no image is built on. */
export async function localImages(
  engine: Engine,
  which: "tagged" | "dangling",
  signal?: AbortSignal,
): Promise<Answer<readonly LocalImage[]>> {
  const listed = await call(engine, listImagesArgv(which), signal);
  if (!listed.ok) return listed;
  const ids = [...new Set(listed.value.split(/\s+/).filter((id) => id !== ""))];
  const images: LocalImage[] = [];
  for (let at = 0; at < ids.length; at += idsPerCall) {
    const inspected = await call(engine, inspectArgvOf(ids.slice(at, at + idsPerCall)), signal);
    // An image that went away meanwhile fails the call for the others too, whose lines are there all the same.
    const text = inspected.ok ? inspected.value : inspected.stdout;
    images.push(...jsonAnswers(text).flatMap((image) => imageOf(image) ?? []));
  }
  return { ok: true, value: images.sort((a, b) => b.bytes - a.bytes || (a.id < b.id ? -1 : 1)) };
}

function imageOf(answer: unknown): LocalImage | undefined {
  const { id, tags, engineBytes, created } = inspectedImage(answer);
  if (id === "" || engineBytes === null) return undefined;
  return {
    id: plainLine(id),
    tags: tags.map(plainLine),
    bytes: engineBytes,
    size: formatBytes(engineBytes),
    created: plainLine(created),
  };
}

/** What `system df` says. Docker gives sizes to people, in its own words; some versions of podman give bytes. */
export async function diskUsage(
  engine: Engine,
  signal?: AbortSignal,
): Promise<Answer<readonly DiskUsageRow[]>> {
  const { name, diskUsage: argv } = clientOf(engine);
  if (argv === null) return lacking(`\`${name}\` has no command that tells the disk usage.`);
  const answer = await call(engine, argv, signal);
  if (!answer.ok) return answer;
  const rows = answer.value.split("\n").flatMap((line): DiskUsageRow[] => {
    try {
      const row = JSON.parse(line) as Record<string, unknown>;
      const words = (...names: readonly string[]) =>
        shown(names.map((name) => row[name]).find((value) => value != null));
      return [
        {
          kind: words("Type"),
          count: words("TotalCount", "Total"),
          active: words("Active"),
          size: bytes(row.Size),
          reclaimable: bytes(row.Reclaimable),
        },
      ];
    } catch {
      return [];
    }
  });
  return { ok: true, value: rows };
}

function shown(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? plainLine(String(value)) : "";
}

function bytes(value: unknown): string {
  return typeof value === "number" ? formatBytes(value) : shown(value);
}

function lacking(message: string): { readonly ok: false; readonly failure: CompareFailure } {
  return { ok: false, failure: { kind: "other", message } };
}

/** Removes what the user agreed to: dangling images, or the build cache. `freed` is in the engine's own words. */
export async function prune(
  engine: Engine,
  what: "dangling-images" | "build-cache",
  signal?: AbortSignal,
): Promise<Answer<PruneOutcome>> {
  const { name, pruneBuildCache } = clientOf(engine);
  const argv = what === "dangling-images" ? pruneImagesArgv : pruneBuildCache;
  if (argv === null) return lacking(`\`${name}\` keeps no build cache but dangling images: prune those.`);
  const answer = await call(engine, argv, signal);
  if (!answer.ok) return answer;
  const freed = /^Total(?: reclaimed space)?:\s*(\S.*)$/im.exec(answer.value)?.[1];
  return { ok: true, value: { freed: freed === undefined ? null : plainLine(freed.trim()) } };
}

type Called =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly failure: CompareFailure; readonly stdout: string };

async function call(
  engine: Engine,
  args: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Called> {
  const answer = await run(engine.command, args, { env: engine.env, signal, timeoutMs });
  if (succeeded(answer.ending)) return { ok: true, value: answer.stdout };
  return { ok: false, failure: failureOf(engine, answer, args), stdout: answer.stdout };
}

function failureOf(engine: Engine, { ending, stderr }: ProcessRun, args: readonly string[]): CompareFailure {
  const failure = clientFailure(stderr, ending, engine.identity.name);
  if (failure.kind !== "other") return failure;
  const words = args.slice(0, 2).join(" ");
  return { kind: "other", message: `The engine refuses \`${words}\`: ${firstLine(stderr)}.` };
}
