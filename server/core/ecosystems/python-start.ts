// The start command of a Python image: launchers of package managers and paths of the image's own Python in it.

import type { Stage } from "../model/stage.ts";
import type { Note } from "../split/plan.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { replacement, type TextEdit } from "../text/edits.ts";
import type { Span } from "../text/span.ts";

export type PythonStart =
  | {
      readonly kind: "start";
      readonly edits: readonly TextEdit[];
      readonly notes: readonly Note[];
      /** Programs whose name the start command no longer has, `poetry`. */
      readonly launchers: ReadonlySet<string>;
      /** The programs that are started then. */
      readonly programs: readonly string[];
    }
  | { readonly kind: "refused"; readonly reason: Note };

export interface StartFacts {
  readonly stage: Stage;
  /** Folder of a new environment; undefined where the file makes its own. */
  readonly moved: string | undefined;
  /** Names that only the package manager knows: its scripts. */
  readonly managed: ReadonlySet<string>;
}

interface Word {
  readonly value: string;
  readonly span: Span;
}

/** Edits that let the programs of the environment start without the tools that installed it. */
export function pythonStart(facts: StartFacts): PythonStart {
  const edits: TextEdit[] = [];
  const notes: Note[] = [];
  const launchers = new Set<string>();
  const programs: string[] = [];
  for (const instruction of startInstructions(facts.stage)) {
    for (const words of commandsOf(instruction)) {
      const answer = readWords(facts, words, instruction);
      if (answer.kind === "refused") return answer;
      edits.push(...answer.edits);
      programs.push(...answer.programs);
      for (const each of answer.launchers) launchers.add(each);
    }
  }
  if (launchers.size > 0)
    notes.push({
      message: `${[...launchers].map((each) => `\`${each} run\``).join(" and ")} is left out of the start command: the environment is in \`PATH\``,
      ...spanOf(startInstructions(facts.stage)[0]),
    });
  return { kind: "start", edits, notes, launchers, programs };
}

function spanOf(instruction: Instruction | undefined): { readonly at?: Span } {
  return instruction === undefined ? {} : { at: instruction.textSpan };
}

function startInstructions(stage: Stage): readonly Instruction[] {
  return [stage.entrypoint?.by, stage.cmd?.by, stage.instructionsOf("HEALTHCHECK").at(-1)].filter(
    (each) => each !== undefined,
  );
}

function commandsOf(instruction: Instruction): readonly (readonly Word[])[] {
  const exec = instruction.exec ?? instruction.healthCheck?.exec;
  if (exec !== undefined) return [exec.elements.map(({ value, span }) => ({ value, span }))];
  return (instruction.script?.commands ?? []).map((command) =>
    command.words.map(({ value, span }) => ({ value, span })),
  );
}

type Read =
  | {
      readonly kind: "read";
      readonly edits: readonly TextEdit[];
      readonly launchers: readonly string[];
      readonly programs: readonly string[];
    }
  | { readonly kind: "refused"; readonly reason: Note };

function readWords(facts: StartFacts, words: readonly Word[], instruction: Instruction): Read {
  const edits: TextEdit[] = [];
  const [first, second, third] = words;
  if (first === undefined) return { kind: "read", edits, launchers: [], programs: [] };
  if (
    /^(?:pip[\d.]*|conda|npm|apt-get)$/.test(nameOf(first.value)) ||
    /^(?:install|sync)$/.test(second?.value ?? "")
  )
    return refused("The start command installs packages", instruction);
  const inline = /^(?:\/bin\/)?(?:ba|da|a)?sh$/.test(first.value) && /^-[a-z]*c$/.test(second?.value ?? "");
  if (inline && /\b(?:poetry|pipenv|pdm|uv) run\b|\/usr\/local\/bin\/(?:python|pip)/.test(third?.value ?? ""))
    return refused("The start command runs a package manager inside a string", instruction);
  if (facts.moved !== undefined)
    for (const word of words) {
      const name = /^\/usr\/local\/bin\/([\w.-]+)$/.exec(word.value)?.[1];
      if (name !== undefined) edits.push(replacement(word.span, `${facts.moved}/bin/${name}`));
    }
  const manager = /(?:^|\/)(poetry|pipenv|pdm|uv|rye|hatch)$/.exec(first.value)?.[1];
  if (manager === undefined) return { kind: "read", edits, launchers: [], programs: [startedBy(words)] };
  if (second?.value !== "run")
    return refused(`The start command needs \`${manager}\` at run time`, instruction);
  const inner = words.slice(2);
  let at = 0;
  let prefix = "";
  if (manager === "uv")
    while (/^--(?:no-sync|frozen|locked|no-dev|no-cache|offline|quiet)$|^-q$/.test(inner[at]?.value ?? ""))
      at++;
  if (manager === "uv" && /^(?:-m|--module)$/.test(inner[at]?.value ?? "")) prefix = "python";
  else if (manager === "uv" && /\.py$/.test(inner[at]?.value ?? "")) prefix = "python";
  const program = inner[at];
  if (program === undefined || (program.value.startsWith("-") && prefix === ""))
    return refused(`What \`${manager} run\` starts isn't known`, instruction);
  if (facts.managed.has(program.value))
    return refused(`\`${program.value}\` is a script that only \`${manager}\` knows`, instruction);
  const isExec = (instruction.exec ?? instruction.healthCheck?.exec) !== undefined;
  edits.push(launcherEdit(first, program, prefix, isExec));
  return {
    kind: "read",
    edits,
    launchers: [manager],
    programs: [prefix === "" ? nameOf(program.value) : prefix],
  };
}

/** From the first word to the program; in exec form the words' spans are without their quotes. */
function launcherEdit(first: Word, program: Word, prefix: string, isExec: boolean): TextEdit {
  const rest = prefix === "" ? "" : isExec ? `${prefix}", "` : `${prefix} `;
  return replacement({ start: first.span.start, end: program.span.start }, rest);
}

/** What `tini -- python app.py` starts. */
function startedBy(words: readonly Word[]): string {
  const [first, ...rest] = words.map(({ value }) => value);
  const launched = /(?:^|\/)(?:tini|dumb-init|exec|gosu|su-exec|env|nice)$/.test(first ?? "")
    ? rest.find((word) => !/^-|=/.test(word))
    : undefined;
  return nameOf(launched ?? first ?? "");
}

function nameOf(program: string): string {
  return program.replace(/^.*\//, "");
}

function refused(message: string, instruction: Instruction): Read {
  return { kind: "refused", reason: { message, at: instruction.textSpan } };
}

/** Words in a start script of the project that need the tools, or the image's own Python, at run time. */
export function scriptNeedsTools(text: string, environment: "moved" | "own"): string | undefined {
  const tool = /(?:^|[\s;&|(])(poetry|pipenv|pdm|uv|pip3?) (?:run|install|sync|shell)\b/m.exec(
    text.replace(/^\s*#.*$/gm, ""),
  );
  if (tool?.[1] !== undefined) return `runs \`${tool[0].trim()}\``;
  return environment === "moved" &&
    /\/usr\/local\/bin\/(?:python|pip|gunicorn|uvicorn|celery|flask)/.test(text)
    ? "names a program of the image's own Python by its path"
    : undefined;
}
