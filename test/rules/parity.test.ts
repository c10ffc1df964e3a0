// Every check of hadolint and BuildKit is named by a rule of ours, and none that they don't have.

import { expect, it } from "vitest";
import { rules } from "../../server/core/rules/registry.ts";

/** hadolint 2.15: its own checks, without DL1000 (a file that it can't parse) and ShellCheck's. */
const hadolint =
  "DL1001 DL3000 DL3001 DL3002 DL3003 DL3004 DL3006 DL3007 DL3008 DL3009 DL3010 DL3011 DL3012 DL3013 DL3014 DL3015 DL3016 DL3018 DL3019 DL3020 DL3021 DL3022 DL3023 DL3024 DL3025 DL3026 DL3027 DL3028 DL3029 DL3030 DL3032 DL3033 DL3034 DL3035 DL3036 DL3037 DL3038 DL3040 DL3041 DL3042 DL3043 DL3044 DL3045 DL3046 DL3047 DL3048 DL3049 DL3050 DL3051 DL3052 DL3053 DL3054 DL3055 DL3056 DL3057 DL3058 DL3059 DL3060 DL3061 DL3062 DL3063 DL3064 DL3065 DL3066 DL3067 DL4000 DL4001 DL4003 DL4004 DL4005 DL4006".split(
    " ",
  );

/** BuildKit's build checks, frontend/dockerfile/linter, the experimental one included. */
const buildkit =
  "StageNameCasing FromAsCasing NoEmptyContinuation ConsistentInstructionCasing DuplicateStageName ReservedStageName JSONArgsRecommended MaintainerDeprecated UndefinedArgInFrom UndefinedVar WorkdirRelativePath MultipleInstructionsDisallowed LegacyKeyValueFormat InvalidBaseImagePlatform RedundantTargetPlatform SecretsUsedInArgOrEnv InvalidDefaultArgInFrom FromPlatformFlagConstDisallowed CopyIgnoredFile InvalidDefinitionDescription ExposeProtoCasing ExposeInvalidFormat".split(
    " ",
  );

const named = new Set(rules.flatMap((rule) => rule.sources));
const wanted = [...hadolint.map((code) => `hadolint:${code}`), ...buildkit.map((name) => `buildkit:${name}`)];

it("knows all checks of both", () => {
  expect(hadolint).toHaveLength(71);
  expect(buildkit).toHaveLength(22);
});

it("has a rule for every check", () => {
  expect(wanted.filter((source) => !named.has(source))).toEqual([]);
});

it("names no check that does not exist", () => {
  const known = new Set(wanted);
  const stray = [...named].filter((source) => /^(?:hadolint|buildkit):/.test(source) && !known.has(source));
  expect(stray).toEqual([]);
});
