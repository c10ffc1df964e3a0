// The language server as a Node program: over standard streams with `--stdio`, or over Node's IPC from an editor.

import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { version } from "../../package.json";
import {
  type BuildSide,
  compareSides,
  diskUsage,
  diskUsageMarkdown,
  type Engine,
  estimateOutcome,
  headline,
  htmlReport,
  imageContents,
  imageDigest,
  localImages,
  MeasurementCache,
  markdownReport,
  parseSize,
  prune,
  reachEngine,
  structureTest,
  workerExaminer,
} from "../engine/index.ts";
import { findConfiguration } from "../node/configuration.ts";
import { weighContext } from "../node/context-weight.ts";
import { findContext } from "../node/find-context.ts";
import { committedText } from "../node/git.ts";
import { loadSnapshot } from "../node/reader.ts";
import { runShellcheck } from "../node/shellcheck.ts";
import type { CompareFailure, CompareOutcome, CompareResponse, ScannerReport } from "../protocol/compare.ts";
import type {
  ComparisonHost,
  ComparisonJob,
  ComparisonSide,
  FileHost,
  Host,
  HousekeepingHost,
} from "./host.ts";
import { createServer } from "./server.ts";

const usage = `Usage: lean-dockerfile-language-server --stdio

Speaks the Language Server Protocol on standard input and output. --version prints the version.
`;

const files: FileHost = {
  pathOf: (uri) => {
    if (!uri.startsWith("file:")) return undefined;
    try {
      return fileURLToPath(uri);
    } catch {
      // An address with a foreign host, or one that no path can stand for.
      return undefined;
    }
  },
  uriOf: (file) => pathToFileURL(file).toString(),
  folderOf: (file) => path.dirname(file),
  contextOf: (question) => findContext(question),
  configurationOf: findConfiguration,
  load: loadSnapshot,
  weigh: (context, paths) => weighContext(context, paths),
};

const measurements = new MeasurementCache();

/** Examining takes seconds of computing, which this thread needs for its answers. The worker is built beside this file. */
const examine = workerExaminer(path.join(__dirname, "worker.js"));

const comparison: ComparisonHost = {
  compare: async (job, callbacks) => {
    const budgetBytes = parseSize(job.sizeBudget);
    const reports: ScannerReport[] = [];
    const outcome =
      job.mode === "estimate"
        ? estimateOutcome(
            job.sides.map(({ label, estimatedBytes }) => ({
              label,
              dockerfile: job.dockerfile,
              bytes: estimatedBytes ?? null,
              basis:
                estimatedBytes === undefined
                  ? "only a split and what it is made of can be estimated."
                  : "from the sizes of base images in tables and the files that are read of the context.",
            })),
            { budgetBytes },
          )
        : await compareSides(
            {
              sides: job.sides.map((side) => buildSide(job, side)),
              enginePath: job.enginePath === "" ? undefined : job.enginePath,
              buildArgs: argumentsOf(job.buildArgs),
              images: job.images,
              extras: job.extras,
              budgetBytes,
              plannedFields: job.plannedFields,
              cache: measurements,
              examine,
              signal: callbacks.signal,
            },
            { ...callbacks, onScannerReport: (report) => reports.push(report) },
          );
    const response = inWords(outcome, job);
    return response.ok && reports.length > 0 ? { ...response, scannerReports: reports } : response;
  },
  committedText: async (dockerfile, revision) => {
    const found = await committedText(dockerfile, revision);
    return found.kind === "text" ? found.text : undefined;
  },
};

function argumentsOf(args: Readonly<Record<string, string>> = {}): readonly string[] {
  return Object.entries(args).map(([name, value]) => `${name}=${value}`);
}

function buildSide(job: ComparisonJob, { place, ...side }: ComparisonSide): BuildSide {
  const { dockerfile, context } = place ?? job;
  return {
    label: side.label,
    target: side.target,
    platform: side.platform ?? side.inputs?.platform,
    buildArgs: argumentsOf(side.inputs?.args),
    dockerfileText: side.text,
    dockerfilePath: dockerfile,
    context: context ?? path.dirname(dockerfile),
    steps: side.steps,
  };
}

function inWords(
  outcome: CompareOutcome,
  { context, mode, dockerfile, uri, documentSide, remarks }: ComparisonJob,
): CompareResponse {
  if (!outcome.ok) return outcome;
  const guessed = "The build context is not known, so it is the Dockerfile's folder.";
  const also =
    mode === "measure"
      ? [...remarks.map((remark) => `${remark}.`), ...(context === undefined ? [guessed] : [])]
      : [];
  const notes = [...outcome.result.notes, ...also];
  const result = { ...outcome.result, notes };
  const test = structureTest(result);
  return {
    ok: true,
    result,
    ...(test === undefined ? {} : { structureTest: test }),
    headline: headline(result),
    markdown: markdownReport(result),
    html: htmlReport(result, {
      title: path.basename(dockerfile),
      subject: uri,
      documentSide,
      hasStructureTest: test !== undefined,
    }),
  };
}

const housekeeping: HousekeepingHost = {
  images: (enginePath, { which }) =>
    withEngine(enginePath, async (engine) => {
      const answer = await localImages(engine, which);
      return answer.ok ? { ok: true, images: answer.value } : answer;
    }),
  imageContents: (enginePath, { image }, signal) =>
    withEngine(enginePath, async (engine) => {
      const outcome = await imageContents(engine, image, { cache: measurements, examine, signal });
      if (!outcome.ok) return outcome;
      const { result } = outcome;
      return {
        ok: true,
        result,
        headline: headline(result),
        markdown: markdownReport(result),
        html: htmlReport(result, { title: image, subject: image }),
      };
    }),
  diskUsage: (enginePath) =>
    withEngine(enginePath, async (engine) => {
      const answer = await diskUsage(engine);
      if (!answer.ok) return answer;
      return { ok: true, rows: answer.value, markdown: diskUsageMarkdown(answer.value) };
    }),
  prune: (enginePath, { what }) =>
    withEngine(enginePath, async (engine) => {
      const answer = await prune(engine, what);
      return answer.ok ? { ok: true, ...answer.value } : answer;
    }),
  imageDigest: (enginePath, { image, source }, signal) =>
    withEngine(enginePath, async (engine) => {
      const answer = await imageDigest(engine, image, source, signal);
      return answer.ok ? { ok: true, ...answer.value } : answer;
    }),
};

async function withEngine<T>(
  enginePath: string,
  ask: (engine: Engine) => Promise<T>,
): Promise<T | { readonly ok: false; readonly failure: CompareFailure }> {
  const found = await reachEngine({ enginePath: enginePath === "" ? undefined : enginePath });
  return found.ok ? ask(found.engine) : found;
}

const host: Host = {
  today: () => new Date().toISOString().slice(0, 10),
  files,
  comparison,
  housekeeping,
  shellcheck: { check: runShellcheck },
};

function main(args: readonly string[]): void {
  if (args.includes("--version")) {
    process.stdout.write(`${version}\n`);
    return;
  }
  // Editors start it with one of these; without any, a person sees what it is for.
  const transport = args.some((arg) => /^--(?:stdio|node-ipc|socket=|pipe=|clientProcessId=)/.test(arg));
  if (!transport) {
    process.stderr.write(usage);
    process.exitCode = args.includes("--help") ? 0 : 2;
    return;
  }
  const connection = createConnection(ProposedFeatures.all);
  createServer(connection, host);
  connection.listen();
}

main(process.argv.slice(2));
