// `images`: the engine's images by size, what is in one of them, and the dangling ones, which can be removed.

import {
  type Engine,
  imageContents,
  localImages,
  markdownReport,
  prune,
  textReport,
} from "../../engine/index.ts";
import type { LocalImage } from "../../protocol/housekeeping.ts";
import { defineCommand, type Session } from "../command.ts";
import { agrees, openEngine, troubleOf } from "../engine.ts";
import { type ExitCode, exitCodes, TroubleError } from "../exit.ts";
import { plural } from "../findings.ts";
import { printableLine } from "../printable.ts";

export const imagesCommand = defineCommand({
  name: "images",
  summary: "Show local images, what is in one, or those that nothing refers to.",
  operands: { usage: "[IMAGE]", least: 0, most: 1 },
  options: {
    dangling: { kind: "flag", help: "Only images that have no tag and that no image is built on." },
    prune: { kind: "flag", help: "Remove these; together with `--dangling`." },
    yes: { kind: "flag", help: "Remove without asking." },
    format: {
      kind: "choice",
      choices: ["text", "json", "markdown"],
      default: "text",
      help: "How to print what is in an image; lists are text or JSON.",
    },
  },
  notes: [
    "Without IMAGE the list has the engine's own figures, in which layers that images share count for each of them. With IMAGE its files are read from the engine and counted; nothing is started.",
    "Exit codes: 0 done, 2 wrong usage or no engine.",
  ],
  run: async (session, { options, operands: [image] }) => {
    if (options.prune && !options.dangling)
      throw new TroubleError("`--prune` removes dangling images only", "Add `--dangling`.");
    if (image !== undefined && options.dangling)
      throw new TroubleError("`--dangling` is a list, so it takes no image");
    const engine = await openEngine(session);
    if (image !== undefined) return showContents(session, engine, image, options.format);
    const listed = await localImages(engine, options.dangling ? "dangling" : "tagged", session.signal);
    if (!listed.ok) throw troubleOf(listed.failure);
    const { out, err } = session.terminal;
    if (options.format === "json") out.write(`${JSON.stringify(listed.value, null, 2)}\n`);
    else out.write(listText(listed.value, session.today));
    if (!options.prune || listed.value.length === 0) return exitCodes.clean;
    const question = `Remove ${plural(listed.value.length, "dangling image")}?`;
    if (!(await agrees(session, question, options))) return exitCodes.clean;
    const removed = await prune(engine, "dangling-images", session.signal);
    if (!removed.ok) throw troubleOf(removed.failure);
    err.write(`Removed; the engine says ${removed.value.freed ?? "nothing of what that"} freed\n`);
    return exitCodes.clean;
  },
});

async function showContents(
  session: Session,
  engine: Engine,
  image: string,
  format: string,
): Promise<ExitCode> {
  const outcome = await imageContents(engine, image, { signal: session.signal });
  if (!outcome.ok) throw troubleOf(outcome.failure);
  const { out } = session.terminal;
  if (format === "json") out.write(`${JSON.stringify(outcome.result, null, 2)}\n`);
  else out.write(format === "markdown" ? markdownReport(outcome.result) : textReport(outcome.result));
  return exitCodes.clean;
}

/** Size, age in days and names, one image a line. */
function listText(images: readonly LocalImage[], today: string): string {
  if (images.length === 0) return "No images\n";
  const rows = images.map(({ id, tags, size, created }) => {
    const names = tags.length === 0 ? id.replace(/^sha256:/, "").slice(0, 12) : tags.join(", ");
    return `${size.padStart(9)}  ${age(created, today).padStart(9)}  ${printableLine(names)}\n`;
  });
  return rows.join("");
}

function age(created: string, today: string): string {
  const days = Math.floor((Date.parse(today) - Date.parse(created.slice(0, 10))) / 86_400_000);
  return Number.isNaN(days) ? "" : days <= 0 ? "today" : plural(days, "day");
}
