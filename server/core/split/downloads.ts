// The files that curl and wget write: those that an option names, and those that are called as their address ends.

import { argumentValue, type RunCommand } from "../model/commands.ts";

/**
 * Paths as the command names them, relative ones to the folder that it runs in; empty where everything goes to
 * standard output, which the next command of a pipe makes something of. Undefined where one can't be known.
 */
export function downloadedFiles(run: RunCommand): readonly string[] | undefined {
  const target = givenFile(run);
  if (target !== undefined) {
    const { value } = target;
    return value === undefined ? undefined : value === "-" ? [] : [value];
  }
  if (run.program === "curl" && !run.args.some(({ value }) => /^-[a-zA-Z]*O|^--remote-name/.test(value)))
    return [];
  return run.args.some(({ value }) => namesMore.test(value)) ? undefined : filesByAddress(run);
}

/** The file that curl or wget is told to write, behind its option or in one word with it: `-qO/bin/probe`. */
function givenFile(run: RunCommand): { readonly value: string | undefined } | undefined {
  const option =
    run.program === "curl"
      ? /^(?:-[a-zA-NP-Z]*o|--output)(=?)(.*)$/s
      : /^(?:-[a-zA-NP-Z]*O|--output-document)(=?)(.*)$/s;
  for (const [at, arg] of run.args.entries()) {
    const match = option.exec(arg.value);
    if (match === null) continue;
    if (match[2] === "" && match[1] === "") {
      const next = run.args[at + 1];
      return next === undefined ? undefined : { value: argumentValue(run, next) };
    }
    const whole = argumentValue(run, arg);
    return { value: whole === undefined ? undefined : option.exec(whole)?.[2] };
  }
  return undefined;
}

/** Options by which other files come, or by which they get other names and folders. Source: wget(1), curl(1). */
const namesMore =
  /^-[a-zA-Z]*[irmpxKPJ]|^--(?:input-file|recursive|mirror|page-requisites|force-directories|directory-prefix|content-disposition|remote-header-name|output-dir|adjust-extension|convert-links|trust-server-names)/;

function filesByAddress(run: RunCommand): readonly string[] | undefined {
  const names: string[] = [];
  for (const word of run.args) {
    const value = argumentValue(run, word);
    // An option may hold what isn't known, as a header does; an address may not.
    if (value === undefined && !word.value.startsWith("-")) return undefined;
    if (value === undefined || !/^(?:https?|ftp):\/\//.test(value)) continue;
    const name = /^[a-z]+:\/\/[^/?#]+\/(?:[^?#]*\/)?([\w.+~@-]+)$/.exec(value)?.[1];
    if (name === undefined) return undefined;
    names.push(name);
  }
  return names.length === 0 ? undefined : names;
}
