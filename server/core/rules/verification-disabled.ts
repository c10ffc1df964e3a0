// verification-disabled: what is downloaded is not checked to come from where it should.

import type { Fix } from "../finding.ts";
import type { RunCommand } from "../model/commands.ts";
import type { Dockerfile } from "../model/dockerfile.ts";
import { commandsOf, instructionsOf } from "../model/occurrences.ts";
import { packageCommand } from "../model/packages.ts";
import { removedWords } from "../model/run-edits.ts";
import type { ShellWord } from "../syntax/shell.ts";
import { replacement } from "../text/edits.ts";
import { unsafeFix } from "./quick-fix.ts";
import { defineRule, type Report } from "./rule.ts";

const messages = {
  option: (option: string, what: string) => `\`${option}\` ${what}`,
};

const tls = "accepts any server's certificate, so whoever sits in between decides what is downloaded";
const signature =
  "installs packages whose signature is missing or wrong, so whoever sits in between decides what is installed";

interface Switch {
  readonly programs: readonly string[];
  /** A text without these letters has no such option: most files need no look at their commands. */
  readonly needs: RegExp;
  readonly option: RegExp;
  readonly what: string;
  /** True where the option takes the next word as its value. */
  readonly valued?: true;
}

/** Sources: the manuals of each program. */
const switches: readonly Switch[] = [
  {
    programs: ["curl"],
    needs: /\s-[a-zA-Z]*k|insecure/,
    option: /^(?:--insecure|--proxy-insecure|-[a-zA-Z]*k[a-zA-Z]*)$/,
    what: tls,
  },
  { programs: ["wget"], needs: /no-check-cert/, option: /^--no-check-certificate$/, what: tls },
  {
    programs: ["pip", "pip3", "pipenv", "uv"],
    needs: /trusted-host|insecure-host/,
    option: /^--(?:trusted-host(?:=.*)?|allow-insecure-host(?:=.*)?)$/,
    what: tls,
    valued: true,
  },
  { programs: ["git"], needs: /sslverify/i, option: /^http\.sslVerify=(?:false|0)$/i, what: tls },
  {
    programs: ["npm", "yarn", "pnpm"],
    needs: /strict-ssl/,
    option: /^(?:--strict-ssl=false|--no-strict-ssl)$/,
    what: tls,
  },
  { programs: ["apk"], needs: /allow-untrusted/, option: /^--allow-untrusted$/, what: signature },
  {
    programs: ["apt-get", "apt", "aptitude"],
    needs: /unauthenticated|force-yes|insecure/i,
    option:
      /^(?:--allow-unauthenticated|--force-yes|--allow-insecure-repositories|(?:-o)?(?:APT::Get::AllowUnauthenticated|Acquire::AllowInsecureRepositories)=(?:true|1|yes))$/i,
    what: signature,
  },
  {
    programs: ["yum", "dnf", "microdnf"],
    needs: /gpgcheck/,
    option: /^(?:--nogpgcheck|--no-gpgchecks|--setopt=\*?\.?gpgcheck=(?:0|false))$/,
    what: signature,
  },
  {
    programs: ["yum", "dnf", "microdnf"],
    needs: /sslverify/i,
    option: /^--setopt=\*?\.?sslverify=(?:0|false)$/i,
    what: tls,
  },
  { programs: ["zypper"], needs: /no-gpg-checks/, option: /^--no-gpg-checks$/, what: signature },
  {
    programs: ["rpm"],
    needs: /--no(?:signature|digest)/,
    option: /^(?:--nosignature|--nodigest)$/,
    what: signature,
  },
];

/** `PROGRAM config set NAME VALUE` and its relatives. */
const configured: readonly {
  readonly programs: readonly string[];
  readonly words: RegExp;
  readonly what: string;
}[] = [
  {
    programs: ["npm", "yarn", "pnpm"],
    words: /^(?:config )?set (?:-g |--global )?strict-ssl(?: |=)["']?false/,
    what: tls,
  },
  { programs: ["git"], words: /^config .*http\.sslverify ["']?(?:false|0)/i, what: tls },
  { programs: ["conda"], words: /^config .*ssl_verify (?:false|no)/i, what: tls },
  { programs: ["bundle"], words: /^config .*ssl_verify_mode 0/, what: tls },
];

/** Variables, and the values with which they switch a check off. */
const variables: Readonly<Record<string, { readonly off: RegExp; readonly what: string }>> = {
  NODE_TLS_REJECT_UNAUTHORIZED: {
    off: /^0$/,
    what: "makes node accept any server's certificate, also in the running container",
  },
  PYTHONHTTPSVERIFY: {
    off: /^0$/,
    what: "makes python accept any server's certificate, also in the running container",
  },
  GIT_SSL_NO_VERIFY: { off: /^(?!0$|false$|$)/i, what: tls },
  NPM_CONFIG_STRICT_SSL: { off: /^false$/i, what: tls },
  npm_config_strict_ssl: { off: /^false$/i, what: tls },
  PIP_TRUSTED_HOST: { off: /./, what: tls },
  UV_INSECURE_HOST: { off: /./, what: tls },
  GONOSUMCHECK: {
    off: /./,
    what: "switches off what notices that a module has changed since it was first seen",
  },
  CURL_INSECURE: { off: /^1$/, what: tls },
};

/** One look at the whole text settles it for most files. */
const suspicious =
  /\s-[a-zA-Z]*k|insecure|no-check-cert|trusted.host|ssl|untrusted|unauthenticated|force-yes|trusted=yes|gpg-?check|--no(?:signature|digest)|TLS_REJECT|HTTPSVERIFY|NOSUMCHECK/i;

const afterBuild = ", also in the running container";

const anyVariable = new RegExp(Object.keys(variables).join("|"));

export const verificationDisabled = defineRule({
  name: "verification-disabled",
  category: "security",
  severity: "warning",
  since: "0.1.0",
  sources: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16].map(
    (number) => `checkov:CKV2_DOCKER_${number}`,
  ),
  reads: [],
  docs: {
    summary: "A certificate or a signature is not checked.",
    why: "The check is what makes a download the publisher's and not anybody's. Without it the network in between can put its own program into the image: a proxy, a compromised mirror, the Wi-Fi of whoever builds. It mostly is switched off because certificates are missing (`apt-get install ca-certificates`), a company's own authority is not known (copy its certificate and run `update-ca-certificates`), or a repository's key was not added. Builders are judged too: what they download ends in the image.",
    examples: [
      {
        bad: `FROM debian:bookworm
RUN curl -fsSLk https://example.com/tool.tar.gz | tar -xz -C /opt
`,
        good: `FROM debian:bookworm
RUN curl -fsSL https://example.com/tool.tar.gz | tar -xz -C /opt
`,
      },
      {
        bad: `FROM node:22-slim
ENV NODE_TLS_REJECT_UNAUTHORIZED=0
CMD ["node", "server.js"]
`,
        good: `FROM node:22-slim
ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/company.pem
CMD ["node", "server.js"]
`,
      },
    ],
    whenNotToUse:
      "Where a checksum is compared behind the download, or the server is part of the build itself.",
    fixSafety:
      "The fix removes the option. It is unsafe: where the certificate or the signature really is not known, the step fails then.",
  },
  check({ dockerfile, text }, report) {
    if (!suspicious.test(text)) return;
    for (const each of switches) {
      const runs = commandsOf(dockerfile, ...each.programs);
      if (runs.length === 0 || !each.needs.test(text)) continue;
      for (const run of runs) {
        const at = run.args.findIndex((word) => each.option.test(word.value) && !isValue(run, word));
        const word = run.args[at];
        if (word === undefined || isLocal(run) || packageCommand(run)?.action === "remove") continue;
        report(word.span, { message: messages.option(word.value, each.what) }, () =>
          removal(dockerfile, run, at, each),
        );
      }
    }
    for (const { programs, words, what } of /ssl/i.test(text) ? configured : [])
      for (const run of commandsOf(dockerfile, ...programs))
        if (words.test(run.args.map(({ value }) => value).join(" "))) {
          const shown = `${run.program} ${run.args.map(({ value }) => value).join(" ")}`;
          report(run.command.span, { message: messages.option(shown.replaceAll("`", "'"), what) });
        }
    inRepositories(dockerfile, text, report);
    if (!anyVariable.test(text)) return;
    for (const instruction of [...instructionsOf(dockerfile, "ENV"), ...instructionsOf(dockerfile, "ARG")]) {
      for (const pair of instruction.pairs) {
        const known = Object.hasOwn(variables, pair.key) ? variables[pair.key] : undefined;
        const value =
          known === undefined
            ? undefined
            : dockerfile.stageOf(instruction)?.expand(pair.value?.text ?? "", instruction);
        if (known === undefined || value === undefined || !known.off.test(value)) continue;
        // A build argument is no variable of the container.
        const what = instruction.keyword === "ENV" ? known.what : known.what.replace(afterBuild, "");
        report(pair.span, { message: messages.option(`${pair.key}=${value}`, what) });
      }
    }
    for (const run of commandsOf(dockerfile, "export", "")) {
      const words =
        run.program === "export"
          ? run.args.map(({ value, span }) => ({ value, span }))
          : run.command.assignments.map(({ name, value, span }) => ({
              value: `${name}=${value?.value ?? ""}`,
              span,
            }));
      for (const { value, span } of words) {
        const [name = "", set = ""] = value.split("=");
        const known = Object.hasOwn(variables, name) ? variables[name] : undefined;
        if (known?.off.test(set) === true) report(span, { message: messages.option(value, known.what) });
      }
    }
  },
});

/** What is written into lists of repositories, as text. */
const trusting =
  /\[[^\]\n]*\btrusted=yes\b[^\]\n]*\](?=\s+https?:)|(?:(?<!\w)|(?<=\\n))gpgcheck\s*=\s*0(?!\w)/g;

function inRepositories(dockerfile: Dockerfile, text: string, report: Report): void {
  if (!/trusted=yes|gpgcheck/.test(text)) return;
  for (const { span, comments } of instructionsOf(dockerfile, "RUN"))
    for (const found of text.slice(span.start, span.end).matchAll(trusting)) {
      const start = span.start + found.index;
      if (comments.some((each) => each.start <= start && start < each.end)) continue;
      // An option of the package manager has its own finding.
      if (/--setopt=\S*$/.test(text.slice(span.start, start))) continue;
      report(
        { start, end: start + found[0].length },
        { message: messages.option(found[0], signature), sources: [] },
      );
    }
}

/** `curl -o k` and `-H k`: the value of another option. */
function isValue(run: RunCommand, word: ShellWord): boolean {
  if (word.value.startsWith("--") || !word.value.startsWith("-")) return false;
  if (run.program !== "curl") return false;
  if (word.raw !== word.value) return true;
  // Behind these letters the rest of the word is a value: `-okey`.
  const letters = /^-([a-zA-Z]*?)k/.exec(word.value)?.[1] ?? "";
  return /[AbcCdDeEFhHKmoPQrtTuUwxXyYz]/.test(letters);
}

/** What the build itself serves needs no certificate of anybody. */
function isLocal(run: RunCommand): boolean {
  return run.args.some(({ value }) => /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$)/.test(value));
}

function removal(dockerfile: Dockerfile, run: RunCommand, at: number, { valued }: Switch): readonly Fix[] {
  const word = run.args[at];
  if (word === undefined || word.raw !== word.value) return [];
  const why = "The step fails where the certificate or the signature is not known";
  const letters = /^-[a-zA-Z]{2,}$/.test(word.value);
  if (letters)
    return [
      unsafeFix(
        `Write \`${word.value.replace("k", "")}\``,
        why,
        replacement(word.span, word.value.replace("k", "")),
      ),
    ];
  const next = run.args[at + 1];
  const takesNext = valued === true && !word.value.includes("=");
  if (takesNext && next === undefined) return [];
  const last = takesNext && next !== undefined ? next.span.end : word.span.end;
  // `-o Name=value` and `-c name=value` come as two words.
  const option = run.args[at - 1];
  const first =
    option !== undefined && /^-[oc]$/.test(option.value) && word.value.includes("=")
      ? option.span.start
      : word.span.start;
  return [
    unsafeFix(`Remove \`${word.value}\``, why, removedWords(dockerfile, run, { start: first, end: last })),
  ];
}
