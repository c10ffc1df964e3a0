// Reads a command as a call of a C or C++ compiler: what it links, how, and with which libraries.

import { argumentValue, type RunCommand } from "../model/commands.ts";
import { resolvePath } from "../model/paths.ts";

export interface CompilerCall {
  readonly run: RunCommand;
  /** `link` makes a program, `shared` a library, `compile` objects that something else links. */
  readonly kind: "link" | "shared" | "compile";
  /** Absolute path of the result; undefined when it can't be known. */
  readonly output: string | undefined;
  readonly cxx: boolean;
  readonly static: boolean;
  /** Names after `-l`. */
  readonly libraries: readonly string[];
  /** Absolute folders after `-L`, those that are known. */
  readonly searched: readonly string[];
  /** Words that can't be known are among the arguments: flags of a script, files found by make. */
  readonly open: boolean;
  readonly openmp: boolean;
}

const compilers = /^(?:(?:[\w.]+-)*(?:gcc|g\+\+|clang|clang\+\+)(?:-\d+(?:\.\d+)*)?|cc|c\+\+)$/;

export function isCompiler(program: string): boolean {
  return compilers.test(program);
}

/** Options whose value is the next word and no input. */
const valued = /^-(?:o|I|L|l|D|U|include|isystem|x|T|u|Xlinker|MF|MT|MQ|arch|target|std)$/;

/** Undefined for any other command. */
export function readCompilerCall(run: RunCommand): CompilerCall | undefined {
  const launched = /^(?:ccache|distcc)$/.test(run.program);
  const program = launched ? (run.args[0]?.value ?? "") : run.program;
  if (!isCompiler(program)) return undefined;
  const words = launched ? run.args.slice(1) : run.args;
  let output: string | null | undefined = null;
  let open = false;
  let inputs = 0;
  let sources = false;
  const libraries: string[] = [];
  const searched: string[] = [];
  const flags = new Set<string>();
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) break;
    const value = argumentValue(run, word);
    // `*.c` and `$(find . -name '*.cpp')` say what goes in, `$(pkg-config --libs x)` what is linked.
    if (value === undefined) {
      if (
        /pkg-config|-config\b|LIBS|LDFLAGS/.test(word.raw) ||
        !/\.(?:c|cc|cpp|cxx|o)\b|find\b|wildcard|^[\w./+@-]*[*?][\w./*?+@-]*$/.test(word.raw)
      )
        open = true;
      if (/\.(?:cc|cpp|cxx)\b/.test(word.raw)) sources = true;
      if (words[at - 1]?.value === "-o") output = undefined;
      inputs++;
      continue;
    }
    if (value === "-o") {
      const next = words[++at];
      output = next === undefined ? undefined : argumentValue(run, next);
    } else if (/^-o./.test(value)) output = value.slice(2);
    else if (value === "-l") libraries.push(words[++at]?.value ?? "");
    else if (/^-l./.test(value)) libraries.push(value.slice(2));
    else if (/^-L./.test(value)) searched.push(value.slice(2));
    else if (valued.test(value)) {
      const next = words[++at];
      if (value === "-L" && next !== undefined) searched.push(argumentValue(run, next) ?? "");
    } else if (value.startsWith("-")) flags.add(value);
    else {
      inputs++;
      if (/\.(?:cc|cpp|cxx|C|c\+\+)$/.test(value)) sources = true;
    }
  }
  const only = ["-c", "-E", "-S", "-M", "-MM", "-fsyntax-only", "--version", "-v", "-dumpversion"];
  const compiles = only.some((flag) => flags.has(flag)) || inputs === 0;
  return {
    run,
    kind: compiles ? "compile" : flags.has("-shared") ? "shared" : "link",
    output:
      output === undefined || (run.cwd === undefined && output?.startsWith("/") !== true)
        ? undefined
        : resolvePath(run.cwd ?? "/", output ?? "a.out"),
    cxx: /\+\+/.test(program) || sources || libraries.includes("stdc++"),
    static: flags.has("-static") || flags.has("-static-pie"),
    libraries: libraries.filter((name) => name !== "stdc++"),
    searched: searched.flatMap((folder) =>
      folder === "" || (run.cwd === undefined && !folder.startsWith("/"))
        ? []
        : [resolvePath(run.cwd ?? "/", folder)],
    ),
    open,
    openmp: [...flags].some((flag) => flag.startsWith("-fopenmp")),
  };
}
