// What a split of a Node.js server changes in its builder: the order of the installation, and no development packages.

import { runCommands } from "../model/commands.ts";
import { spelledKeyword } from "../model/writing.ts";
import { scriptsRunByInstall } from "../project/manifests/package-json.ts";
import type { DependencyOrder } from "../split/dependency-order.ts";
import type { Note } from "../split/plan.ts";
import type { BuilderChanges } from "../split/program-needs.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { insertion, type TextEdit } from "../text/edits.ts";
import { sliceOf } from "../text/span.ts";
import { environmentFileNotes } from "./node-environment-file.ts";
import { productionEdit, pruneCommand } from "./node-install.ts";
import type { NodeServer } from "./node-server.ts";
import type { Shape } from "./node-shape.ts";

/** The edits of the builder, with what they assume. */
export function nodeChanges(
  server: NodeServer,
  shape: Extract<Shape, { kind: "split" }>,
  order: DependencyOrder | undefined,
): BuilderChanges {
  const { install, request } = server;
  const edits: TextEdit[] = [...orderedEdits(server, shape, order)];
  const assumptions: Note[] = [
    ...shape.notes,
    ...(shape.carries === "outputs" ? environmentFileNotes(server, shape.outputs) : []),
  ];
  if (install === undefined || !shape.prunes) return { edits, assumptions };
  const version = request.stage.imageFacts?.version;
  const scripts = scriptsRunByInstall(install.manifest);
  const option = shape.builds || scripts.length > 0 ? undefined : productionEdit(install, version);
  const at = install.outer.command.span;
  if (option !== undefined) {
    assumptions.push({
      message: `Development packages are not installed (\`${option.newText.trim()}\`): nothing that runs loads one`,
      at,
    });
    return { edits: withOption(server, edits, option), assumptions };
  }
  const prune = pruneCommand(install, version);
  const last = lastRun(server);
  if (prune === undefined || last === undefined) return { edits, assumptions };
  const { file, stage } = request;
  const folder = stage.workdir(last).value === install.folder ? "" : `cd ${install.folder} && `;
  const { text, eol } = file.dockerfile.syntax;
  // Inside the instruction, so that the line goes where the instruction goes.
  const end = text.slice(0, last.span.end).replace(/\r?\n$/, "").length;
  edits.push(insertion(end, `${eol}${spelledKeyword(file.dockerfile, "RUN")} ${folder}${prune}`));
  assumptions.push({
    message: `Development packages are removed after the ${shape.builds ? "build" : "installation"} (\`${prune}\`): nothing that runs loads one`,
    at,
  });
  return { edits, assumptions };
}

/**
 * The installation before the copy of the sources. Where it is all that the builder does, the sources are not copied
 * there at all.
 */
function orderedEdits(
  { builds, request }: NodeServer,
  shape: Extract<Shape, { kind: "split" }>,
  order: DependencyOrder | undefined,
): readonly TextEdit[] {
  if (order === undefined) return [];
  const { stage, file } = request;
  const { edits, step } = order;
  const copy = step.cause.instruction;
  const installs = new Set(
    builds.steps.flatMap(({ outer, result }) => (result.kind === "modules" ? [outer.command] : [])),
  );
  const alone =
    shape.carries === "sources" &&
    stage.instructions
      .slice(stage.instructions.indexOf(copy) + 1)
      .every(
        (each) =>
          each.keyword !== "RUN" ||
          runCommands(stage, each).every((run) => installs.has(run.command) || run.program === "mkdir"),
      );
  const written = sliceOf(file.text, copy.textSpan);
  const replaced = edits.some(({ span }) => span.start < span.end && span.start === copy.span.start);
  return alone && replaced ? edits.filter(({ newText }) => newText.trim() !== written) : edits;
}

/** The option goes where the command goes: an order that moves the command has its text in an edit. */
function withOption(server: NodeServer, edits: readonly TextEdit[], option: TextEdit): readonly TextEdit[] {
  const { install, request } = server;
  if (install === undefined) return edits;
  const { span } = install.run.command;
  const written = sliceOf(request.file.text, span);
  const at = option.span.start - span.start;
  const changed = written.slice(0, at) + option.newText + written.slice(at);
  const moved = edits.some((edit) => edit.newText.includes(written));
  return moved
    ? edits.map((edit) => ({ ...edit, newText: edit.newText.replace(written, () => changed) }))
    : [...edits, option];
}

function lastRun({ builds, installs }: NodeServer): Instruction | undefined {
  const outers = [...builds.steps.map(({ outer }) => outer), ...installs.map(({ outer }) => outer)];
  return outers.sort((a, b) => a.command.span.start - b.command.span.start).at(-1)?.instruction;
}
