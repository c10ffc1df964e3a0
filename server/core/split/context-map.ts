// Where files of the build context land in the image, and the other way round.

import type { Copy, Dockerfile } from "../model/dockerfile.ts";
import { copiesIntoExistingFolders } from "../model/existing-folders.ts";
import { PairCache } from "../model/pair-cache.ts";
import { baseName, dirName, foldersOf, isWithin, resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { patternMatches } from "../project/copy-sources.ts";
import { leftOutByGit } from "../project/gitignore.ts";
import { hasWildcard } from "../project/glob.ts";
import type { Project } from "../project/project.ts";
import { normalPath } from "../project/project.ts";
import type { Instruction } from "../syntax/instruction.ts";

/** One source of a COPY from the context: `from` (context path) lands as `to` (image path). */
export interface Landing {
  readonly instruction: Instruction;
  /** Context path without `./`; `.` is the whole context. */
  readonly from: string;
  /** Absolute image path of that file or of that folder's contents. */
  readonly to: string;
  /** True when `from` is one file, false for a folder (its contents are copied), undefined when not known. */
  readonly isFile: boolean | undefined;
}

/** The map of a stage: made once for each analysis, whose stages and project are its own. */
export function contextMapOf(dockerfile: Dockerfile, stage: Stage, project: Project): ContextMap {
  return maps.get(project, stage, () => new ContextMap(dockerfile, stage, project));
}

const maps = new PairCache<Project, ContextMap>();

/** Places of landings in their list, the last one of each path, so that a look-up need not go through them all. */
interface LandingIndex {
  /** Files by their image path, and what is no file for sure by its own. */
  readonly filesTo: ReadonlyMap<string, number>;
  readonly foldersTo: ReadonlyMap<string, number>;
  /** All by their context path, and what is no file for sure by its own. */
  readonly from: ReadonlyMap<string, number>;
  readonly foldersFrom: ReadonlyMap<string, number>;
  /** The context folder that everything right in an image folder comes from; null where there are several. */
  readonly filledFrom: ReadonlyMap<string, string | null>;
}

/** How the context maps into one stage. */
export class ContextMap {
  readonly landings: readonly Landing[];
  /** Copies whose sources or destination can't be known. */
  readonly unclear: readonly Instruction[];
  /** Files that are not in the context at hand, and that may be in another; see `isExpected`. */
  readonly expected: readonly Landing[];
  private cachedIndex: LandingIndex | undefined;

  constructor(dockerfile: Dockerfile, stage: Stage, project: Project) {
    const landings: Landing[] = [];
    const unclear: Instruction[] = [];
    const intoFolders = copiesIntoExistingFolders(dockerfile, stage);
    for (const instruction of stage.instructions) {
      if (instruction.keyword !== "COPY" && instruction.keyword !== "ADD") continue;
      const copy = dockerfile.copy(instruction);
      if (copy === undefined || copy.origin.kind !== "context") continue;
      const found = landingsOf(stage, copy, project, intoFolders.has(instruction));
      if (found === undefined) unclear.push(instruction);
      else landings.push(...found);
    }
    this.landings = landings;
    this.unclear = unclear;
    this.expected = landings.filter(({ from, isFile }) => isFile === true && isExpected(project, from));
  }

  /** Context path of an image path, by the last copy that covers it; undefined when none does. */
  toContext(imagePath: string): string | undefined {
    const { filesTo, foldersTo, filledFrom } = this.index;
    let last = filesTo.get(imagePath) ?? -1;
    for (const folder of foldersOf(imagePath)) last = Math.max(last, foldersTo.get(folder) ?? -1);
    const landing = this.landings[last];
    // A folder that is filled file by file, `COPY main.go go.mod ./`: the context folder they all come from.
    if (landing === undefined) return filledFrom.get(imagePath) ?? undefined;
    if (landing.isFile === true) return landing.from;
    const rest =
      imagePath === landing.to ? "" : imagePath.slice(landing.to === "/" ? 1 : landing.to.length + 1);
    return normalPath(`${landing.from}/${rest}`);
  }

  /** True for a file that is not in the context at hand, and that a copy names all the same; see `isExpected`. */
  expects(contextPath: string): boolean {
    return this.expected.some((landing) => landing.from === contextPath);
  }

  /** Image path of a context path, by the last copy that brings it; undefined when none does. */
  toImage(contextPath: string): string | undefined {
    const { from, foldersFrom } = this.index;
    let last = from.get(contextPath) ?? -1;
    for (const folder of foldersOf(contextPath)) last = Math.max(last, foldersFrom.get(folder) ?? -1);
    const landing = this.landings[last];
    return landing === undefined ? undefined : this.landingOf(landing, contextPath);
  }

  /** True where a later copy brings all that a landing brings to the same place; `counts` says which copies do. */
  broughtAgain(landing: Landing, counts: (later: Landing) => boolean): boolean {
    return this.landings
      .slice(this.landings.indexOf(landing) + 1)
      .some(
        (later) =>
          later.instruction !== landing.instruction &&
          counts(later) &&
          (later.from === "." || isWithin(later.from, landing.from)) &&
          this.landingOf(later, landing.from) === landing.to,
      );
  }

  /** Image path of a context path by one landing that brings it. */
  landingOf(landing: Landing, contextPath: string): string {
    if (landing.from === contextPath) return landing.to;
    const rest = landing.from === "." ? contextPath : contextPath.slice(landing.from.length + 1);
    return rest === "." || rest === "" ? landing.to : resolvePath(landing.to, rest);
  }

  /** Made when first asked for: most files are never asked. */
  private get index(): LandingIndex {
    this.cachedIndex ??= indexOf(this.landings);
    return this.cachedIndex;
  }
}

function indexOf(landings: readonly Landing[]): LandingIndex {
  const filesTo = new Map<string, number>();
  const foldersTo = new Map<string, number>();
  const froms = new Map<string, number>();
  const foldersFrom = new Map<string, number>();
  const filledFrom = new Map<string, string | null>();
  landings.forEach(({ from, to, isFile }, at) => {
    (isFile === true ? filesTo : foldersTo).set(to, at);
    froms.set(from, at);
    if (isFile !== true) foldersFrom.set(from, at);
    const folder = from.includes("/") ? dirName(from) : ".";
    const known = filledFrom.get(dirName(to));
    filledFrom.set(dirName(to), known === undefined || known === folder ? folder : null);
  });
  return { filesTo, foldersTo, from: froms, foldersFrom, filledFrom };
}

function landingsOf(
  stage: Stage,
  copy: Copy,
  project: Project,
  /** The destination is a folder already. */
  isFolder: boolean,
): readonly Landing[] | undefined {
  const { target, instruction } = copy;
  if (target === undefined) return undefined;
  const landings: Landing[] = [];
  const heredocs = new Set(instruction.heredocs.map((heredoc) => heredoc.operator.start));
  for (const word of copy.sources) {
    const text = stage.expand(word.text, instruction);
    if (text === undefined) return undefined;
    if (heredocs.has(word.span.start)) continue;
    if (/^(?:https?|git|ssh):\/\/|^git@/.test(text)) continue;
    const source = normalPath(text.replace(/^\/+/, ""));
    if (source === undefined) return undefined;
    if (hasWildcard(source)) {
      const matches = patternMatches(project, source);
      if (matches === undefined) return project.known ? [] : undefined;
      landings.push(...patternLandings(instruction, source, target, matches));
      continue;
    }
    if (source === ".") {
      landings.push({ instruction, from: ".", to: target, isFile: false });
      continue;
    }
    const state = project.file(source);
    const isFile =
      state === undefined
        ? undefined
        : state.kind === "text" || state.kind === "unread" || isExpected(project, source);
    const asFile = isFile === true;
    const to =
      asFile && (copy.intoFolder || isFolder || landsInWorkdir(copy))
        ? resolvePath(target, baseName(source))
        : target;
    landings.push({ instruction, from: source, to, isFile });
  }
  return landings;
}

/**
 * True for a file that is not there, and that the project keeps out of its repository: `COPY .env .` works in the
 * context of those who build the image, though not in a fresh clone.
 */
function isExpected(project: Project, path: string): boolean {
  return baseName(path).includes(".") && project.file(path)?.kind === "absent" && leftOutByGit(project, path);
}

/** Files that a pattern matches land in the target under their names, and folders that it matches with their contents. */
function patternLandings(
  instruction: Instruction,
  pattern: string,
  target: string,
  matches: readonly string[],
): readonly Landing[] {
  const depth = pattern.split("/").length;
  const landings = new Map<string, Landing>();
  for (const match of matches) {
    const parts = match.split("/");
    const from = parts.slice(0, depth).join("/");
    const isFile = parts.length === depth;
    const to = isFile ? resolvePath(target, baseName(match)) : target;
    landings.set(from, { instruction, from, to, isFile });
  }
  return [...landings.values()];
}

/** `COPY main.go .` and `COPY main.go ./`: the destination names a folder. */
function landsInWorkdir(copy: Copy): boolean {
  return /(?:^|\/)\.{0,2}\/?$/.test(copy.destination.text);
}
