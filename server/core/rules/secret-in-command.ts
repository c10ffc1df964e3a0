// secret-in-command: a password or a token stands in a RUN or in the address of an ADD.

import type { RunCommand } from "../model/commands.ts";
import type { Dockerfile } from "../model/dockerfile.ts";
import { commandsOf, instructionsOf } from "../model/occurrences.ts";
import { isPlainValue, secretIn } from "../model/secrets.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { ShellWord } from "../syntax/shell.ts";
import type { Span } from "../text/span.ts";
import { defineRule, type Report } from "./rule.ts";

const messages = {
  shape: (what: string) =>
    `This looks like ${what}, readable by everyone who sees this file or the image's history`,
  address: () =>
    "The address holds a password or a token, readable by everyone who sees this file or the image's history",
  option: (option: string) =>
    `\`${option}\` is given a password or a token here, readable by everyone who sees this file or the image's history`,
};

export const secretInCommand = defineRule({
  name: "secret-in-command",
  category: "security",
  severity: "warning",
  since: "0.1.0",
  sources: ["tally:secrets-in-code"],
  reads: [],
  docs: {
    summary: "A password or a token is written out in a `RUN`, or in the address of an `ADD`.",
    why: "The command is in the file, in `docker history` of the image and in the build cache; `git clone` with a token in its address keeps it in `.git/config` as well. A secret mount shows it to the one command that needs it: `RUN --mount=type=secret,id=token,env=TOKEN git clone https://x:$TOKEN@example.com/app.git`. What was published has to be taken out of use: a new commit does not take it out of the old ones.\n\nFound are tokens in the forms of well-known services, names with passwords in addresses, and passwords written behind the options of programs that log in somewhere. Variables, place-holders and what goes to the machine itself are left alone.",
    examples: [
      {
        bad: `FROM alpine:3.22 AS source
RUN apk add --no-cache git
RUN git clone https://deploy:s3cr3tpass@git.example.org/app.git /src
`,
        good: `# syntax=docker/dockerfile:1
FROM alpine:3.22 AS source
RUN apk add --no-cache git
RUN --mount=type=secret,id=token,env=TOKEN git clone https://deploy:$TOKEN@git.example.org/app.git /src
`,
      },
    ],
    whenNotToUse: "For accounts that anyone may use, such as a public read-only one.",
  },
  check({ dockerfile, text }, report) {
    if (!suspicious.test(text)) return;
    for (const keyword of ["RUN", "ADD"])
      for (const instruction of instructionsOf(dockerfile, keyword)) inText(instruction, text, report);
    inOptions(dockerfile, report);
  },
});

/** Most files have nothing of the kind. */
const suspicious =
  /:\/\/[^\s/@'"]+@|\b(?:ghp_|gho_|ghs_|github_pat_|glpat-|xox[abprs]-|sk_live_|npm_|pypi-|AIza|AKIA|ASIA|SG\.|dop_v1_|eyJ)|PRIVATE KEY-----|--(?:\w+-)?password|sshpass|\s-u|\slogin\s|aws_secret|_authToken/;

const address = /\b(?:https?|ftp|git|ssh|svn)(?:\+\w+)?:\/\/([^\s/@'"<>\\]+)@([^\s/:'"<>\\]+)/g;

function inText({ span, comments }: Instruction, text: string, report: Report): void {
  const inComment = (at: number) => comments.some(({ start, end }) => start <= at && at < end);
  const source = text.slice(span.start, span.end);
  const shape = secretIn(source);
  if (shape !== undefined && !inComment(span.start + shape.start))
    report(within(span, shape), { message: messages.shape(shape.what) });
  for (const found of source.matchAll(address)) {
    const [whole, user = "", host = ""] = found;
    const start = found.index + whole.indexOf("://") + 3;
    const at = { start, end: start + user.length };
    // A token in the address has been told about.
    const told = shape !== undefined && shape.start < at.end && at.start < shape.end;
    if (told || inComment(span.start + start) || isLocal(host) || !isCredential(user)) continue;
    report(within(span, at), { message: messages.address() });
  }
}

function within({ start }: Span, at: Span): Span {
  return { start: start + at.start, end: start + at.end };
}

/** `name:password`, or a long token in place of the name. */
function isCredential(user: string): boolean {
  const colon = user.indexOf(":");
  if (colon === -1) return /^[\w-]{32,}$/.test(user) && /\d/.test(user);
  const name = user.slice(0, colon);
  const password = user.slice(colon + 1);
  // GitHub takes a token as the name with one of these behind it.
  if (/^(?:x-oauth-basic|)$/.test(password)) return isLiteral(name) && name.length >= 20;
  return isLiteral(password);
}

/** No variable, and no word that stands for what somebody is to put there. */
function isLiteral(value: string): boolean {
  if (value === "" || /[${}<>*%[\]]/.test(value)) return false;
  return !/^[A-Z]+(?:_[A-Z\d]+)*$/.test(value) && !placeholder.test(value);
}

const placeholder =
  /^(?:(?:your|my|the|some)?[-_]?(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[-_]?key)|x+|\.+|changeme|redacted|example|oauth2|anonymous|user)$/i;

function isLocal(host: string): boolean {
  return /^(?:localhost|127\.|0\.0\.0\.0|\[|(?:[\w.-]+\.)?example\.(?:com|net)$|[\w.-]+\.(?:local|test|invalid|example)$)/i.test(
    host,
  );
}

/** Where programs take a password: behind which option, and as part of what. Sources: their manuals. */
const options: readonly {
  readonly programs: readonly string[];
  readonly option: RegExp;
  /** The command that it is an option of, where not of all. */
  readonly of?: RegExp;
  /** Takes the password out of the value; the whole value without it. */
  readonly part?: RegExp;
}[] = [
  { programs: ["curl"], option: /^(?:-u|--user|--proxy-user)$/, part: /^[^:]+:(.+)$/ },
  { programs: ["wget"], option: /^--(?:http-|ftp-|proxy-)?password$/ },
  { programs: ["svn"], option: /^--password$/ },
  { programs: ["sshpass"], option: /^-p$/ },
  { programs: ["docker", "podman", "helm"], option: /^(?:-p|--password)$/, of: /\blogin\b/ },
  {
    programs: ["aws"],
    option: /^aws_(?:secret_access_key|session_token)$/,
    of: /^configure set /,
    part: /^(.{16,})$/,
  },
  { programs: ["npm", "pnpm", "yarn"], option: /_authToken$/, of: /^config set / },
];

function inOptions(dockerfile: Dockerfile, report: Report): void {
  for (const { programs, option, of, part } of options)
    for (const run of commandsOf(dockerfile, ...programs)) {
      if (of !== undefined && !of.test(run.args.map(({ value }) => value).join(" "))) continue;
      for (const { name, value, word } of valuesOf(run, option)) {
        const password = part === undefined ? value : part.exec(value)?.[1];
        if (
          password === undefined ||
          !isLiteral(password) ||
          isPlainValue(password) ||
          secretIn(value) !== undefined
        )
          continue;
        if (run.args.some((each) => isLocal(/:\/\/([^\s/:@]+)/.exec(each.value)?.[1] ?? ""))) continue;
        report(word.span, { message: messages.option(name) });
      }
    }
}

/** `--option value`, `--option=value`, and of options with one letter `-uvalue`. */
function valuesOf({ args }: RunCommand, option: RegExp) {
  const found: { readonly name: string; readonly value: string; readonly word: ShellWord }[] = [];
  args.forEach((word, at) => {
    const next = args[at + 1];
    const equals = word.value.indexOf("=");
    const short = word.value.slice(0, 2);
    if (option.test(word.value)) {
      if (next !== undefined && !next.dynamic)
        found.push({ name: word.value, value: next.value, word: next });
    } else if (word.dynamic) return;
    else if (equals > 0 && option.test(word.value.slice(0, equals)))
      found.push({ name: word.value.slice(0, equals), value: word.value.slice(equals + 1), word });
    else if (/^-[a-z]$/.test(short) && word.value.length > 2 && option.test(short))
      found.push({ name: short, value: word.value.slice(2), word });
  });
  return found;
}
