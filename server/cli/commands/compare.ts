// `compare`: builds two versions of an image and shows what the difference is worth.

import { writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import {
  compareSides as buildAndMeasure,
  estimateOutcome,
  htmlReport,
  markdownReport,
  parseSize,
  structureTest,
  textReport,
} from "../../engine/index.ts";
import type { CompareFailure, CompareOutcome, CompareResult } from "../../protocol/compare.ts";
import { defineCommand, type Session } from "../command.ts";
import { type Against, compareSides, type FoundSides, type Sides } from "../compare-sides.ts";
import { type ExitCode, exitCodes, TroubleError } from "../exit.ts";
import { inputOptions, loadOne } from "../inputs.ts";
import { printable, printableLine } from "../printable.ts";
import { progressLine } from "../progress.ts";
import { inputRemarks } from "../project-inputs.ts";
import { severalSides } from "../several-sides.ts";

const reports: Readonly<Record<string, (result: CompareResult, title: string) => string>> = {
  text: textReport,
  markdown: markdownReport,
  json: (result) => `${JSON.stringify(result, null, 2)}\n`,
  html: (result, title) => htmlReport(result, { title }),
};

const failureCodes: Readonly<Partial<Record<CompareFailure["kind"], ExitCode>>> = {
  "base-image-unavailable": exitCodes.buildFailed,
  "build-failed": exitCodes.buildFailed,
  "both-sides-fail": exitCodes.buildFailed,
  "disk-full": exitCodes.buildFailed,
  cancelled: exitCodes.cancelled,
};

const extraNames = ["smoke", "vulnerabilities", "compressed"] as const;

/** Failures after which tables are the next best answer. */
const withoutEngine: readonly CompareFailure["kind"][] = [
  "no-client",
  "engine-not-running",
  "permission-denied",
];

export const compareCommand = defineCommand({
  name: "compare",
  summary: "Build two versions of an image and compare their sizes.",
  operands: { usage: "PATH...", least: 1, most: Number.POSITIVE_INFINITY },
  options: {
    with: { kind: "text", value: "FILE", help: "Compare with this Dockerfile." },
    git: { kind: "text", value: "REF", help: "Compare the file at this git revision with the working copy." },
    split: { kind: "flag", help: "Compare with the split, or say why there is none." },
    ...inputOptions,
    target: {
      kind: "list",
      value: "STAGE",
      help: "Build this stage instead of the last; several are compared.",
    },
    engine: {
      kind: "choice",
      choices: ["auto", "docker", "podman", "nerdctl"],
      default: "auto",
      help: "The container engine's client; auto is the first of them in PATH.",
    },
    "build-arg": { kind: "list", value: "K=V", help: "A build argument; its value is never shown." },
    secret: { kind: "list", value: "S", help: "A secret, as for `docker build`; its value is never shown." },
    ssh: { kind: "list", value: "S", help: "An SSH agent or key, as for `docker build`." },
    "build-context": { kind: "list", value: "N=V", help: "A named build context." },
    network: { kind: "text", value: "N", help: "The network of RUN instructions." },
    platform: { kind: "list", value: "P", help: "The platform to build for; several are compared." },
    format: {
      kind: "choice",
      choices: ["text", "json", "markdown", "html"],
      default: "text",
      help: "How to print the result.",
    },
    verify: {
      kind: "flag",
      help: "Exit with 1 when the built image can't start: a file, library, user or right that it needs is missing.",
    },
    smoke: {
      kind: "flag",
      help: "Start both images without network for some seconds, and exit with 1 when the last one runs, listens or answers otherwise than the first.",
    },
    vulnerabilities: {
      kind: "flag",
      help: "Count known vulnerabilities with trivy, grype or Docker Scout, where one is installed.",
    },
    compressed: {
      kind: "flag",
      help: "Say how large the layers are when they are pulled, packing them where the engine keeps them unpacked.",
    },
    "structure-test": {
      kind: "text",
      value: "FILE",
      help: "Write what the last image needs and says as a test for `container-structure-test`.",
    },
    budget: { kind: "text", value: "SIZE", help: "Exit with 1 when the last side is larger, as `50MB`." },
    estimate: { kind: "flag", help: "Build nothing and answer from tables of image sizes." },
    keep: { kind: "flag", help: "Leave the built images under their tags." },
  },
  notes: [
    "Without `--with`, `--git` and `--split` a file that can be split is compared with its split, any other with what is committed, or it is measured alone.",
    "The images, step images and temporary files of the comparison are removed when it ends; the build cache stays.",
    "Exit codes: 0 compared, 1 over the budget, with --verify unable to start or with --smoke other than before, 2 wrong usage, unreadable input or no engine, 3 no split, 4 a build failed (of several images the others are measured all the same), 130 cancelled.",
  ],
  run: async (session, { options, operands }) => {
    const against = againstOf(options);
    const budgetBytes = budgetOf(options.budget);
    if (options.estimate && (options.smoke || options["structure-test"] !== undefined))
      throw new TroubleError(
        "`--smoke` and `--structure-test` need built images, which `--estimate` does not make",
      );
    const platforms = options.platform.flatMap((each) => each.split(","));
    const several = operands.length > 1 || options.target.length > 1 || platforms.length > 1;
    if (several && against.kind !== "default")
      throw new TroubleError(
        "`--with`, `--git` and `--split` go with one path, one target and one platform",
        "Leave it out to compare several images.",
      );
    const found = several
      ? await severalSides(session, { ...options, operands, targets: options.target, platforms })
      : await sidesOfOne(session, operands[0] ?? "", options, against);
    const { name, sides } = found;
    if (sides.kind === "declined") return reportDeclined(session, name, sides);
    if (!found.contextKnown && !options.estimate) session.terminal.err.write(unknownContext);
    for (const remark of sides.remarks) session.terminal.err.write(`${printableLine(remark)}.\n`);
    const outcome = options.estimate
      ? estimateOutcome(
          sides.sides.map(({ estimate }) => estimate),
          { budgetBytes },
        )
      : await measure(session, sides, {
          buildArgs: options["build-arg"],
          secrets: options.secret,
          ssh: options.ssh,
          buildContexts: options["build-context"],
          network: options.network,
          platform: platforms[0],
          extras: extraNames.filter((name) => options[name]),
          images: options.keep ? "keep" : "remove",
          engine: options.engine === "auto" ? undefined : options.engine,
          budgetBytes,
        });
    if (!outcome.ok) return reportFailure(session, name, outcome.failure);
    const report = reports[options.format] ?? textReport;
    session.terminal.out.write(report(outcome.result, name));
    const unbuilt = outcome.result.sides.flatMap(({ failure }) => failure ?? []);
    // The text says it in its place.
    if (options.format !== "text") for (const failure of unbuilt) reportFailure(session, name, failure);
    const { verification, smoke, budget } = outcome.result;
    if (options["structure-test"] !== undefined)
      await writeStructureTest(session, options["structure-test"], outcome.result);
    if (unbuilt.length > 0) return exitCodes.buildFailed;
    const broken = (options.verify && verification?.status === "fails") || smoke?.status === "fails";
    return budget?.exceeded === true || broken ? exitCodes.findings : exitCodes.clean;
  },
});

async function sidesOfOne(
  session: Session,
  operand: string,
  options: {
    readonly context: string | undefined;
    readonly config: string | undefined;
    readonly target: readonly string[];
    readonly platform: readonly string[];
  },
  against: Against,
): Promise<FoundSides> {
  const { config, target, platform } = options;
  const file = await loadOne(session, operand, options);
  const context = file.context?.folder ?? (file.path === undefined ? session.cwd : dirname(file.path));
  const sides = await compareSides(
    { session, file, context, config, target: target[0], platform: platform[0] },
    against,
  );
  const remarked =
    sides.kind === "sides" ? { ...sides, remarks: [...sides.remarks, ...inputRemarks([file])] } : sides;
  return { name: file.name, sides: remarked, contextKnown: file.context !== undefined };
}

/** Says what became of it on standard error, where it does not mix with the report. */
async function writeStructureTest(
  { cwd, terminal }: Session,
  name: string,
  result: CompareResult,
): Promise<void> {
  const text = structureTest(result);
  if (text === undefined) {
    terminal.err.write(`${printableLine(`${name} is not written: the image can't start`)}.\n`);
    return;
  }
  try {
    await writeFile(resolve(cwd, name), text);
  } catch (error) {
    throw new TroubleError(`${name} can't be written: ${error instanceof Error ? error.message : error}`);
  }
  terminal.err.write(`${printableLine(`Wrote ${name}`)}.\n`);
}

function againstOf(options: {
  readonly with: string | undefined;
  readonly git: string | undefined;
  readonly split: boolean;
}): Against {
  const { with: path, git: revision, split } = options;
  if ([path !== undefined, revision !== undefined, split].filter(Boolean).length > 1)
    throw new TroubleError("Only one of `--with`, `--git` and `--split` can be given");
  if (path !== undefined) return { kind: "file", path };
  if (revision !== undefined) return { kind: "git", revision };
  return { kind: split ? "split" : "default" };
}

function budgetOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const bytes = parseSize(text);
  if (bytes === undefined)
    throw new TroubleError(`\`--budget\` takes a size, not \`${text}\``, "Give it as `50MB`.");
  return bytes;
}

/** Engines' clients take the same folder when they are given none. */
const unknownContext =
  "The build context is not known, so it is the file's folder; `--context DIR` names another.\n";

async function measure(
  session: Session,
  sides: Extract<Sides, { kind: "sides" }>,
  options: Omit<Parameters<typeof buildAndMeasure>[0], "sides">,
): Promise<CompareOutcome> {
  const progress = progressLine(session.terminal.err);
  const outcome = await buildAndMeasure(
    {
      ...options,
      sides: sides.sides.map(({ build }) => build),
      plannedFields: sides.plannedFields,
      signal: session.signal,
    },
    { onProgress: progress.show },
  );
  progress.end();
  return outcome;
}

function reportDeclined(
  session: Session,
  name: string,
  { summary }: Extract<Sides, { kind: "declined" }>,
): ExitCode {
  for (const { line, message } of summary.reasons) {
    const place = line === null ? name : `${name}:${line + 1}`;
    session.terminal.err.write(`${printableLine(`${place}: not split: ${message}`)}\n`);
  }
  return exitCodes.declined;
}

function reportFailure(session: Session, name: string, failure: CompareFailure): ExitCode {
  const { err } = session.terminal;
  const { line, side, message } = failure;
  const place =
    line === undefined ? "" : side === "original" ? `${name}:${line + 1}: ` : `line ${line + 1} of ${side}: `;
  for (const output of failure.output ?? []) err.write(`  ${printable(output)}\n`);
  err.write(`lean-dockerfile compare: ${printableLine(place + message)}\n`);
  if (withoutEngine.includes(failure.kind))
    err.write("Without an engine, `--estimate` answers from tables of image sizes.\n");
  return failureCodes[failure.kind] ?? exitCodes.trouble;
}
