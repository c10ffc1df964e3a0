// Copies that may bring a whole tree of system folders (`/bin`, `/etc`) into a stage, so that little is known of it.

import type { Instruction } from "../syntax/instruction.ts";
import type { Copy, Dockerfile } from "./dockerfile.ts";
import { baseName, resolvePath } from "./paths.ts";
import type { Stage } from "./stage.ts";

/** True where a COPY or ADD may fill the folder (`/bin`, `/etc`): by its name, as part of a tree or of an archive. */
export function mayFillFolder(dockerfile: Dockerfile, instruction: Instruction, folder: string): boolean {
  if (instruction.keyword !== "COPY" && instruction.keyword !== "ADD") return false;
  const copy = dockerfile.copy(instruction);
  if (copy?.target === undefined) return true;
  if (copy.sources.some(({ text }) => /\$|\.(?:tar(?:\.\w+)?|tgz|txz|tbz2?)$/.test(text))) return true;
  const { target } = copy;
  if (target === folder)
    return copy.sources.some(({ text }) => !isFileName(text)) || copy.intoFolder === false;
  if (target !== "/" && !folder.startsWith(`${target}/`)) return false;
  const stage = dockerfile.stageOf(instruction);
  return copy.sources.some(({ text }) => !isFileName(text) && !isStarted(stage, copy, text));
}

function isFileName(text: string): boolean {
  return /(?:^|\/)[\w-][\w.-]*\.\w{1,6}$/.test(text);
}

/** `COPY --from=build /out/server /`, where `/server` is what the image starts: a file. */
function isStarted(stage: Stage | undefined, copy: Copy, text: string): boolean {
  const words = [...(stage?.entrypoint?.value.words ?? []), ...(stage?.cmd?.value.words ?? [])];
  const shell = [stage?.entrypoint?.by, stage?.cmd?.by].map((by) => by?.argsText ?? "").join(" ");
  const path = resolvePath(copy.target ?? "/", baseName(text));
  return !text.endsWith("/") && (words.includes(path) || shell.split(/[\s"[\],]+/).includes(path));
}
