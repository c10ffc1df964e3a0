// Watches a container for some seconds: whether it runs on or ends, what it listens on, what it answers.

import { setTimeout as sleep } from "node:timers/promises";
import type { ContainerState, SmokeContainer } from "./container.ts";
import type { HttpAnswer } from "./http-answer.ts";
import type { Listener } from "./listeners.ts";

export interface Answered extends HttpAnswer {
  readonly port: number;
  /** False where the same program answers the same question differently each time. */
  readonly steady: boolean;
}

/** What a container did while it was watched. */
export type Observation =
  | { readonly kind: "refused"; readonly reason: string }
  | {
      readonly kind: "started";
      readonly state: ContainerState;
      /** In the order of their numbers; null where that can't be told. */
      readonly ports: readonly number[] | null;
      readonly answers: readonly Answered[];
      readonly output: readonly string[];
      /** How long it was watched. */
      readonly seconds: number;
    };

/** Times in milliseconds. */
export interface Patience {
  /** How long a container is watched at least, unless it ends. */
  readonly leastMs: number;
  /** How long one is awaited that has not yet done what is expected of it. */
  readonly mostMs: number;
}

export const usualPatience: Patience = { leastMs: 4_000, mostMs: 30_000 };

const pauseMs = 250;
/** A program with more open ports than this is not asked on all of them. */
const mostAsked = 8;

/** What is awaited of a container: what the one before it did, or what its image announces. */
export interface Expected {
  readonly before: Observation | undefined;
  /** How many TCP ports the image exposes. */
  readonly exposes: number;
}

/** Starts the container and watches it. The caller removes it. */
export async function observe(
  container: SmokeContainer,
  expected: Expected,
  patience: Patience,
  signal: AbortSignal | undefined,
): Promise<Observation> {
  const refused = await container.start();
  if (refused !== undefined) return { kind: "refused", reason: refused };
  const began = performance.now();
  const passed = () => performance.now() - began;
  let state = await container.state();
  let listeners: readonly Listener[] | undefined;
  let steadyFor = 0;
  while (state.kind === "running" && signal?.aborted !== true) {
    const now = await container.listeners();
    steadyFor = portsOf(now).join() === portsOf(listeners).join() ? steadyFor + 1 : 0;
    listeners = now ?? listeners;
    const waits = passed() < patience.mostMs && awaited(expected, listeners);
    if (!waits && passed() >= patience.leastMs && steadyFor >= 2) break;
    await sleep(pauseMs);
    state = await container.state();
  }
  const answers = state.kind === "running" ? await askAll(container, listeners ?? [], signal) : [];
  // A question may be what a program dies of.
  if (state.kind === "running") state = await container.state();
  return {
    kind: "started",
    state,
    ports: listeners === undefined ? null : portsOf(listeners),
    answers,
    output: await container.output(),
    seconds: passed() / 1000,
  };
}

function portsOf(listeners: readonly Listener[] | undefined): readonly number[] {
  return listeners?.map(({ port }) => port) ?? [];
}

/** True while the container has not yet done what it is expected to do. */
function awaited({ before, exposes }: Expected, listeners: readonly Listener[] | undefined): boolean {
  const open = portsOf(listeners);
  if (before?.kind !== "started") return exposes > 0 && listeners !== undefined && open.length === 0;
  if (before.state.kind === "exited") return true;
  return listeners !== undefined && open.length < (before.ports?.length ?? 0);
}

async function askAll(
  container: SmokeContainer,
  listeners: readonly Listener[],
  signal: AbortSignal | undefined,
): Promise<readonly Answered[]> {
  const answers: Answered[] = [];
  for (const listener of listeners.slice(0, mostAsked)) {
    if (signal?.aborted === true) break;
    const first = await container.ask(listener);
    const again = first.status === null ? first : await container.ask(listener);
    const steady = again.status === first.status && Buffer.from(again.body).equals(first.body);
    answers.push({ ...first, port: listener.port, steady });
  }
  return answers;
}
