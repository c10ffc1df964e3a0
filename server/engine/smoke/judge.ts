// Says whether the last image did what the first one did while both were watched.

import type { SmokeResult, SmokeSide, VerificationCheck } from "../../protocol/compare.ts";
import type { Answered, Observation } from "./observation.ts";

export interface Observed {
  readonly label: string;
  readonly observation: Observation;
}

/** Ports that the kernel gives to whoever asks for any; programs that do so get another one each time. */
const randomPorts = { first: 32768, last: 60999 } as const;

type Started = Extract<Observation, { readonly kind: "started" }>;

interface Finding {
  readonly check: VerificationCheck;
  readonly meaning: "passes" | "fails" | "unknown";
}

/** Judges the last of the observed images by the first; by itself where it is alone. */
export function judge(observed: readonly [Observed, ...Observed[]]): SmokeResult {
  const [first] = observed;
  const last = observed.at(-1) ?? first;
  const before = observed.length > 1 ? first.observation : undefined;
  const findings = findingsOf(before, last.observation);
  const meanings = findings.map(({ meaning }) => meaning);
  return {
    status: meanings.includes("fails") ? "fails" : meanings.includes("unknown") ? "unknown" : "passes",
    sides: observed.map(sideOf),
    checks: findings.map(({ check }) => check),
  };
}

function findingsOf(before: Observation | undefined, after: Observation): readonly Finding[] {
  if (after.kind === "refused")
    return [
      fails("start", `the engine can't start it${alike(before?.kind === "refused")}: \`${after.reason}\``),
    ];
  if (before === undefined) return alone(after);
  if (before.kind === "refused")
    return [unknown("start", `the first image can't be started: \`${before.reason}\``), ...alone(after)];
  const run = runFinding(before, after);
  if (before.state.kind !== "running" || after.state.kind !== "running") return [run];
  return [run, portsFinding(before, after), ...answerFindings(before, after)];
}

/** Without another image to go by, one that runs or that ends well is fine. */
function alone(after: Started): readonly Finding[] {
  switch (after.state.kind) {
    case "running": {
      const open = after.ports === null ? "" : `, ${portWords(after.ports)}`;
      return [passes("running", `it still runs after ${after.seconds.toFixed(0)} s${open}`)];
    }
    case "exited":
      return after.state.code === 0
        ? [passes("exit-code", "it ends with 0")]
        : [fails("exit-code", `it ends with ${after.state.code}${lastWords(after)}`)];
    case "unknown":
      return [unknown("running", "the engine does not say whether it runs")];
  }
}

function runFinding(before: Started, after: Started): Finding {
  const [a, b] = [before.state, after.state];
  if (a.kind === "unknown" || b.kind === "unknown")
    return unknown("running", "the engine does not say whether both run");
  if (b.kind === "running")
    return a.kind === "running"
      ? passes("running", "it keeps running, as before")
      : fails("running", `it keeps running, and the first image ends with ${a.code}`);
  if (a.kind === "running")
    return fails("running", `it ends with ${b.code}, and the first image keeps running${lastWords(after)}`);
  return a.code === b.code
    ? passes("exit-code", `it ends with ${b.code}, as before${b.code === 0 ? "" : lastWords(after)}`)
    : fails("exit-code", `it ends with ${b.code}, and the first image with ${a.code}${lastWords(after)}`);
}

function portsFinding(before: Started, after: Started): Finding {
  if (before.ports === null || after.ports === null)
    return unknown("ports", "which ports are open can't be read from inside these containers");
  const lost = before.ports.filter((port) => !after.ports?.includes(port));
  const opened = after.ports.filter((port) => !before.ports?.includes(port));
  const isRandom = (port: number) => port >= randomPorts.first && port <= randomPorts.last;
  // As many others of the kernel's choice are the same thing under other numbers.
  if (lost.length === opened.length && [...lost, ...opened].every(isRandom))
    return passes("ports", `${portWords(after.ports)}, as before`);
  return fails("ports", `${portWords(after.ports)}, and before ${portWords(before.ports)}`);
}

function answerFindings(before: Started, after: Started): readonly Finding[] {
  return before.answers.flatMap((first): readonly Finding[] => {
    const second = after.answers.find(({ port }) => port === first.port);
    // A port that is gone has its own finding; one that speaks no HTTP has no answer to compare.
    if (second === undefined || (first.status === null && second.status === null)) return [];
    return [answerFinding(first, second)];
  });
}

function answerFinding(first: Answered, second: Answered): Finding {
  const where = `\`GET /\` on port ${first.port}`;
  if (first.status !== second.status)
    return fails("answer", `${where} answers ${statusWords(second)}, and before ${statusWords(first)}`);
  if (Buffer.from(first.body).equals(second.body))
    return passes("answer", `${where} answers ${statusWords(second)}, the same as before`);
  if (!first.steady || !second.steady)
    return passes(
      "answer",
      `${where} answers ${statusWords(second)}, as before; its text changes from one answer to the next`,
    );
  return fails("answer", `${where} answers ${statusWords(second)}, another text than before`);
}

function statusWords({ status, body }: Answered): string {
  return status === null ? "no HTTP" : `${status} with ${body.length} bytes`;
}

function portWords(ports: readonly number[]): string {
  if (ports.length === 0) return "no port is open";
  return `${ports.length === 1 ? "port" : "ports"} ${ports.join(", ")} ${ports.length === 1 ? "is" : "are"} open`;
}

/** Why a program ended stands in what it printed last. */
function lastWords({ output }: Started): string {
  const last = output.at(-1);
  return last === undefined ? "" : `; its last words: \`${last.replaceAll("`", "'")}\``;
}

function alike(both: boolean): string {
  return both ? ", nor the first image" : "";
}

function passes(name: string, detail: string): Finding {
  return { check: { name, ok: true, detail }, meaning: "passes" };
}

function fails(name: string, detail: string): Finding {
  return { check: { name, ok: false, detail }, meaning: "fails" };
}

function unknown(name: string, detail: string): Finding {
  return { check: { name, ok: false, detail }, meaning: "unknown" };
}

function sideOf({ label, observation }: Observed): SmokeSide {
  if (observation.kind === "refused")
    return {
      label,
      state: "refused",
      exitCode: null,
      ports: null,
      answers: [],
      output: [observation.reason],
      seconds: 0,
    };
  const { state, ports, answers, output, seconds } = observation;
  return {
    label,
    state: state.kind,
    exitCode: state.kind === "exited" ? state.code : null,
    ports,
    answers: answers.map(({ port, status, body }) => ({ port, status, bodyBytes: body.length })),
    output,
    seconds: Math.round(seconds * 10) / 10,
  };
}
