// The fixes of root-user: which user the image can run as, and where it is selected.

import type { Fix } from "../finding.ts";
import { runCommands, stageCommands } from "../model/commands.ts";
import type { Copy } from "../model/dockerfile.ts";
import { isWithin } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { createdUsers, isRoot, userCreation } from "../model/users.ts";
import { insertedAfter, insertedBefore, spelledKeyword } from "../model/writing.ts";
import { effectOf } from "../split/effects.ts";
import type { StartAnswer } from "../split/start-command.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { insertion, replacement, type TextEdit } from "../text/edits.ts";
import type { Span } from "../text/span.ts";
import type { RuleFile } from "./rule.ts";

/** A user that the image can run as. */
interface Choice {
  /** As USER names it. */
  readonly user: string;
  /** As chown names it, with a group where there is one. */
  readonly owner: string;
  readonly title: string;
  /** The command that creates it; undefined for one that is there. */
  readonly creation?: string;
}

/** The user of distroless images and of the split: a number that needs no entry in /etc/passwd. */
const unnamed = "65532";
/** The number of a created user, where it matters. */
const createdId = 10001;
const createdName = "app";

/** The fixes for a shipped stage that runs as root; none where no user is known that could start the program. */
export function rootUserFixes(file: RuleFile, stage: Stage, start: StartAnswer): readonly Fix[] {
  if (placeUnderRoot(file, stage, start) !== undefined) return [];
  const otherImage =
    stage.imageFacts?.family === "nginx" ? unprivilegedNginx(file, stage) : nonrootTag(file, stage);
  if (otherImage !== undefined) return [otherImage];
  const choice = chosenUser(file, stage);
  return choice === undefined ? [] : [selection(file, stage, choice)];
}

/** What puts something that the program may need under `/root`; undefined when nothing does. */
export function placeUnderRoot(file: RuleFile, stage: Stage, start: StartAnswer): Span | undefined {
  const workdir = stage.workdir();
  if (workdir.value !== undefined && workdir.by !== undefined && isWithin("/root", workdir.value))
    return workdir.by.textSpan;
  if (start.kind === "start") {
    const { path, args, span } = start.start;
    if ([path ?? "", ...args].some((word) => /^(?:[\w-]+=)?(?:\/root|~)(?:\/|$)/.test(word))) return span;
  }
  for (const each of stage.chain) {
    const found = each.instructions.find((instruction) => usesRootsHome(file, each, instruction));
    if (found !== undefined) return found.textSpan;
  }
  return undefined;
}

/** Programs that leave nothing in root's home, or take something away. */
const leavesNothing = /^(?:rm|rmdir|find|ls|du|cat|echo|test|\[)$/;

function usesRootsHome(file: RuleFile, stage: Stage, instruction: Instruction): boolean {
  switch (instruction.keyword) {
    case "ENV":
      return instruction.pairs.some(({ value }) => /\/root\//.test(value?.text ?? ""));
    case "COPY":
    case "ADD": {
      const target = file.dockerfile.copy(instruction)?.target;
      return target !== undefined && isWithin("/root", target);
    }
    case "RUN": {
      const text = instruction.argsText;
      if (/\bpip3?\s+install\b[^;&|]*\s--user\b/.test(text)) return true;
      if (!/\/root\/|~\//.test(text)) return false;
      return runCommands(stage, instruction).some(
        ({ program, args, command }) =>
          (!leavesNothing.test(program) && args.some(({ raw }) => /^["']?(?:\/root|~)\//.test(raw))) ||
          command.redirects.some(
            ({ operator, target }) =>
              operator.includes(">") && /^["']?(?:\/root|~)\//.test(target?.raw ?? ""),
          ),
      );
    }
    default:
      return false;
  }
}

function chosenUser(file: RuleFile, stage: Stage): Choice | undefined {
  const facts = stage.imageFacts;
  const existing =
    earlierUser(stage) ?? onlyCreatedUser(stage) ?? (facts?.userKind === "non-root" ? facts.user : undefined);
  if (existing !== undefined)
    return { user: existing, owner: existing, title: `Run as the user \`${existing}\`` };
  // A server's image has folders that its server writes to as root.
  if (facts?.role === "service") return undefined;
  const [other] = facts?.otherUsers.filter(({ name }) => name !== "ubuntu") ?? [];
  if (other !== undefined && facts?.env.APP_UID !== undefined)
    return {
      user: "$APP_UID",
      owner: "$APP_UID",
      title: `Run as the user \`${other.name}\` of the image, by \`$APP_UID\``,
    };
  const byNumber = besideKubernetes(file);
  if (other !== undefined)
    return byNumber || facts?.hasShell === false
      ? {
          user: `${other.id}:${other.id}`,
          owner: `${other.id}:${other.id}`,
          title: `Run as the user ${other.id}, which is \`${other.name}\` of the image`,
        }
      : {
          user: other.name,
          owner: `${other.name}:${other.name}`,
          title: `Run as the user \`${other.name}\` of the image`,
        };
  const surroundings = facts ?? {
    distribution: undefined,
    hasShell: stage.rootBase.kind !== "scratch",
    packageManager: undefined,
  };
  const creation = userCreation(surroundings, createdName, byNumber ? createdId : undefined);
  if (creation === undefined)
    return {
      user: `${unnamed}:${unnamed}`,
      owner: `${unnamed}:${unnamed}`,
      title: `Run as the non-root user ${unnamed}`,
    };
  const user = byNumber ? String(createdId) : createdName;
  return {
    user,
    owner: `${createdName}:${createdName}`,
    title: `Add a non-root user \`${createdName}\``,
    creation: creation.command,
  };
}

/** The last user of the file that is not root. */
function earlierUser(stage: Stage): string | undefined {
  for (const each of stage.chain) {
    const users = each
      .instructionsOf("USER")
      .map((instruction) => each.expand(instruction.argsText, instruction));
    const user = users.findLast((name) => name === undefined || !isRoot(name));
    // One that a build argument decides can't be named again with certainty.
    if (user !== undefined) return /^[\w.:-]+$/.test(user) ? user : undefined;
  }
  return undefined;
}

/** The user that the file creates, when it is one. */
function onlyCreatedUser(stage: Stage): string | undefined {
  const [only, ...others] = createdUsers(stage);
  return others.length === 0 ? only : undefined;
}

function besideKubernetes(file: RuleFile): boolean {
  return ["k8s", "kubernetes", "charts", "helm", "kustomization.yaml", "skaffold.yaml"].some(
    (path) => file.project.exists(path) === true,
  );
}

/** Selects the user behind the last command that needs root, and gives it the volumes. */
function selection(file: RuleFile, stage: Stage, choice: Choice): Fix {
  const { title } = choice;
  return {
    title,
    safety: "unsafe",
    why: reason(stage),
    kind: "quickfix",
    changes: () => [{ file: null, edits: selectionEdits(file, stage, choice) }],
  };
}

function selectionEdits(file: RuleFile, stage: Stage, choice: Choice): readonly TextEdit[] {
  const { dockerfile } = file;
  const owned = ownedVolumes(file, stage);
  const commands = [
    ...(choice.creation === undefined ? [] : [choice.creation]),
    ...owned.paths.map((path) => `mkdir -p ${path} && chown ${choice.owner} ${path}`),
  ];
  const run = commands.length === 0 ? [] : [`${spelledKeyword(dockerfile, "RUN")} ${commands.join(" && ")}`];
  const edits: TextEdit[] = owned.copies.map((copy) =>
    insertion(copy.instruction.args.start, `--chown=${choice.owner} `),
  );
  if (owned.first !== undefined && run.length > 0) edits.push(insertedBefore(dockerfile, owned.first, run));
  const early = owned.first !== undefined;
  const { by } = stage.user();
  const lastRun = stage.instructions.findLastIndex(({ keyword }) => keyword === "RUN");
  if (by !== undefined && dockerfile.stageOf(by) === stage && stage.positionOf(by) > lastRun) {
    if (!early && run.length > 0) edits.push(insertedBefore(dockerfile, by, run));
    edits.push(replacement(by.args, choice.user));
    return edits;
  }
  const lines = [...(early ? [] : run), `${spelledKeyword(dockerfile, "USER")} ${choice.user}`];
  const start = stage.instructions.find(
    ({ keyword }, position) => position > lastRun && (keyword === "CMD" || keyword === "ENTRYPOINT"),
  );
  edits.push(
    start === undefined
      ? insertedAfter(dockerfile, stage.instructions.at(-1) ?? stage.from, lines)
      : insertedBefore(dockerfile, start, lines),
  );
  return edits;
}

/** What the user must be given so that it can write to the stage's volumes. */
interface OwnedVolumes {
  readonly paths: readonly string[];
  readonly copies: readonly Copy[];
  /** The instruction before which that must happen: the classic builder drops what changes below a VOLUME later. */
  readonly first: Instruction | undefined;
}

function ownedVolumes(file: RuleFile, stage: Stage): OwnedVolumes {
  const volumes = volumePaths(stage);
  const none = { paths: [], copies: [], first: undefined };
  if (volumes.length === 0 || (stage.imageFacts?.hasShell ?? false) === false) return none;
  const copies = stage.instructions.flatMap((instruction) => {
    if (instruction.keyword !== "COPY" && instruction.keyword !== "ADD") return [];
    const copy = file.dockerfile.copy(instruction);
    const into = copy?.target;
    const inside = into !== undefined && volumes.some(({ path }) => isWithin(path, into));
    return copy !== undefined && inside && instruction.flag("chown") === undefined ? [copy] : [];
  });
  const places = [
    ...volumes.map(({ instruction }) => instruction),
    ...copies.map(({ instruction }) => instruction),
  ];
  const first = places.sort((a, b) => a.span.start - b.span.start)[0];
  // Where another user is selected at that point the chown would fail.
  if (first === undefined || !isRoot(stage.user(first).value ?? "")) return none;
  return { paths: [...new Set(volumes.map(({ path }) => path))], copies, first };
}

function volumePaths(stage: Stage): readonly { readonly path: string; readonly instruction: Instruction }[] {
  return stage.instructionsOf("VOLUME").flatMap((instruction) =>
    instruction.words.flatMap((word) => {
      const path = stage.expand(word.text, instruction);
      return path !== undefined && /^\/[\w./-]+$/.test(path) ? [{ path, instruction }] : [];
    }),
  );
}

/** Folders whose names say that a program writes to them. */
const written = /\/(?:data|db|logs?|cache|uploads?|storage|state|media|spool|backups?|sessions?)(?:\/|$)/;

/** Why another user may not do: what it can't write, and which port it may not open. */
function reason(stage: Stage): string {
  const volume = volumePaths(stage)[0]?.path;
  const folder = stageCommands(stage)
    .map(effectOf)
    .flatMap((effect) => (effect.kind === "makes" && effect.what === "folder" ? effect.paths : []))
    .find((path) => written.test(path) && !path.startsWith("/tmp/"));
  const example = volume ?? folder;
  const places =
    example === undefined ? "What belongs to root" : `What belongs to root, such as \`${example}\`,`;
  const port = lowPort(stage);
  const ports = port === undefined ? "" : `, and port ${port} needs root in some set-ups outside docker`;
  return `${places} becomes read-only for the program${ports}`;
}

function lowPort(stage: Stage): number | undefined {
  const words = stage.chain.flatMap((each) =>
    each.instructionsOf("EXPOSE").flatMap(({ words }) => words.map(({ text }) => text)),
  );
  const ports = words.map((word) => Number(/^(\d+)(?:\/tcp)?$/i.exec(word)?.[1]));
  return ports.find((port) => port > 0 && port < 1024);
}

/** The `nonroot` tag of a distroless image that the last FROM names in plain text. */
function nonrootTag(file: RuleFile, stage: Stage): Fix | undefined {
  const { base } = stage;
  if (base.kind !== "image" || stage.user().by !== undefined) return undefined;
  const { reference, span } = base;
  const plain = file.text.slice(span.start, span.end) === reference.text;
  if (stage.imageFacts?.family.startsWith("distroless/") !== true || !plain || reference.digest !== undefined)
    return undefined;
  const [, kind, architecture = ""] = /^(latest|debug)(-[a-z0-9]+)?$/.exec(reference.tag ?? "latest") ?? [];
  if (kind === undefined) return undefined;
  const tag = `${kind === "debug" ? "debug-nonroot" : "nonroot"}${architecture}`;
  return {
    title: `Use the tag \`${tag}\` of the image`,
    safety: "unsafe",
    why: reason(stage),
    kind: "quickfix",
    changes: () => [{ file: null, edits: [replacement(span, `${reference.name}:${tag}`)] }],
  };
}

/** The first version that nginxinc/nginx-unprivileged has tags for. */
const firstUnprivileged = 18;

/** The image that starts without root, where the stage only copies files into the official one. */
function unprivilegedNginx(file: RuleFile, stage: Stage): Fix | undefined {
  const { base } = stage;
  if (base.kind !== "image" || stage.user().by !== undefined || stage.instructionsOf("RUN").length > 0)
    return undefined;
  const { reference, span } = base;
  const plain = file.text.slice(span.start, span.end) === reference.text;
  const known =
    reference.registry === undefined && reference.repository === "nginx" && reference.digest === undefined;
  const minor = /^1\.(\d+)/.exec(reference.tag ?? "")?.[1];
  if (!plain || !known || (minor !== undefined && Number(minor) < firstUnprivileged)) return undefined;
  const image = "nginxinc/nginx-unprivileged";
  const ports = stage
    .instructionsOf("EXPOSE")
    .flatMap(({ words }) => words.filter(({ text }) => /^80(?:\/tcp)?$/i.test(text)));
  return {
    title: `Use \`${image}\`, which listens on port 8080`,
    safety: "unsafe",
    why: "Published ports and a configuration with `listen 80` need the port 8080 as well, and a newer release may be behind the tag",
    kind: "quickfix",
    changes: () => [
      {
        file: null,
        edits: [
          replacement({ start: span.start, end: span.start + reference.name.length }, image),
          ...ports.map(
            (word): TextEdit => replacement({ start: word.span.start, end: word.span.start + 2 }, "8080"),
          ),
        ],
      },
    ],
  };
}
