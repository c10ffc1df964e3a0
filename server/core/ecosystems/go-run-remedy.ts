// The edit that lets a Dockerfile with `go run` be split: build the program, and start the binary.

import { insertedBefore, spelledKeyword } from "../model/writing.ts";
import type { Remedy } from "../split/plan.ts";
import { type StartCommand, startCommand } from "../split/start-command.ts";
import { replacement } from "../text/edits.ts";
import type { SplitRequest } from "./ecosystem.ts";

/** Options of `go run` that `go build` has as well, in the one word that is sure to be an option alone. */
const buildOption = /^-(?:race|trimpath|v|x|a|mod=\S+|tags=\S+|ldflags=\S*)$/;

/**
 * Undefined unless `go run` is all that starts, its words can be taken apart, and the sources are in the image: they
 * are not where a volume brings them.
 */
export function goRunRemedy({ file, stage }: SplitRequest): Remedy | undefined {
  const answer = startCommand(stage);
  if (answer.kind !== "start") return undefined;
  const { start } = answer;
  const copies = stage.instructions.some(
    (each) => file.dockerfile.copy(each)?.origin.kind === "context" && /^(?:COPY|ADD)$/.test(each.keyword),
  );
  const taken = start.shell === "needed" ? undefined : words(start);
  const { by } = start;
  if (taken === undefined || by === undefined || !copies) return undefined;
  const name = programName(taken.packages, stage.workdir().value);
  const path = `/usr/local/bin/${name}`;
  const build = ["go", "build", "-o", path, ...taken.options, ...taken.packages].join(" ");
  const { dockerfile } = file;
  const exec = `[${[path, ...taken.args].map((word) => JSON.stringify(word)).join(", ")}]`;
  return {
    title: `Build the program with \`go build\` and start \`${path}\``,
    why: "The program is compiled when the image is built, so changed sources and their dependencies need a new build",
    edits: [
      insertedBefore(dockerfile, by, [`${spelledKeyword(dockerfile, "RUN")} ${build}`]),
      replacement(by.args, exec),
    ],
  };
}

interface GoRun {
  readonly options: readonly string[];
  readonly packages: readonly string[];
  readonly args: readonly string[];
}

function words(start: StartCommand): GoRun | undefined {
  const [run, ...rest] = start.args;
  if (start.program !== "go" || run !== "run" || start.programs.length !== 1) return undefined;
  const first = rest.findIndex((word) => !word.startsWith("-"));
  const options = first === -1 ? rest : rest.slice(0, first);
  const named = first === -1 ? [] : rest.slice(first);
  // Files of the package come one after another; a package is one word.
  const files = named.findIndex((word) => !word.endsWith(".go"));
  const count = named[0]?.endsWith(".go") === true ? (files === -1 ? named.length : files) : 1;
  const packages = named.slice(0, count);
  const plain = /^[\w./@+-]+$/;
  if (packages.length === 0 || !options.every((word) => buildOption.test(word))) return undefined;
  return packages.every((word) => plain.test(word))
    ? { options, packages, args: named.slice(count) }
    : undefined;
}

/** The folder's name says what the program is, unless it is a place that every project has. */
function programName(packages: readonly string[], workdir: string | undefined): string {
  const folder = /^(?:\.\/?|[^/]+\.go)$/.test(packages[0] ?? ".") ? (workdir ?? "") : (packages[0] ?? "");
  const name = folder
    .replace(/\/[^/]+\.go$/, "")
    .replace(/\/+$/, "")
    .replace(/^.*\//, "");
  return /^[\w-]+$/.test(name) && !/^(?:src|app|code|cmd|usr|go|work|workspace)$/.test(name) ? name : "app";
}
