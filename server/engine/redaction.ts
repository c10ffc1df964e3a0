// Makes text from engines and files fit to show: no values of build arguments or secrets, no control characters.

import { readFile, stat } from "node:fs/promises";

/** Takes the sensitive values out of a text. */
export type Redact = (text: string) => string;

/** Stands for what is not shown. */
export const mask = "***";

/** Shorter values are taken out only where they follow their name: `1` is in every line of a build. */
const shortestAnywhere = 4;

/** Values from here on are taken out even inside other words. */
const shortestInsideWords = 8;

/** A secret file bigger than this is no password; only its first lines are looked for. */
const secretBytes = 256 * 1024;

/** A build argument as given, `NAME=VALUE`, or `NAME` for the variable of the environment. */
function buildArgParts(
  arg: string,
  env: NodeJS.ProcessEnv,
): { readonly name: string; readonly value: string } {
  const at = arg.indexOf("=");
  return at === -1
    ? { name: arg, value: env[arg] ?? "" }
    : { name: arg.slice(0, at), value: arg.slice(at + 1) };
}

/**
 * Builds the redaction for one run. Secrets are given as to `docker build --secret`; their values are
 * read here only to be recognised. A secret that can't be read is left to the build to complain about.
 */
export async function createRedaction(inputs: {
  readonly buildArgs: readonly string[];
  readonly secrets: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}): Promise<Redact> {
  const anywhere = new Set<string>();
  const words = new Set<string>();
  const named: { readonly name: string; readonly value: string }[] = [];
  for (const arg of inputs.buildArgs) {
    const { name, value } = buildArgParts(arg, inputs.env);
    if (value === "") continue;
    named.push({ name, value });
    for (const line of sensitiveLines(value)) {
      if (line.length >= shortestInsideWords) anywhere.add(line);
      else words.add(line);
    }
  }
  for (const secret of inputs.secrets) {
    for (const line of sensitiveLines(await secretText(secret, inputs.env))) anywhere.add(line);
  }
  // The longest first: a value may contain another.
  const patterns = [
    ...named.map(({ name, value }) => ({
      length: value.length,
      pattern: new RegExp(`(?<=(?<![A-Za-z0-9_])${literal(name)}=["']?)${literal(value)}`, "g"),
    })),
    ...[...anywhere].map((value) => ({ length: value.length, pattern: new RegExp(literal(value), "g") })),
    ...[...words].map((value) => ({
      length: value.length,
      pattern: new RegExp(`(?<![A-Za-z0-9])${literal(value)}(?![A-Za-z0-9])`, "g"),
    })),
  ].sort((a, b) => b.length - a.length);
  return (text) => patterns.reduce((result, { pattern }) => result.replace(pattern, mask), text);
}

/** The lines of a value, each as it is and as builders quote it inside a command that they report. */
function sensitiveLines(value: string): readonly string[] {
  const lines = value
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line.length >= shortestAnywhere);
  return [...new Set(lines.flatMap((line) => [line, JSON.stringify(line).slice(1, -1)]))];
}

/** The text of a secret, from `id=ID[,src=PATH|,env=NAME]`; empty when it can't be read. */
async function secretText(secret: string, env: NodeJS.ProcessEnv): Promise<string> {
  const fields = new Map<string, string>();
  for (const field of secret.split(",")) {
    const at = field.indexOf("=");
    if (at !== -1) fields.set(field.slice(0, at).trim().toLowerCase(), field.slice(at + 1));
  }
  const id = fields.get("id") ?? "";
  const path = fields.get("src") ?? fields.get("source");
  const variable = fields.get("env");
  if (variable !== undefined) return env[variable] ?? "";
  if (path === undefined && env[id] !== undefined) return env[id] ?? "";
  return fileText(path ?? id);
}

async function fileText(path: string): Promise<string> {
  try {
    // A pipe or a device would block or never end; the client reads those, we can't read them twice.
    if (!(await stat(path)).isFile()) return "";
    return (await readFile(path)).subarray(0, secretBytes).toString("utf8");
  } catch {
    return "";
  }
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for.
const escapeSequence = /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b./g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above; a tab stays.
const controlCharacter = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029]/g;
/** These turn the reading direction and let a line show something else than it says. */
const directionCharacter = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** One line of text without terminal control sequences and characters that hide or reorder others. */
export function plainLine(text: string): string {
  return text.replace(escapeSequence, "").replace(controlCharacter, " ").replace(directionCharacter, "");
}
