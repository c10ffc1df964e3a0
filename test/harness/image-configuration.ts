// The configuration of every stage's image as the model reads it: what a safe fix must keep.

import type { Dockerfile } from "../../server/core/model/dockerfile.ts";
import { expand } from "../../server/core/model/expand.ts";
import type { Stage } from "../../server/core/model/stage.ts";
import { isUsedBy } from "../../server/core/model/stage-uses.ts";
import type { Instruction } from "../../server/core/syntax/instruction.ts";

/** What `docker inspect` shows of an image, part by part; a variable that nobody knows stands as `<NAME>`. */
export type ImageConfiguration = ReadonlyMap<string, string>;

/** The stages of a file in order: all of them, since any may be the one that a `--target` ships. */
export function imageConfigurations(dockerfile: Dockerfile): readonly ImageConfiguration[] {
  return dockerfile.stages.map((stage) => new Reader(dockerfile, stage).configuration());
}

/** Parts of the configuration that differ between two files, one sentence each. */
export function configurationChanges(
  before: readonly ImageConfiguration[],
  after: readonly ImageConfiguration[],
): readonly string[] {
  if (before.length !== after.length) return [`${before.length} stages became ${after.length}`];
  return before.flatMap((stage, at) =>
    [...new Set([...stage.keys(), ...(after[at]?.keys() ?? [])])].flatMap((part) => {
      const was = stage.get(part);
      const is = after[at]?.get(part);
      return was === is ? [] : [`${part} of stage ${at} was ${was ?? "unset"} and is ${is ?? "unset"}`];
    }),
  );
}

class Reader {
  private readonly stage: Stage;
  private readonly dockerfile: Dockerfile;
  private readonly parts = new Map<string, string>();

  constructor(dockerfile: Dockerfile, stage: Stage) {
    this.stage = stage;
    this.dockerfile = dockerfile;
  }

  configuration(): ImageConfiguration {
    for (const stage of this.stage.chain.toReversed())
      for (const instruction of stage.instructions) this.read(stage, instruction);
    const { cmd, entrypoint } = this.stage;
    const words = [started(entrypoint?.by, entrypoint?.value.words), started(cmd?.by, cmd?.value.words)];
    this.parts.set("Start", words.flat().join(" "));
    if (!this.onlyGivesFiles()) this.parts.set("WorkingDir", this.stage.workdir().value ?? "not known");
    return this.parts;
  }

  private read(stage: Stage, instruction: Instruction): void {
    const own = stage === this.stage;
    const value = (text: string): string => this.value(stage, instruction, text);
    const set = (part: string, text: string): void => void this.parts.set(part, text);
    switch (instruction.keyword) {
      case "ENV":
        // All pairs of one ENV see the values from before it.
        for (const pair of instruction.pairs) set(`Env ${value(pair.key)}`, value(pair.value?.text ?? ""));
        break;
      case "LABEL":
        for (const pair of instruction.pairs) set(`Label ${value(pair.key)}`, value(pair.value?.text ?? ""));
        break;
      case "MAINTAINER":
        set("Author", value(instruction.argsText));
        break;
      case "USER":
        set("User", value(instruction.argsText));
        break;
      case "EXPOSE":
        for (const { text } of instruction.words) set(`ExposedPort ${port(value(text))}`, "");
        break;
      case "VOLUME":
        for (const { text } of instruction.words) set(`Volume ${value(text)}`, "");
        break;
      case "STOPSIGNAL":
        set("StopSignal", value(instruction.argsText));
        break;
      case "SHELL":
        set("Shell", JSON.stringify(instruction.words.map(({ text }) => text)));
        break;
      case "HEALTHCHECK":
        set("Healthcheck", joined(instruction));
        break;
      case "ONBUILD":
        // They run in the build that is FROM this stage and end with it.
        if (own)
          set(
            `OnBuild ${this.parts.size}`,
            instruction.trigger === undefined ? "" : trigger(instruction.trigger),
          );
        break;
    }
  }

  /** Nobody starts in the folder of a stage that others copy from and that has no command. */
  private onlyGivesFiles(): boolean {
    const { stage, dockerfile } = this;
    const others = dockerfile.stages.filter((each) => each !== stage);
    return (
      stage.cmd?.by === undefined &&
      stage.entrypoint?.by === undefined &&
      !others.some(({ base }) => base.kind === "stage" && base.stage === stage) &&
      others.some((each) => isUsedBy(dockerfile, each, stage))
    );
  }

  /** Quotes removed and variables replaced; the text itself where that is more than the model can do. */
  private value(stage: Stage, at: Instruction, text: string): string {
    const lookup = (name: string): string | null => {
      const known = stage.variable(name, at);
      return known === undefined ? `<${name}>` : known;
    };
    return expand(text, lookup, this.dockerfile.syntax.escape) ?? text;
  }
}

/** The words that start; a script of one plain command counts as its words, since the shell makes way for it. */
function started(by: Instruction | undefined, inherited: readonly string[] | undefined): readonly string[] {
  if (by === undefined) return inherited ?? [];
  if (by.exec !== undefined) return by.exec.elements.map(({ value }) => JSON.stringify(value));
  const [command, ...others] = by.script?.commands ?? [];
  const plain =
    command !== undefined &&
    others.length === 0 &&
    command.redirects.length === 0 &&
    command.assignments.length === 0 &&
    command.words.every(({ dynamic }) => !dynamic);
  const words = command?.words.map(({ value }) => value) ?? [];
  if (plain) return (words[0] === "exec" ? words.slice(1) : words).map((word) => JSON.stringify(word));
  return ["sh", "-c", joined(by).replace(/^exec /, "")];
}

function trigger(instruction: Instruction): string {
  return `${instruction.keyword} ${joined(instruction)}`;
}

function joined(instruction: Instruction): string {
  const flags = instruction.flags.map(({ name, value }) => `--${name}=${value ?? ""}`);
  return [...flags, instruction.argsText.replace(/\s+/g, " ")].join(" ");
}

/** The container's own port, as the builder reads `8080`, `80:8080` and `127.0.0.1:80:8080/TCP`. */
function port(text: string): string {
  const [ports = "", protocol = "tcp"] = text.split("/");
  return `${ports.slice(ports.lastIndexOf(":") + 1)}/${protocol.toLowerCase()}`;
}
