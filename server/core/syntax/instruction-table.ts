// The instructions that builders know, and the flags that each takes.
// Source: BuildKit's frontend/dockerfile/instructions, version 1.20 of the syntax, and its reference.

import type { DockerfileSyntax } from "./parse.ts";

/** Flags by keyword; an instruction that is not among the keys is none. */
export const knownFlags: Readonly<Record<string, readonly string[]>> = {
  ADD: ["checksum", "chmod", "chown", "exclude", "keep-git-dir", "link", "unpack"],
  ARG: [],
  CMD: [],
  COPY: ["chmod", "chown", "exclude", "from", "link", "parents"],
  ENTRYPOINT: [],
  ENV: [],
  EXPOSE: [],
  FROM: ["platform"],
  HEALTHCHECK: ["interval", "retries", "start-interval", "start-period", "timeout"],
  LABEL: [],
  MAINTAINER: [],
  ONBUILD: [],
  RUN: ["device", "mount", "network", "security"],
  SHELL: [],
  STOPSIGNAL: [],
  USER: [],
  VOLUME: [],
  WORKDIR: [],
};

export function isInstruction(keyword: string): boolean {
  return keywords.has(keyword);
}

const keywords: ReadonlySet<string> = new Set(Object.keys(knownFlags));

/** Flags that are right without a value: they are switches. */
export const switches: ReadonlySet<string> = new Set(["keep-git-dir", "link", "parents", "unpack"]);

/** Files with these are turned into Dockerfiles by something else first, which decides what stands in them. */
const template = /\{\{|\{%|<%|^\s*(?:#if|@)/m;

/** True for a file that is a template of a Dockerfile; looked for once, and only where something is wrong. */
export function isTemplate(syntax: DockerfileSyntax): boolean {
  let found = cache.get(syntax);
  if (found === undefined) {
    found = template.test(syntax.text);
    cache.set(syntax, found);
  }
  return found;
}

const cache = new WeakMap<DockerfileSyntax, boolean>();
