// Reads a command of the `dotnet` tool: its verb, the project it names and the options that decide where results lie.

import { argumentValue, type RunCommand } from "../model/commands.ts";
import type { Span } from "../text/span.ts";

export type DotnetVerb = "publish" | "build" | "restore";

export interface DotnetCommand {
  readonly run: RunCommand;
  readonly verb: DotnetVerb;
  /** From the program's word to the verb's. */
  readonly span: Span;
  /** The project, solution or folder it names: null without one, undefined when computed. */
  readonly operand: string | null | undefined;
  /** Values of options by their long names: undefined when computed. Options that are not given are not in it. */
  readonly options: ReadonlyMap<string, string | undefined>;
  /** MSBuild properties of `-p:Name=value`, by lower-case names. */
  readonly properties: ReadonlyMap<string, string | undefined>;
  /** True where a response file or a word that can't be known may say anything. */
  readonly unclear: boolean;
}

/** Options with a value, by all their names. Source: `dotnet publish --help`, `dotnet build --help`, `dotnet restore --help`. */
const valued: Readonly<Record<string, string>> = {
  "-o": "output",
  "--output": "output",
  "-c": "configuration",
  "--configuration": "configuration",
  "-f": "framework",
  "--framework": "framework",
  "-r": "runtime",
  "--runtime": "runtime",
  "-a": "arch",
  "--arch": "arch",
  "--os": "os",
  "--artifacts-path": "artifacts-path",
  "-v": "verbosity",
  "--verbosity": "verbosity",
  "-s": "source",
  "--source": "source",
  "--version-suffix": "version-suffix",
  "--manifest": "manifest",
  "--packages": "packages",
  "--configfile": "configfile",
  "--lock-file-path": "lock-file-path",
  "-bl": "binary-log",
};

/** Options whose value may be left out. */
const optional: Readonly<Record<string, string>> = {
  "--self-contained": "self-contained",
  "--sc": "self-contained",
  "--no-self-contained": "no-self-contained",
  "--use-current-runtime": "use-current-runtime",
  "--ucr": "use-current-runtime",
};

/** Undefined for any other command. */
export function readDotnetCommand(run: RunCommand): DotnetCommand | undefined {
  if (run.program !== "dotnet") return undefined;
  const [first, ...words] = run.args;
  if (first === undefined || !/^(?:publish|build|restore)$/.test(first.value)) return undefined;
  const options = new Map<string, string | undefined>();
  const properties = new Map<string, string | undefined>();
  let operand: string | null | undefined = null;
  let unclear = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) break;
    const value = argumentValue(run, word);
    const property = /^(?:-{1,2}|\/)(?:p|property)(?::|=|$)/i.exec(word.value);
    if (property !== null) {
      const next = words[at + 1];
      const inline = property[0].endsWith(":") || property[0].endsWith("=");
      if (!inline) at++;
      const text = inline
        ? value?.slice(property[0].length)
        : next === undefined
          ? ""
          : argumentValue(run, next);
      if (text === undefined) unclear = !setUnknown(properties, word.value.slice(property[0].length));
      else for (const [name, set] of pairs(text)) properties.set(name, set);
      continue;
    }
    const option = /^(-{1,2}[A-Za-z-]+)(?:[:=](.*))?$/s.exec(word.value);
    if (option?.[1] !== undefined) {
      const name = option[1];
      const inline = option[2] !== undefined;
      const given = value?.slice(name.length + 1);
      if (Object.hasOwn(valued, name)) {
        const next = words[at + 1];
        if (!inline) at++;
        options.set(
          valued[name] ?? name,
          inline ? given : next === undefined ? undefined : argumentValue(run, next),
        );
      } else if (Object.hasOwn(optional, name)) {
        const next = words[at + 1]?.value ?? "";
        const follows = !inline && /^(?:true|false)$/i.test(next);
        if (follows) at++;
        options.set(optional[name] ?? name, inline ? given : follows ? next : "true");
      }
      continue;
    }
    if (word.value.startsWith("@")) unclear = true;
    // `/nowarn:x`, `/m`: switches of MSBuild, which no path of an image looks like.
    else if (!/^\/[A-Za-z]+(?::.*)?$/.test(word.value) || /^\/[\w-]+$/.test(word.value)) {
      if (operand === null && !isSwitch(word.value)) operand = value;
    }
  }
  return {
    run,
    verb: first.value as DotnetVerb,
    span: { start: run.command.programSpan.start, end: first.span.end },
    operand,
    options,
    properties,
    unclear,
  };
}

/** MSBuild's own switches without a value. */
function isSwitch(word: string): boolean {
  return /^\/(?:m|nr|nologo|bl|restore|t|target|v|verbosity|maxcpucount|graph|tl)$/i.test(word);
}

/** `-p:Version=$v`: the name is known although the value isn't. */
function setUnknown(properties: Map<string, string | undefined>, text: string): boolean {
  const name = /^([A-Za-z_]\w*)=[^;]*$/.exec(text)?.[1];
  if (name === undefined) return false;
  properties.set(name.toLowerCase(), undefined);
  return true;
}

function pairs(text: string): readonly (readonly [string, string])[] {
  return text.split(";").flatMap((each) => {
    const equals = each.indexOf("=");
    return equals <= 0
      ? []
      : [[each.slice(0, equals).trim().toLowerCase(), each.slice(equals + 1).trim()] as const];
  });
}
