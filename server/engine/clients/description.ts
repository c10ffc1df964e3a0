// What sets the client programs apart, as data: how each is probed, its argument lists, its environment and its words.

import type { CompareFailure, EngineName } from "../../protocol/compare.ts";
import type { Builder } from "../builders.ts";
import type { ProcessRun } from "../process.ts";
import { plainLine } from "../redaction.ts";

/** What the user wants of a client, as far as it decides the builder. */
export interface Wishes {
  readonly builder: "auto" | "buildkit" | "legacy";
  readonly env: NodeJS.ProcessEnv;
}

/** What the answers of a client say about the engine behind it. */
export type Probed =
  | {
      readonly kind: "engine";
      readonly version: string;
      /** How the engine stores images: `overlay2`, `containerd`, ... */
      readonly store: string;
      /** Tells this engine from every other one, also after a restart; empty where nothing does. */
      readonly id: string;
      readonly builder: Builder;
    }
  /** The program is another client under this one's name. */
  | { readonly kind: "other-client"; readonly name: EngineName }
  /** The call to quote when the engine can't be reached. */
  | { readonly kind: "unreachable"; readonly answer: ProcessRun }
  | { readonly kind: "unfit"; readonly failure: CompareFailure };

/** The vulnerability scanners that are known. */
export type ScannerName = "trivy" | "grype" | "docker scout";

export interface ClientDescription {
  readonly name: EngineName;
  /** Calls that tell what the engine is; they run at once. */
  readonly probes: Readonly<Record<string, readonly string[]>>;
  readonly read: (answers: Readonly<Record<string, ProcessRun>>, wishes: Wishes) => Probed;
  /** Variables on top of the user's, for every call. */
  readonly environment: (builder: Builder) => Readonly<Record<string, string>>;
  /** Removes one image, and never its parents: those may be somebody else's. The reference follows. */
  readonly removeImage: readonly string[];
  /** Null where the client has no such command. */
  readonly diskUsage: readonly string[] | null;
  readonly pruneBuildCache: readonly string[] | null;
  /** Asks the registry for an image's manifest as JSON, without pulling the image. The reference follows. */
  readonly registryDigest: readonly string[] | null;
  /** What each scanner calls the place where this client's images are; null where it can't read them from there. */
  readonly imageSource: Readonly<Record<ScannerName, string | null>>;
  /** Clauses for sentences about what goes wrong. */
  readonly advice: {
    readonly permission: string;
    readonly notRunning: string;
    readonly diskFull: string;
  };
}

/** The parsed answer; undefined when it is no JSON. */
export function parsed<T>(answer: ProcessRun | undefined): T | undefined {
  try {
    return JSON.parse(answer?.stdout ?? "") as T;
  } catch {
    return undefined;
  }
}

/** An id made of several facts; empty where one is missing, since the others alone may be another engine's too. */
export function idOf(...facts: readonly (string | undefined)[]): string {
  return facts.some((fact) => fact === undefined || fact === "") ? "" : facts.join(" ");
}

/** A word of an engine, fit for showing. */
export function word(text: string | undefined): string {
  return plainLine(text ?? "");
}

export const windowsContainers: CompareFailure = {
  kind: "windows-containers",
  message:
    "The engine runs Windows containers, whose layers can't be measured: switch it to Linux containers and try again.",
};
