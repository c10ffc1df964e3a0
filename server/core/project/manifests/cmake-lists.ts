// Reads CMakeLists.txt as a list of commands with their words, variables replaced where they are plain.

export interface CMakeCommand {
  /** In lower case: `add_executable`. */
  readonly name: string;
  readonly args: readonly string[];
  /** It stands under `if()` or in a function and may not run. */
  readonly conditional: boolean;
}

/** Reads any text; there are no errors. A variable that isn't set plainly stays as it is written, `${X}`. */
export function parseCMakeLists(
  text: string,
  given: ReadonlyMap<string, string> = new Map(),
): readonly CMakeCommand[] {
  const variables = new Map(given);
  const commands: CMakeCommand[] = [];
  let depth = 0;
  for (const { name, words } of rawCommands(text)) {
    const args = words.flatMap((word) => {
      const value = expand(word.text, variables);
      // Only what is not quoted is a list.
      return word.quoted ? [value] : value.split(";").filter(Boolean);
    });
    if (/^(?:endif|endforeach|endwhile|endfunction|endmacro)$/.test(name)) depth = Math.max(0, depth - 1);
    commands.push({ name, args, conditional: depth > 0 });
    if (/^(?:if|foreach|while|function|macro)$/.test(name)) depth++;
    const [variable, ...values] = args;
    if (name === "project" && variable !== undefined) {
      variables.set("PROJECT_NAME", variable);
      if (!variables.has("CMAKE_PROJECT_NAME")) variables.set("CMAKE_PROJECT_NAME", variable);
    }
    if (name === "set" && variable !== undefined && !given.has(variable)) {
      const end = values.findIndex((value) => /^(?:CACHE|PARENT_SCOPE)$/.test(value));
      if (depth === 0 || !variables.has(variable))
        variables.set(variable, (end === -1 ? values : values.slice(0, end)).join(";"));
    }
  }
  return commands;
}

interface RawWord {
  readonly text: string;
  readonly quoted: boolean;
}

/** Commands in order, comments left out. */
function rawCommands(text: string): readonly { readonly name: string; readonly words: readonly RawWord[] }[] {
  const found: { name: string; words: RawWord[] }[] = [];
  const start = /([A-Za-z_]\w*)[ \t]*\(|#\[(=*)\[|#[^\n]*/g;
  for (let match = start.exec(text); match !== null; match = start.exec(text)) {
    const name = match[1];
    if (match[2] !== undefined) {
      const close = text.indexOf(`]${match[2]}]`, start.lastIndex);
      start.lastIndex = close === -1 ? text.length : close;
    } else if (name !== undefined) {
      const { words, end } = argumentsAt(text, start.lastIndex);
      found.push({ name: name.toLowerCase(), words });
      start.lastIndex = end;
    }
  }
  return found;
}

function argumentsAt(text: string, from: number): { readonly words: RawWord[]; readonly end: number } {
  const words: RawWord[] = [];
  const piece = /\s+|#[^\n]*|"((?:[^"\\]|\\.)*)"|[()]|[^\s()"#]+/gy;
  piece.lastIndex = from;
  let depth = 0;
  for (let match = piece.exec(text); match !== null; match = piece.exec(text)) {
    const [whole, quoted] = match;
    if (whole === "(") depth++;
    else if (whole === ")") {
      if (depth === 0) return { words, end: piece.lastIndex };
      depth--;
    } else if (quoted !== undefined) words.push({ text: quoted.replace(/\\(.)/g, "$1"), quoted: true });
    else if (!/^[\s#]/.test(whole)) words.push({ text: whole, quoted: false });
  }
  return { words, end: text.length };
}

function expand(text: string, variables: ReadonlyMap<string, string>): string {
  let result = text;
  for (let round = 0; round < 5 && result.includes("${"); round++)
    result = result.replace(/\$\{([\w.+/-]+)\}/g, (whole, name: string) => variables.get(name) ?? whole);
  return result;
}
