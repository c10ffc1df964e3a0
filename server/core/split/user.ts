// The user that the runtime stage runs as.

import { imageFacts } from "../images/lookup.ts";
import type { Stage } from "../model/stage.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { givesTo } from "./instruction-text.ts";
import type { AddedLine, Artifact, Note, Placement } from "./plan.ts";
import type { RuntimeImage } from "./runtime.ts";

/** The numeric user of distroless images, which needs no entry in /etc/passwd. */
const nonRoot = "65532:65532";

/** Why a program that calls a container engine stays root, as a clause. */
export const engineSocket = "it talks to a container engine, whose socket is root's";

/** Folders that are not a program's own. */
const ofSystem =
  /^\/(?:$|(?:bin|boot|dev|etc|lib|lib64|proc|root|run|sbin|sys|tmp|usr|var)(?:$|\/(?!src\/|www\/|app\/|lib\/)))|\s/;

/** Everyone may write to /tmp, a volume there included. */
const temporary = /^\s*(?:\[\s*"\/(?:var\/)?tmp\/?"\s*\]|\/(?:var\/)?tmp\/?)\s*$/;

export interface UserPlan {
  /** True when the user stays what it was, root included. */
  readonly keepsUser: boolean;
  readonly finish: (runtime: RuntimeImage) => FinishedUser;
}

export interface FinishedUser {
  readonly added: readonly AddedLine[];
  readonly notes: readonly Note[];
  /** The folder that an added line gives to the user. */
  readonly owns: string | undefined;
  readonly own: (artifact: Artifact, writable: boolean) => Artifact;
  readonly placements: (
    others: ReadonlyMap<Instruction, Placement>,
    stage: Stage,
  ) => ReadonlyMap<Instruction, Placement>;
}

/**
 * Root becomes a non-root user unless the program writes somewhere or has volumes; a user of the file's own
 * stays, by number where only the builder knows its name.
 */
export function planUser(facts: {
  readonly stage: Stage;
  readonly writes: boolean;
  readonly volumes: readonly Instruction[];
  /** Paths that a compose file mounts something on, to be written to. */
  readonly mounts: readonly string[];
  /** A path in root's home that the program is or opens: nobody else can enter that folder. */
  readonly inRootsHome: string | undefined;
  /** Why the program needs root whatever it writes, as a clause; undefined where nothing is known. */
  readonly rootBecause: string | undefined;
  /** The folder that the program starts in, where its libraries may make files that its sources don't show. */
  readonly startsIn: string | undefined;
  /** Users that the builder creates, with their number where it is given. */
  readonly createdUsers: ReadonlyMap<string, number | undefined>;
}): UserPlan {
  const { stage } = facts;
  const last = stage.instructions.findLast((each) => each.keyword === "USER");
  const setting = stage.user();
  const name = setting.value?.split(":")[0] ?? "root";
  const isRoot = name === "root" || name === "0" || name === "";
  const volume = facts.volumes.find(({ argsText }) => !temporary.test(argsText));
  const mount = facts.mounts.find((path) => !temporary.test(path));
  const baseUser = usersOf(stage).find((each) => each.name === name);
  const { inRootsHome } = facts;
  const keepsRoot =
    isRoot &&
    (facts.writes ||
      volume !== undefined ||
      mount !== undefined ||
      inRootsHome !== undefined ||
      facts.rootBecause !== undefined);
  const writtenTo = (): string => {
    if (volume !== undefined) return "the image has a volume that another user could not write to";
    return facts.writes || mount === undefined
      ? "the program may write files where another user could not"
      : `the compose file mounts \`${mount}\`, a place that another user could not write to`;
  };
  return {
    keepsUser: isRoot ? keepsRoot : true,
    finish: (runtime) => {
      const notes: Note[] = [];
      const added: AddedLine[] = [];
      let owns: string | undefined;
      let user: string | undefined;
      let keepsInstruction = false;
      if (isRoot && runtime.rootBecause !== undefined) {
        notes.push({ message: runtime.rootBecause });
        keepsInstruction = last !== undefined;
      } else if (keepsRoot) {
        const because =
          facts.rootBecause ??
          (inRootsHome !== undefined
            ? `no other user can enter \`/root\`, where \`${inRootsHome}\` lies`
            : writtenTo());
        notes.push({
          message: `The user stays root, because ${because}`,
          ...(volume === undefined ? {} : { at: volume.textSpan }),
        });
        keepsInstruction = last !== undefined;
      } else if (isRoot) {
        user = runtime.user ?? nonRoot;
        if (runtime.hasShell && facts.startsIn !== undefined && !ofSystem.test(facts.startsIn)) {
          owns = facts.startsIn;
          added.push({ where: "before-start-command", instruction: givesTo(user, owns) });
        }
        if (!runtime.nonRoot)
          added.push({ where: "before-start-command", instruction: { keyword: "USER", value: user } });
        const named = runtime.user === undefined ? "65532" : `\`${runtime.user}\``;
        notes.push({ message: `The program runs as the non-root user ${named} instead of root` });
      } else if (baseUser !== undefined && !hasUser(runtime, name)) {
        user = String(baseUser.id);
        added.push({ where: "before-start-command", instruction: { keyword: "USER", value: user } });
        notes.push({
          message: `User \`${name}\` is one of the builder's image, so the program runs under its number, ${user}`,
          ...(last === undefined ? {} : { at: last.textSpan }),
        });
      } else if (/^\d+$/.test(name) || !facts.createdUsers.has(name)) {
        keepsInstruction = true;
        user = setting.value;
      } else {
        const id = facts.createdUsers.get(name);
        user = id === undefined ? nonRoot : String(id);
        added.push({ where: "before-start-command", instruction: { keyword: "USER", value: user } });
        notes.push({
          message: `User \`${name}\` is only known in the builder, so the program runs under the number ${id ?? 65532}`,
          ...(last === undefined ? {} : { at: last.textSpan }),
        });
      }
      return {
        added,
        notes,
        owns,
        own: (artifact, writable) =>
          user === undefined || !writable ? artifact : { ...artifact, chown: user },
        placements: (others) => userPlacements(stage, others, last, keepsInstruction),
      };
    },
  };
}

/** USER stays in the builder where a command or copy follows it there; the last one ships when it is kept. */
function userPlacements(
  stage: Stage,
  others: ReadonlyMap<Instruction, Placement>,
  last: Instruction | undefined,
  keepsLast: boolean,
): ReadonlyMap<Instruction, Placement> {
  const result = new Map<Instruction, Placement>();
  stage.instructions.forEach((instruction, index) => {
    if (instruction.keyword !== "USER") return;
    const used = stage.instructions
      .slice(index + 1)
      .some(
        (each) =>
          (each.keyword === "RUN" || each.keyword === "COPY" || each.keyword === "ADD") &&
          others.get(each) !== "runtime",
      );
    const ships = instruction === last && keepsLast;
    result.set(instruction, used ? (ships ? "both" : "build") : ships ? "runtime" : "drop");
  });
  return result;
}

function hasUser(runtime: RuntimeImage, name: string): boolean {
  const facts = imageFacts(runtime.image);
  return (
    runtime.user === name ||
    facts?.user === name ||
    facts?.otherUsers.some((each) => each.name === name) === true
  );
}

/** Users with a name that the base image itself brings. */
function usersOf(stage: Stage): readonly { readonly name: string; readonly id: number }[] {
  return stage.imageFacts?.otherUsers ?? [];
}
