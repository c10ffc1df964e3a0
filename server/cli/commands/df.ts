// `df`: what the engine's images, containers, volumes and build cache take of the disk.

import { diskUsage, prune } from "../../engine/index.ts";
import type { DiskUsageRow } from "../../protocol/housekeeping.ts";
import { defineCommand } from "../command.ts";
import { agrees, openEngine, troubleOf } from "../engine.ts";
import { exitCodes } from "../exit.ts";
import { printableLine } from "../printable.ts";

export const dfCommand = defineCommand({
  name: "df",
  summary: "Show what the engine takes of the disk, and what could be freed.",
  operands: { usage: "", least: 0, most: 0 },
  options: {
    "prune-build-cache": { kind: "flag", help: "Remove the build cache that no image uses." },
    yes: { kind: "flag", help: "Remove without asking." },
    format: { kind: "choice", choices: ["text", "json"], default: "text", help: "How to print the table." },
  },
  notes: [
    "The figures are the engine's own, in its words. Without the build cache the next builds start from the beginning.",
    "Exit codes: 0 done, 2 wrong usage or no engine.",
  ],
  run: async (session, { options }) => {
    const engine = await openEngine(session);
    const usage = await diskUsage(engine, session.signal);
    if (!usage.ok) throw troubleOf(usage.failure);
    const { out, err } = session.terminal;
    out.write(options.format === "json" ? `${JSON.stringify(usage.value, null, 2)}\n` : table(usage.value));
    if (!options["prune-build-cache"]) return exitCodes.clean;
    if (!(await agrees(session, "Remove the build cache that no image uses?", options)))
      return exitCodes.clean;
    const removed = await prune(engine, "build-cache", session.signal);
    if (!removed.ok) throw troubleOf(removed.failure);
    err.write(`Removed; the engine says ${removed.value.freed ?? "nothing of what that"} freed\n`);
    return exitCodes.clean;
  },
});

function table(usage: readonly DiskUsageRow[]): string {
  const rows = [
    ["", "Count", "In use", "Size", "Can be freed"],
    ...usage.map(({ kind, count, active, size, reclaimable }) => [kind, count, active, size, reclaimable]),
  ].map((row) => row.map(printableLine));
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row.map((cell, at) => (at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[at] ?? 0))),
    )
    .map((row) => `${row.join("  ").trimEnd()}\n`)
    .join("");
}
