// removed-in-later-layer: what an earlier layer holds is removed, or given another owner, in a later one.

import { Memory } from "../memory.ts";
import { argumentValue, type RunCommand, runCommands } from "../model/commands.ts";
import type { Dockerfile } from "../model/dockerfile.ts";
import { commandsOf } from "../model/occurrences.ts";
import { leftLists, removesLists } from "../model/package-caches.ts";
import { packageCommand, packageName, packagePrograms } from "../model/packages.ts";
import { baseName, isWithin, resolvePath } from "../model/paths.ts";
import { mergedRuns } from "../model/run-edits.ts";
import { leanSeverity, shippedStages } from "../model/shipping.ts";
import type { Stage } from "../model/stage.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { quoted, unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  removed: (command: string, what: string) =>
    `${command} frees nothing, because ${what} stays in the earlier layer that brought it`,
  changed: (command: string, what: string) =>
    `${command} stores ${what} a second time, because an earlier layer holds it already`,
};

export const removedInLaterLayer = defineRule({
  name: "removed-in-later-layer",
  category: "lean",
  severity: "warning",
  since: "0.1.0",
  sources: [],
  reads: [],
  docs: {
    summary: "A later layer removes what an earlier one holds, or changes its owner or mode.",
    why: `Layers are only ever added. A file that a later RUN removes is hidden, but pulled, stored and shipped all the same, and whoever looks at the layers still finds it. \`chown -R\` and \`chmod -R\` store every file that they change again.

What is to be gone must be removed in the RUN that brought it, come from a mount (\`RUN --mount=type=bind\`), or stay in a builder. Only the stages that ship are judged.`,
    examples: [
      {
        bad: `FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends gcc
RUN apt-get purge -y gcc
USER nobody
CMD ["sleep", "1"]
`,
        good: `FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends gcc && apt-get purge -y gcc
USER nobody
CMD ["sleep", "1"]
`,
      },
    ],
    whenNotToUse: "Where the image is squashed after the build.",
    fixSafety:
      "Where the two RUNs follow one another the fix joins them. It is unsafe only in that the cache treats them as one step from then on.",
  },
  check(file, report) {
    const { dockerfile } = file;
    const shipped = shippedStages(dockerfile);
    const told = new Set<Instruction>();
    for (const run of commandsOf(dockerfile, "rm", "chown", "chmod", ...packagePrograms)) {
      const { instruction } = run;
      const stage = dockerfile.stageOf(instruction);
      if (stage === undefined || told.has(instruction) || !shipped.includes(stage)) continue;
      const found = lateChange(dockerfile, stage, run);
      if (found === undefined) continue;
      told.add(instruction);
      const action = run.args.find(({ value }) => /^(?:purge|remove|autoremove|del|erase)$/.test(value));
      const command = quoted([run.program, ...(action === undefined ? [] : [action.value])].join(" "));
      report(
        found.place,
        {
          message: messages[found.kind](command, found.what),
          related: [{ span: found.by.textSpan, message: "This is the layer that holds it" }],
          severity: leanSeverity(dockerfile, isSmall(dockerfile, found) ? "hint" : "warning"),
        },
        () => {
          const edit = found.by.keyword === "RUN" ? mergedRuns(dockerfile, found.by, instruction) : undefined;
          return edit === undefined
            ? []
            : [
                unsafeFix(
                  "Join it with the RUN that brought it",
                  "A change of one command runs all of them again",
                  edit,
                ),
              ];
        },
      );
    }
  },
});

/** A script or a setting that was copied: hardly worth a layer's words. */
function isSmall(dockerfile: Dockerfile, { by, kind }: Late): boolean {
  const copy = by.keyword === "RUN" ? undefined : dockerfile.copy(by);
  return (
    kind === "removed" &&
    copy?.sources.every(({ text }) =>
      /\.(?:sh|bash|py|rb|pl|js|el|c|go|txt|conf|cfg|ini|json|ya?ml|xml|toml|lock|sql|R|key|list|asc|gpg|repo|env)$/.test(
        text,
      ),
    ) === true
  );
}

interface Late {
  readonly kind: "removed" | "changed";
  /** What the message calls it. */
  readonly what: string;
  readonly by: Instruction;
  readonly place: Instruction["args"];
}

/** A removal is looked back from so far; no stage of 16,000 files has more instructions than 153. */
const furthestBack = 200;

function lookedBack(stage: Stage, position: number): Instruction[] {
  return stage.instructions.slice(Math.max(0, position - furthestBack), position);
}

function lateChange(dockerfile: Dockerfile, stage: Stage, run: RunCommand): Late | undefined {
  const packages = packageCommand(run);
  if (packages?.action === "remove") return removedPackages(stage, run);
  const removes = run.program === "rm";
  const changes =
    (run.program === "chown" || run.program === "chmod") &&
    run.args.some(({ value }) => /^-[a-zA-Z]*R|^--recursive$/.test(value));
  if (!removes && !changes) return undefined;
  const operands = run.args.filter(({ value }) => !value.startsWith("-")).slice(removes ? 0 : 1);
  for (const word of operands) {
    const lists = removes ? lateLists(stage, run, word.raw) : undefined;
    if (lists !== undefined)
      return { kind: "removed", what: "what the package manager fetched", by: lists, place: word.span };
    const path = pathOf(run, word);
    const by = path === undefined ? undefined : holderOf(dockerfile, stage, run.instruction, path, changes);
    if (path !== undefined && by !== undefined)
      return { kind: removes ? "removed" : "changed", what: quoted(path), by, place: word.span };
  }
  return undefined;
}

/** The path of an operand, without a wildcard at its end; undefined where it can't be known. */
function pathOf(run: RunCommand, word: RunCommand["args"][number]): string | undefined {
  const raw = word.raw.replace(/\/?\*$/, "");
  const value = raw === word.raw ? argumentValue(run, word) : /[*?$[`]/.test(raw) ? undefined : raw;
  if (
    value === undefined ||
    value === "" ||
    /^~/.test(value) ||
    (run.cwd === undefined && !value.startsWith("/"))
  )
    return undefined;
  const path = resolvePath(run.cwd ?? "/", value);
  return path === "/" ? undefined : path;
}

/** The earlier instruction of this stage that put the path, or what lies in it, into a layer. */
function holderOf(
  dockerfile: Dockerfile,
  stage: Stage,
  at: Instruction,
  path: string,
  folder: boolean,
): Instruction | undefined {
  const position = stage.positionOf(at);
  for (const earlier of lookedBack(stage, position).reverse()) {
    if (earlier.keyword === "COPY" || earlier.keyword === "ADD") {
      const copy = dockerfile.copy(earlier);
      if (copy?.target === undefined || (earlier.flag("chown") !== undefined && folder)) continue;
      // The rule about owners speaks of the COPY right before.
      if (folder && stage.positionOf(earlier) === position - 1) return undefined;
      const { target } = copy;
      const named = copy.sources.map(({ text }) => resolvePath(target, baseName(text)));
      const isTemporary = /^\/(?:tmp|var\/tmp)$/.test(path);
      if (
        isWithin(path, target) &&
        (path !== target ||
          !copy.intoFolder ||
          folder ||
          copy.sources.some(({ text }) => /^\.?\/?$/.test(text)))
      )
        return earlier;
      if (named.includes(path) || (isTemporary && isWithin(path, target))) return earlier;
    } else if (earlier.keyword === "RUN" && makes(stage, earlier, path)) return earlier;
  }
  return undefined;
}

/** Whether a RUN names a program that `makes` knows; asked once for each. */
const downloads = new Memory<Instruction, boolean>("instruction");

/** Commands whose result at the path is certain and large: downloads, archives, clones. */
function makes(stage: Stage, instruction: Instruction, path: string): boolean {
  let may = downloads.get(instruction);
  if (may === undefined) {
    may = runCommands(stage, instruction).some(({ program }) => /^(?:curl|wget|git)$/.test(program));
    downloads.set(instruction, may);
  }
  if (!may) return false;
  const runs = runCommands(stage, instruction);
  // It was removed there already.
  if (runs.some((run) => run.program === "rm" && run.args.some((word) => pathOf(run, word) === path)))
    return false;
  return runs.some((run) => {
    const { cwd } = run;
    if (cwd === undefined || run.command.conditional) return false;
    const words = run.args.map(({ value }) => value);
    const into = (value: string | undefined): boolean =>
      value !== undefined && resolvePath(cwd, value) === path;
    switch (run.program) {
      case "curl": {
        const at = words.findIndex((word) => /^(?:-[a-zA-Z]*o|--output)$/.test(word));
        const url = words.findLast((word) => /^(?:https?|ftp):/.test(word));
        if (at !== -1) return into(words[at + 1]);
        return words.some((word) => /^-[a-zA-Z]*O|^--remote-name$/.test(word)) && into(baseName(url ?? ""));
      }
      case "wget": {
        const at = words.findIndex((word) => /^(?:-[a-zA-Z]*O|--output-document)$/.test(word));
        const url = words.findLast((word) => /^(?:https?|ftp):/.test(word));
        return at === -1
          ? url !== undefined &&
              !/[?$]/.test(url) &&
              !words.some((word) => /^-[a-zA-Z]*P$/.test(word)) &&
              into(baseName(url))
          : into(words[at + 1]);
      }
      case "git": {
        if (words[0] !== "clone") return false;
        const operands = words.slice(1).filter((word) => !word.startsWith("-"));
        const url = operands.find((word) => /[:/]/.test(word));
        const folder = operands.at(-1) === url ? baseName(url ?? "").replace(/\.git$/, "") : operands.at(-1);
        return into(folder);
      }
      default:
        return false;
    }
  });
}

/** A RUN that fetched lists which this command removes. */
function lateLists(stage: Stage, run: RunCommand, raw: string): Instruction | undefined {
  if (!/\/var\/(?:lib\/apt|cache\/(?:apk|yum|dnf))/.test(raw)) return undefined;
  const position = stage.positionOf(run.instruction);
  const own = runCommands(stage, run.instruction).some((each) =>
    ["update", "install"].includes(packageCommand(each)?.action ?? ""),
  );
  if (own) return undefined;
  return lookedBack(stage, position).findLast(
    (each) => each.keyword === "RUN" && isRemoved(stage, each, run.instruction),
  );
}

function isRemoved(stage: Stage, earlier: Instruction, later: Instruction): boolean {
  const left = leftLists(stage, earlier);
  return left !== undefined && removesLists(later, left.manager);
}

/** Packages that an earlier RUN of this stage installed. */
function removedPackages(stage: Stage, run: RunCommand): Late | undefined {
  const position = stage.positionOf(run.instruction);
  const names = new Map((packageCommand(run)?.packages ?? []).map((word) => [packageName(word), word]));
  for (const earlier of lookedBack(stage, position).reverse()) {
    if (earlier.keyword !== "RUN" || !/\b(?:install|add)\b/.test(earlier.argsText)) continue;
    for (const each of runCommands(stage, earlier)) {
      const command = packageCommand(each);
      if (command?.action !== "install") continue;
      const virtual =
        each.args[each.args.findIndex(({ value }) => /^(?:-t|--virtual)$/.test(value)) + 1]?.value ??
        each.args.find(({ value }) => value.startsWith("--virtual="))?.value.slice(10);
      const found =
        command.packages.map(packageName).find((name) => names.has(name)) ??
        (virtual !== undefined && names.has(virtual) ? virtual : undefined);
      const word = found === undefined ? undefined : names.get(found);
      if (found !== undefined && word !== undefined)
        return { kind: "removed", what: quoted(found), by: earlier, place: word.span };
    }
  }
  return undefined;
}
