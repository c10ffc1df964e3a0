// Several images at once: every Dockerfile with every target and every platform that was named, one side each.

import { dirname } from "node:path";
import { ruleFile } from "../core/analysis.ts";
import { instructionPlaces } from "../core/split/comparison.ts";
import type { Session } from "./command.ts";
import type { FoundSides, Side } from "./compare-sides.ts";
import { TroubleError } from "./exit.ts";
import { type InputFile, loadOne } from "./inputs.ts";
import { inputRemarks, projectInputs } from "./project-inputs.ts";

/** What was named more than once, or may be. */
export interface Several {
  readonly operands: readonly string[];
  readonly targets: readonly string[];
  readonly platforms: readonly string[];
  /** The options `--context` and `--config`. */
  readonly context: string | undefined;
  readonly config: string | undefined;
}

/** No comparison has room for more, and each is a build. */
const mostSides = 24;

const basis = "only the size of a split and of the file that it is made of can be estimated";

/** Throws a `TroubleError` where a path can't be read, or where it would be too many builds. */
export async function severalSides(session: Session, several: Several): Promise<FoundSides> {
  const found = new Map<string, InputFile>();
  for (const operand of several.operands) {
    const file = await loadOne(session, operand, several);
    found.set(file.path ?? file.name, file);
  }
  const files = [...found.values()];
  const targets = several.targets.length === 0 ? [undefined] : several.targets;
  const platforms = several.platforms.length === 0 ? [undefined] : several.platforms;
  const count = files.length * targets.length * platforms.length;
  if (count > mostSides)
    throw new TroubleError(`${count} images are too many to build at once`, `Name at most ${mostSides}.`);
  const sides = files.flatMap((file) =>
    targets.flatMap((target) =>
      platforms.map((platform) => {
        const parts = {
          file: files.length > 1 ? file.name : undefined,
          target: targets.length > 1 ? target : undefined,
          platform: platforms.length > 1 ? platform : undefined,
        };
        return sideOf(session, file, { target, platform, label: labelOf(parts) || file.name });
      }),
    ),
  );
  return {
    name: files.length === 1 ? (files[0]?.name ?? "") : `${files.length} Dockerfiles`,
    sides: { kind: "sides", sides, plannedFields: [], remarks: inputRemarks(files) },
    contextKnown: files.every(({ context }) => context !== undefined),
  };
}

/** What tells a side from the others: `api/Dockerfile`, `build`, `linux/arm64`, or several of these. */
function labelOf(parts: {
  readonly file: string | undefined;
  readonly target: string | undefined;
  readonly platform: string | undefined;
}): string {
  return [parts.file, parts.target, parts.platform].filter((part) => part !== undefined).join(" ");
}

function sideOf(
  session: Session,
  file: InputFile,
  choice: {
    readonly label: string;
    readonly target: string | undefined;
    readonly platform: string | undefined;
  },
): Side {
  const context = file.context?.folder ?? (file.path === undefined ? session.cwd : dirname(file.path));
  return {
    build: {
      ...choice,
      ...projectInputs(file, choice.platform),
      dockerfileText: file.text,
      dockerfilePath: file.path ?? `${context}/Dockerfile`,
      context,
      steps: instructionPlaces(ruleFile({ text: file.text, today: session.today })),
    },
    estimate: { label: choice.label, dockerfile: file.name, bytes: null, basis },
  };
}
