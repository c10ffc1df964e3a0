// Finds builds among shell commands: `docker build --target web .` and the same of other clients.

import { baseName } from "../../model/paths.ts";
import { parseShell, type ShellCommand, type ShellWord } from "../../syntax/shell.ts";
import { isAbsolute, joined } from "./places.ts";

/** A build that a command makes; paths are relative to the folder that the script starts in. */
export interface CommandBuild {
  readonly context: string;
  readonly dockerfile: string;
  readonly dockerfileFrom: "context" | "folder";
  readonly target: string | undefined;
}

/** Options of the clients that take no value. Every other one takes the next word where it has no `=`. */
const withoutValue = new Set(
  "--check --compress --debug -D --disable-content-trust --force-rm --load --no-cache --pull --push --quiet -q --rm --squash --stream --help --layers --no-hosts --force --no-push --cleanup --single-snapshot --skip-tls-verify --insecure --reproducible".split(
    " ",
  ),
);

/** The builds of a script, with `cd` followed. Any text gives a value. */
export function buildCommands(script: string): readonly CommandBuild[] {
  if (!/\bbuild|\bbud\b|\bexecutor\b/.test(script)) return [];
  const found: CommandBuild[] = [];
  let folder: string | undefined = ".";
  for (const command of parseShell(script, 0).commands) {
    if (command.program === "cd") {
      // A subshell's folder ends with it, which is not followed: then nothing is known any more.
      const to = textOf(command.args[0]);
      folder =
        to === undefined || folder === undefined || command.subshells.length > 0
          ? undefined
          : joined(folder, to);
      continue;
    }
    const build = folder === undefined ? undefined : buildOf(command, folder);
    if (build !== undefined) found.push(build);
  }
  return found;
}

function buildOf(command: ShellCommand, folder: string): CommandBuild | undefined {
  const kaniko = baseName(command.program) === "executor";
  const args = kaniko ? command.args : argumentsOfBuild(command);
  if (args === undefined) return undefined;
  const { options, operands } = readOptions(args);
  const option = (...names: readonly string[]) => {
    const name = names.find((each) => options.has(each));
    return name === undefined ? undefined : { text: textOf(options.get(name)) };
  };
  const context = kaniko ? option("--context", "-c") : { text: textOf(operands[0]) };
  const file = option("--file", "-f", "--dockerfile");
  const target = option("--target");
  if (context === undefined || context.text === undefined || context.text === "-") return undefined;
  if (file !== undefined && (file.text === undefined || file.text === "-")) return undefined;
  const folderOfContext = joined(folder, context.text.replace(/^dir:\/\//, ""));
  if (file?.text === undefined)
    return {
      context: folderOfContext,
      dockerfile: "Dockerfile",
      dockerfileFrom: "context",
      target: target?.text,
    };
  const ofContext = kaniko && !isAbsolute(file.text);
  return {
    context: folderOfContext,
    dockerfile: ofContext ? file.text : joined(folder, file.text),
    dockerfileFrom: ofContext ? "context" : "folder",
    target: target?.text,
  };
}

/** What stands behind `docker build`, `docker buildx build`, `buildah bud`; undefined for other commands. */
function argumentsOfBuild({ program, args }: ShellCommand): readonly ShellWord[] | undefined {
  const client = baseName(program);
  if (client === "buildah") return /^(?:bud|build)$/.test(args[0]?.value ?? "") ? args.slice(1) : undefined;
  if (client !== "docker" && client !== "podman" && client !== "nerdctl") return undefined;
  const at = args.findIndex((word) => word.value === "build" || word.value === "b");
  const before = args.slice(0, at);
  if (at === -1 || at > 4) return undefined;
  const known = before.every(
    ({ value }, index) =>
      value.startsWith("-") ||
      /^(?:buildx|image|builder)$/.test(value) ||
      before[index - 1]?.value.startsWith("-") === true,
  );
  return known ? args.slice(at + 1) : undefined;
}

function readOptions(args: readonly ShellWord[]): {
  readonly options: ReadonlyMap<string, ShellWord>;
  readonly operands: readonly ShellWord[];
} {
  const options = new Map<string, ShellWord>();
  const operands: ShellWord[] = [];
  for (let at = 0; at < args.length; at++) {
    const word = args[at];
    if (word === undefined) break;
    const { value } = word;
    if (!value.startsWith("-") || value === "-") {
      // A variable in place of options, `$BUILD_ARGS`, is no context.
      if (!(word.dynamic && /^\$/.test(word.raw) && at < args.length - 1)) operands.push(word);
      continue;
    }
    const equals = value.indexOf("=");
    if (equals !== -1) {
      const name = value.slice(0, equals);
      options.set(name, {
        ...word,
        value: value.slice(equals + 1),
        raw: word.raw.slice(word.raw.indexOf("=") + 1),
      });
    } else if (!withoutValue.has(value)) {
      const next = args[++at];
      if (next !== undefined) options.set(value, next);
    }
  }
  return { options, operands };
}

/** The word's text; undefined where the shell computes it. */
function textOf(word: ShellWord | undefined): string | undefined {
  return word === undefined || word.dynamic ? undefined : word.value;
}
