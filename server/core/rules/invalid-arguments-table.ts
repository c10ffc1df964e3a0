// What the arguments of each instruction have to be, and what is wrong with those that are not.
// Source: BuildKit's frontend/dockerfile/instructions/parse.go and frontend/dockerfile/parser.

import type { Base } from "../model/stage.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { Span } from "../text/span.ts";
import { quoted } from "./quick-fix.ts";

export interface ArgumentFault {
  readonly at: Span;
  readonly message: string;
  /** No other tool that reads syntax sees it. */
  readonly seenElsewhere?: "nowhere";
}

const stops = "so the build stops here";

const messages = {
  none: (keyword: string, needs: string) => `\`${keyword}\` needs ${needs}, ${stops}`,
  heredoc: (name: string) => `The text that starts here has no line \`${name}\` to end it, ${stops}`,
  quote: (quote: string) => `The ${quote} that starts here does not end, ${stops}`,
  equals: (keyword: string, word: string) =>
    `${quoted(word)} is no \`name=value\` as \`${keyword}\` needs it, ${stops}`,
  blank: (keyword: string) => `\`${keyword}\` needs a name before \`=\`, ${stops}`,
  from: (words: string) =>
    `${quoted(words)} is not \`AS\` and a name, which is all that may follow the image, ${stops}`,
  stage: (name: string) =>
    `${quoted(name)} is no name for a stage: a letter comes first, then letters, digits, \`_\`, \`-\` and \`.\`, ${stops}`,
  image: (name: string) => `${quoted(name)} is no name of an image, ${stops}`,
  shell: () => `\`SHELL\` needs a JSON array with the shell's words, ${stops}`,
  health: (word: string) =>
    `\`HEALTHCHECK\` is followed by \`CMD\` or \`NONE\`, not by ${quoted(word)}, ${stops}`,
  nothing: (what: string) => `${quoted(what)} is not expected behind \`NONE\`, ${stops}`,
  duration: (flag: string, value: string) =>
    `${quoted(value)} is no duration of a millisecond or more for \`--${flag}\`, such as \`30s\` or \`1m30s\`, ${stops}`,
  retries: (value: string) => `${quoted(value)} is no number of retries, ${stops}`,
  signal: (value: string) =>
    `${quoted(value)} is no signal, so the engine refuses to stop the container with it`,
};

/** What an instruction needs at least: how many words, and how it is said. */
const least: Readonly<Record<string, readonly [words: number, needs: string]>> = {
  ADD: [2, "a source and a destination"],
  ARG: [1, "a name"],
  COPY: [2, "a source and a destination"],
  ENV: [1, "a variable"],
  EXPOSE: [1, "a port"],
  FROM: [1, "an image"],
  LABEL: [1, "a label"],
  MAINTAINER: [1, "a name"],
  ONBUILD: [1, "an instruction"],
  RUN: [1, "a command"],
  STOPSIGNAL: [1, "a signal"],
  USER: [1, "a user"],
  VOLUME: [1, "a path"],
  WORKDIR: [1, "a path"],
};

const signals = new Set(
  "ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ RTMIN RTMAX".split(
    " ",
  ),
);

/** What is wrong with the arguments of an instruction; empty for nearly all. */
export function argumentFault(
  instruction: Instruction,
  text: string,
  escape: string,
): readonly ArgumentFault[] {
  const { keyword } = instruction;
  const open = instruction.heredocs.find(({ terminator }) => terminator === undefined);
  if (open !== undefined)
    return [{ at: open.operator, message: messages.heredoc(open.name), seenElsewhere: "nowhere" }];
  const needs = Object.hasOwn(least, keyword) ? least[keyword] : undefined;
  if (needs !== undefined) {
    const [count, what] = needs;
    const isEmpty = instruction.body.start >= instruction.body.end;
    if (isEmpty || (count === 2 && instruction.words.length < 2))
      return [
        {
          at: isEmpty ? instruction.keywordSpan : instruction.textSpan,
          message: messages.none(keyword, what),
          ...(keyword === "RUN" ? { seenElsewhere: "nowhere" } : {}),
        },
      ];
  }
  switch (keyword) {
    case "FROM":
      return fromFault(instruction);
    case "ENV":
    case "LABEL":
    case "ARG":
      return pairFault(instruction, text, escape);
    case "SHELL":
      return instruction.exec === undefined || instruction.exec.elements.length === 0
        ? [{ at: instruction.textSpan, message: messages.shell() }]
        : [];
    case "HEALTHCHECK":
      return healthFault(instruction, text);
    case "STOPSIGNAL":
      return signalFault(instruction);
    default:
      return [];
  }
}

/** What is wrong with the name of an image, where it is not the name of a stage and no variable is left in it. */
export function imageFault(base: Base): ArgumentFault | undefined {
  if (base.kind !== "image" || base.reference.valid || base.reference.text.includes("$")) return undefined;
  return { at: base.span, message: messages.image(base.reference.text), seenElsewhere: "nowhere" };
}

function fromFault({ words }: Instruction): readonly ArgumentFault[] {
  const [image, as, name, extra] = words;
  if (image === undefined) return [];
  if (as !== undefined && (as.text.toUpperCase() !== "AS" || name === undefined || extra !== undefined)) {
    // A comment behind the image is read as arguments, and is what people write most.
    const rest = words
      .slice(1)
      .map(({ text }) => text)
      .join(" ");
    const last = words.at(-1) ?? as;
    return [{ at: { start: as.span.start, end: last.span.end }, message: messages.from(rest) }];
  }
  if (name !== undefined && !/^[a-z][a-z0-9-_.]*$/i.test(name.text) && !name.text.includes("$"))
    return [{ at: name.span, message: messages.stage(name.text) }];
  return [];
}

function pairFault(instruction: Instruction, text: string, escape: string): readonly ArgumentFault[] {
  const { keyword, pairs } = instruction;
  for (const pair of pairs) {
    if (pair.legacy) {
      if (pair.value === undefined) return [{ at: pair.span, message: messages.equals(keyword, pair.key) }];
      // The rest of the line is one value, in which quotes have to end as well.
      const quote = openQuote(pair.value.text, escape);
      return quote === undefined ? [] : [quoteFault(pair.value.span, quote, text)];
    }
    if (pair.value === undefined && keyword !== "ARG")
      return [{ at: pair.span, message: messages.equals(keyword, pair.key) }];
    if (pair.key === "" || pair.key === '""') return [{ at: pair.span, message: messages.blank(keyword) }];
    // Builders cut at the first `=` before they look at quotes: `"A=1"` has one open on both sides.
    const quote = openQuote(pair.key, escape) ?? openQuote(pair.value?.text ?? "", escape);
    if (quote !== undefined) return [quoteFault(pair.span, quote, text)];
  }
  return [];
}

/** The quote that is open at the end of a text. */
function openQuote(text: string, escape: string): string | undefined {
  if (!/["']/.test(text)) return undefined;
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if (character === escape && quote !== "'") at++;
    else if (quote === "" && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = "";
  }
  return quote === "" ? undefined : quote;
}

function quoteFault(span: Span, quote: string, text: string): ArgumentFault {
  const at = text.lastIndexOf(quote, span.end - 1);
  const start = at < span.start ? span.start : at;
  return {
    at: { start, end: start + 1 },
    message: messages.quote(quote === "'" ? "single quote" : "double quote"),
    // Others look for a quote that a value begins with.
    ...(/(?:^|=)["']/.test(text.slice(span.start, span.end)) ? {} : { seenElsewhere: "nowhere" }),
  };
}

function healthFault(instruction: Instruction, text: string): readonly ArgumentFault[] {
  const { healthCheck, args, flags } = instruction;
  if (healthCheck === undefined) return [];
  if (args.start >= args.end)
    return [{ at: instruction.keywordSpan, message: messages.none("HEALTHCHECK", "`CMD` or `NONE`") }];
  const faults: ArgumentFault[] = [];
  for (const { name, value, valueSpan } of flags) {
    if (value === undefined || value === "" || valueSpan === undefined || value.includes("$")) continue;
    if (name === "retries") {
      if (!/^[+]?\d+$/.test(value)) faults.push({ at: valueSpan, message: messages.retries(value) });
    } else if (/^(?:interval|timeout|start-period|start-interval)$/.test(name) && !isDuration(value))
      faults.push({ at: valueSpan, message: messages.duration(name, value) });
  }
  const { start, end } = healthCheck.command;
  if (healthCheck.kind === "unknown") {
    const first = instruction.words[0];
    const span = first?.span ?? args;
    faults.push({ at: span, message: messages.health(text.slice(span.start, span.end)) });
  } else if (healthCheck.kind === "command" && start >= end)
    faults.push({ at: args, message: messages.none("HEALTHCHECK CMD", "a command") });
  else if (healthCheck.kind === "none" && start < end)
    faults.push({ at: healthCheck.command, message: messages.nothing(text.slice(start, end)) });
  return faults;
}

const units: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1e3,
  m: 6e4,
  h: 36e5,
};

/** A duration as Go reads it: nothing, which is the default, or a millisecond and more. */
function isDuration(value: string): boolean {
  if (/^[+]?0$/.test(value)) return true;
  if (!/^[+]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(value)) return false;
  let total = 0;
  for (const [, number, unit = ""] of value.matchAll(/([\d.]+)([a-zµμ]+)/g))
    total += Number(number) * (units[unit] ?? 0);
  return total === 0 || total >= 1;
}

function signalFault({ words, args }: Instruction): readonly ArgumentFault[] {
  const text = words
    .map((word) => word.text)
    .join(" ")
    .replace(/^(["'])(.*)\1$/, "$2");
  if (text.includes("$") || /^\d{1,2}$/.test(text)) return [];
  const name = text
    .toUpperCase()
    .replace(/^SIG/, "")
    .replace(/^(RTMIN|RTMAX)[+-]\d{1,2}$/, "$1");
  return signals.has(name) ? [] : [{ at: args, message: messages.signal(text), seenElsewhere: "nowhere" }];
}
