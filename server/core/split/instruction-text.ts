// Instructions that a split adds, as keywords and words, and how they are written.

/** A command of an added RUN; its words are quoted where the shell would read them otherwise. */
export interface AddedCommand {
  /** The program and its arguments. A `*` stays a pattern for the shell. */
  readonly words: readonly string[];
  /** The file that its output is written to. */
  readonly output?: string;
}

/** An instruction by its keyword and words; `instructionText` writes it. */
export type AddedInstruction =
  /** Commands of which each runs after the one before succeeded. */
  | { readonly keyword: "RUN"; readonly commands: readonly AddedCommand[] }
  /** Values may name variables: `/opt/venv/bin:$PATH`. */
  | { readonly keyword: "ENV"; readonly variables: Readonly<Record<string, string>> }
  | { readonly keyword: "USER" | "WORKDIR"; readonly value: string }
  /** In exec form. */
  | { readonly keyword: "CMD" | "ENTRYPOINT"; readonly words: readonly string[] };

/** A RUN of one command. */
export function runs(...words: readonly string[]): AddedInstruction {
  return { keyword: "RUN", commands: [{ words }] };
}

/** A RUN that gives a file or folder to `user:group`. */
export function givesTo(owner: string, path: string): AddedInstruction {
  return runs("chown", owner, path);
}

/** An ENV that puts a folder in front of the others of PATH. */
export function prependsPath(folder: string): AddedInstruction {
  return { keyword: "ENV", variables: { PATH: `${folder}:$PATH` } };
}

/** How a file writes its keywords. */
export type KeywordCase = "upper" | "lower";

/** The case of a keyword as a file writes it. */
export function keywordCase(written: string): KeywordCase {
  return written === written.toLowerCase() ? "lower" : "upper";
}

/** The instruction as one line, without its end. */
export function instructionText(instruction: AddedInstruction, letters: KeywordCase): string {
  const keyword = letters === "lower" ? instruction.keyword.toLowerCase() : instruction.keyword;
  return `${keyword} ${argumentsText(instruction)}`;
}

function argumentsText(instruction: AddedInstruction): string {
  switch (instruction.keyword) {
    case "RUN":
      return instruction.commands.map(commandText).join(" && ");
    case "ENV":
      return Object.entries(instruction.variables)
        .map(([name, value]) => `${name}=${/[\s'"]/.test(value) ? JSON.stringify(value) : value}`)
        .join(" ");
    case "USER":
    case "WORKDIR":
      return instruction.value;
    case "CMD":
    case "ENTRYPOINT":
      return `[${instruction.words.map((word) => JSON.stringify(word)).join(", ")}]`;
  }
}

function commandText({ words, output }: AddedCommand): string {
  const to = output === undefined ? [] : [">", shellWord(output)];
  return [...words.map(shellWord), ...to].join(" ");
}

/** The word as a shell reads it back: in single quotes where it has signs of the shell. */
export function shellWord(word: string): string {
  return /^(?:[\w@%+=:,./*-]|\$\w+)+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
