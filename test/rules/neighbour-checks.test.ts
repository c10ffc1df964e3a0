// No check of a neighbour is forgotten: each has a rule that makes it, or a sentence that says why none does.

import { describe, expect, it } from "vitest";
import { rules } from "../../server/core/rules/registry.ts";
import { lint } from "../harness/lint.ts";
import { neighbours } from "./neighbour-checks.ts";

const names = new Set(rules.map(({ name }) => name));

/** How many checks each has: a list that loses one is noticed. */
const counts: Readonly<Record<string, number>> = {
  trivy: 28,
  checkov: 28,
  semgrep: 38,
  dockle: 16,
  dockerfilelint: 28,
  slim: 16,
  parfum: 32,
  tally: 88,
};

describe.each(Object.entries(neighbours))("%s", (tool, checks) => {
  it("is listed whole", () => {
    expect(Object.keys(checks)).toHaveLength(counts[tool] ?? 0);
  });

  it("has a rule or a reason for every check", () => {
    const neither = Object.entries(checks).filter(
      ([, answer]) => !/ .*\.$/.test(answer) && !answer.split(" ").every((name) => names.has(name)),
    );
    expect(neither).toEqual([]);
  });

  it("is named by rules as the list says", () => {
    const named = rules.flatMap(({ name, sources }) =>
      sources.flatMap((source) => {
        const [of, check = ""] = source.split(/:(.*)/s);
        return of === tool ? [[check, name] as const] : [];
      }),
    );
    expect(named.filter(([check, name]) => checks[check]?.split(" ").includes(name) !== true)).toEqual([]);
  });
});

it("knows every tool that a rule names", () => {
  const others = new Set([
    "hadolint",
    "buildkit",
    "dockerfile-utils",
    "shellcheck",
    ...Object.keys(neighbours),
  ]);
  const tools = rules.flatMap(({ sources }) => sources.map((source) => source.split(":")[0] ?? ""));
  expect(tools.filter((tool) => !others.has(tool))).toEqual([]);
});

/** Checks whose rule has another name and another reach than one may think: a file that has the defect. */
const examples: readonly (readonly [check: string, text: string])[] = [
  ["trivy DS-0030", "FROM node:22-slim\nWORKDIR /proc/app\n"],
  ["trivy DS-0031", "FROM node:22-slim\nCOPY id_rsa /root/.ssh/\n"],
  ["dockle DKL-DI-0002", 'FROM node:22-slim\nVOLUME ["/var/run/docker.sock"]\n'],
  ["dockerfilelint add-dest-invalid", "FROM node:22-slim\nADD a b /srv\n"],
  ["dockerfilelint healthcheck_options_missing_args", "FROM node:22-slim\nHEALTHCHECK --interval CMD true\n"],
  ["dockerfilelint healthcheck_trailing_cmd", "FROM node:22-slim\nHEALTHCHECK NONE true\n"],
  ["dockerfilelint label_invalid", "FROM node:22-slim\nLABEL a=1 b\n"],
  ["dockerfilelint invalid_format", "FROM node:22-slim\nENV a=1 b\n"],
  ["dockerfilelint missing_args", "FROM node:22-slim\nCOPY a\n"],
  ["dockerfilelint expose_host_port", "FROM node:22-slim\nEXPOSE 80:8080\n"],
  ["slim ID.20009", "RUN true\nFROM node:22-slim\n"],
  ["slim ID.20021", 'FROM node:22-slim\nCOPY a.tar /a.tar\nRUN rm /a.tar\nCMD ["true"]\n'],
  ["parfum gemUpdateNoDocument", 'FROM ruby:3.4\nRUN gem install rake\nCMD ["rake"]\n'],
  [
    "parfum tarSomethingRmTheSomething",
    "FROM node:22-slim\nCOPY a.tar.gz /a.tar.gz\nRUN tar xzf /a.tar.gz\nRUN rm /a.tar.gz\n",
  ],
  [
    "tally circular-stage-deps",
    "FROM node:22-slim AS a\nCOPY --from=b /x /x\nFROM a AS b\nCOPY --from=a /x /y\n",
  ],
  ["tally copy-from-empty-scratch-stage", "FROM scratch AS a\nFROM node:22-slim\nCOPY --from=a /x /x\n"],
  ["tally invalid-onbuild-trigger", "FROM node:22-slim\nONBUILD FROM node:22-slim\n"],
  [
    "tally js/node-gyp-cache-mounts",
    "# syntax=docker/dockerfile:1\nFROM node:22 AS build\nCOPY package.json package-lock.json ./\nRUN npm ci\n",
  ],
  ["tally platform-mismatch", "FROM --platform=linux/arm64 amd64/debian:bookworm\n"],
  [
    "tally ruby/leftover-bundler-cache",
    'FROM ruby:3.4-slim\nCOPY Gemfile Gemfile.lock ./\nRUN bundle install\nCMD ["ruby", "a.rb"]\n',
  ],
  [
    "tally ruby/missing-bundle-without-development",
    'FROM ruby:3.4-slim\nCOPY Gemfile Gemfile.lock ./\nRUN bundle install\nCMD ["ruby", "a.rb"]\n',
  ],
  ["tally require-stages", "# Nothing.\nARG A=1\n"],
  ["tally world-writable-state-path-workaround", "FROM node:22-slim\nRUN chmod 777 /srv\n"],
  ["tally shell-run-in-scratch", "FROM scratch\nRUN ls\n"],
];

it.each(examples)("%s has its rule", (check, text) => {
  const [tool = "", id = ""] = check.split(" ");
  const expected = neighbours[tool]?.[id]?.split(" ") ?? [];
  const found = lint({ text }).findings.map(({ rule }) => rule);
  expect(found.filter((rule) => expected.includes(rule))).not.toEqual([]);
});
