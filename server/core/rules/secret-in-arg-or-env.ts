// secret-in-arg-or-env: ARG or ENV carries a secret into the image.

import type { Fix } from "../finding.ts";
import { instructionsOf } from "../model/occurrences.ts";
import { isPlainValue, namesSecret, secretIn } from "../model/secrets.ts";
import type { Stage } from "../model/stage.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { Pair } from "../syntax/words.ts";
import { insertion, replacement, type TextEdit } from "../text/edits.ts";
import { unsafeFix } from "./quick-fix.ts";
import { defineRule, type RuleFile } from "./rule.ts";

const messages = {
  env: (name: string) =>
    `\`${name}\` looks like a secret, and what \`ENV\` sets is in the image's configuration, readable by everyone who can pull it`,
  arg: (name: string) =>
    `\`${name}\` looks like a secret, and the value of a build argument stays in the image's history and in the build's records`,
  value: (what: string) =>
    `This looks like ${what}, readable by everyone who sees this file or can pull the image`,
};

export const secretInArgOrEnv = defineRule({
  name: "secret-in-arg-or-env",
  category: "security",
  severity: "warning",
  since: "0.1.0",
  sources: [
    "hadolint:DL3064",
    "buildkit:SecretsUsedInArgOrEnv",
    "trivy:DS-0031",
    "dockle:CIS-DI-0010",
    "semgrep:secret-in-build-arg",
  ],
  reads: [],
  docs: {
    summary: "A secret is passed through `ARG` or `ENV`.",
    why: `\`ENV\` is part of the image: \`docker inspect\` shows it. A build argument is in \`docker history\` of the stage that uses it, and in the provenance record of the build, also where the stage is a builder. A secret mount shows the value to one \`RUN\` only and leaves nothing behind: \`RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci\`.

A name counts when it stands for the secret itself (\`NPM_TOKEN\`, \`DB_PASSWORD\`, \`AWS_SECRET_ACCESS_KEY\`), not for something about it: \`TOKEN_FILE\`, \`PASSWORD_MIN_LENGTH\`, \`KMS_KEY_ALIAS\`, \`AUTH_MODE\`, \`SIGNING_PUBLIC_KEY\`. An \`ENV\` without value, and one whose value is a switch, a path or an address, does not count. A value that can only be a secret (an AWS key, a token of GitHub, a private key) counts under any name.

A build argument in a builder is an information: its value is in no image that ships.`,
    examples: [
      {
        bad: `FROM node:22-slim
ARG NPM_TOKEN
COPY package.json package-lock.json .npmrc ./
RUN npm ci
`,
        good: `FROM node:22-slim
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci
`,
      },
    ],
    whenNotToUse: "Where the values are for a test that anyone may see.",
    fixSafety:
      "Where the file names a frontend that has `env=` for secrets (`# syntax=docker/dockerfile:1`), an `ARG` without default becomes a secret mount of the `RUN` instructions that use it. It is unsafe: whoever builds has to pass `--secret` instead of `--build-arg`.",
  },
  check(file, report) {
    const { dockerfile } = file;
    for (const keyword of ["ENV", "ARG"]) {
      for (const instruction of instructionsOf(dockerfile, keyword)) {
        const stage = dockerfile.stageOf(instruction);
        for (const pair of instruction.pairs) {
          const written = pair.value?.text ?? "";
          const value = pair.value === undefined || written === "" ? undefined : secretIn(written);
          if (value !== undefined && pair.value !== undefined) {
            // A value over several lines is labelled as a whole.
            const exact = pair.value.span.end - pair.value.span.start === written.length;
            const { start } = pair.value.span;
            const at = exact ? { start: start + value.start, end: start + value.end } : pair.value.span;
            report(at, { message: messages.value(value.what) });
            continue;
          }
          if (!namesSecret(pair.key) || isHarmless(instruction, pair, stage)) continue;
          const shipped = stage === undefined || dockerfile.shipped.includes(stage);
          const message = keyword === "ENV" ? messages.env(pair.key) : messages.arg(pair.key);
          // An ENV of a builder is in no image, and neither is an ARG in front of all stages before one takes it over.
          const isRecord = !shipped || stage === undefined;
          report(pair.keySpan, { message, ...(isRecord ? { severity: "info" } : {}) }, () =>
            keyword === "ARG" && stage !== undefined ? fixes(file, instruction, pair, stage) : [],
          );
        }
      }
    }
  },
});

function isHarmless(instruction: Instruction, pair: Pair, stage: Stage | undefined): boolean {
  if (instruction.keyword === "ARG") {
    if (pair.value === undefined) return false;
    const value = pair.value.text.replace(/^(["'])(.*)\1$/, "$2");
    return value !== "" && isPlainValue(value);
  }
  const text = pair.value?.text ?? "";
  const value = stage?.expand(text, instruction);
  if (value !== undefined && value !== "") return isPlainValue(value);
  // Handed on from a build argument whose value is not known; anything else that is empty holds no secret.
  const name = /^["']?\$\{?(\w+)/.exec(text)?.[1];
  return name === undefined || stage?.variableChange(name, instruction)?.kind !== "ARG";
}

function fixes(file: RuleFile, instruction: Instruction, pair: Pair, stage: Stage): readonly Fix[] {
  if (pair.value !== undefined || instruction.pairs.length > 1 || instruction.comments.length > 0) return [];
  const frontend = file.dockerfile.syntax.nodes.find(
    (node) => node.kind === "directive" && node.name === "syntax",
  );
  // `env=` came with version 1.10.
  if (frontend?.kind !== "directive" || !/^docker\/dockerfile:1(?:\.[1-9]\d|-labs|$)/.test(frontend.value))
    return [];
  const users = stage.instructions.filter(
    (each) =>
      each !== instruction &&
      uses(each, file.text, pair.key) &&
      stage.positionOf(each) > stage.positionOf(instruction),
  );
  if (users.length === 0 || users.some((each) => each.keyword !== "RUN")) return [];
  const id = pair.key.toLowerCase();
  const mount = `--mount=type=secret,id=${id},env=${pair.key} `;
  const edits: TextEdit[] = [
    replacement(instruction.span, ""),
    ...users.map((each) => insertion(each.body.start, mount)),
  ];
  return [
    unsafeFix(
      `Mount \`${pair.key}\` as a secret`,
      `Whoever builds passes \`--secret id=${id},env=${pair.key}\` instead of \`--build-arg\` then`,
      ...edits,
    ),
  ];
}

function uses(instruction: Instruction, text: string, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(text.slice(instruction.span.start, instruction.span.end));
}
