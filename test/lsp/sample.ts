// The sample project of examples/go-hello as a disk in memory, and addresses in it.

import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../built.ts";

const names = ["Dockerfile", "scratch.Dockerfile", "go.mod", "main.go", ".dockerignore"];

/** A fresh copy, by absolute path below `/project`. */
export function sampleDisk(): Map<string, string> {
  return new Map(
    names.map((name) => [
      `/project/${name}`,
      readFileSync(path.join(root, "examples/go-hello", name), "utf8"),
    ]),
  );
}

export function textOf(disk: ReadonlyMap<string, string>, name: string): string {
  const text = disk.get(`/project/${name}`);
  if (text === undefined) throw new Error(`the sample has no ${name}`);
  return text;
}

export function uriOf(name: string): string {
  return `file:///project/${name}`;
}

export const sampleRules = ["root-user", "source-copied-before-dependencies", "toolchain-in-final-image"];
