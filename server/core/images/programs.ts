// Which of a few well-known programs an image has or lacks: what health checks and start commands ask for.
//
// Sources: the images' own Dockerfiles (docker-library, nodejs/docker-node, dotnet/dotnet-docker,
// GoogleContainerTools/distroless), the package lists of the distributions' base images, busybox's applets.

import type { ImageFacts } from "./facts.ts";

export type WellKnownProgram =
  | "curl"
  | "wget"
  | "bash"
  | "node"
  | "npm"
  | "python"
  | "python3"
  | "java"
  | "ruby"
  | "php"
  | "perl"
  | "dotnet"
  | "go";

/** Families whose full Debian variants are built on buildpack-deps, with curl, wget, git, perl and Python 3. */
const onBuildpackDeps = new Set([
  "node",
  "python",
  "ruby",
  "golang",
  "rust",
  "gcc",
  "buildpack-deps",
  "perl",
]);

/** What the image of a language is there for. */
const own: Readonly<Record<string, readonly WellKnownProgram[]>> = {
  node: ["node", "npm"],
  python: ["python", "python3"],
  ruby: ["ruby"],
  php: ["php"],
  composer: ["php"],
  perl: ["perl"],
  golang: ["go"],
};

/** Families of which nothing but the distribution and their own programs is in the image. */
const plain = new Set([
  "alpine",
  "debian",
  "ubuntu",
  "busybox",
  "node",
  "python",
  "ruby",
  "golang",
  "rust",
  "perl",
  "nginx",
  "dotnet/aspnet",
  "dotnet/runtime",
  "dotnet/runtime-deps",
]);

/** True or false where it is known; undefined for other images and programs. */
export function imageHasProgram(facts: ImageFacts, program: string): boolean | undefined {
  const { family, distribution, variant } = facts;
  if (facts.isScratch) return false;
  if (facts.windows || facts.viaMirror) return undefined;
  if (own[family]?.includes(program as WellKnownProgram) === true) return true;
  if (family.startsWith("distroless/")) return distrolessHas(facts, program);
  if (!plain.has(family) || variant.includes("onbuild") || distribution === undefined) return undefined;
  const slim = variant.includes("slim");
  if (family === "nginx") {
    if (program === "curl") return variant.includes("slim") ? undefined : true;
    if (program === "wget") return distribution === "alpine";
  }
  if (family.startsWith("dotnet/") && program === "dotnet") return family !== "dotnet/runtime-deps";
  switch (distribution) {
    case "alpine":
      return program === "wget" ? true : inAlpine(facts, program);
    case "busybox":
      return program === "wget" ? undefined : false;
    case "debian":
    case "ubuntu": {
      if (program === "bash" || program === "perl") return true;
      const full = onBuildpackDeps.has(family) && !slim;
      if (!full) return notInDebian.has(program) ? false : undefined;
      if (program === "curl" || program === "wget") return true;
      return program === "java" || program === "dotnet" || program === "php" ? false : undefined;
    }
    default:
      return undefined;
  }
}

const notInDebian = new Set([
  "curl",
  "wget",
  "node",
  "npm",
  "python",
  "python3",
  "java",
  "ruby",
  "php",
  "dotnet",
  "go",
]);

function inAlpine(facts: ImageFacts, program: string): boolean | undefined {
  // Node's image keeps nothing of Python, Perl or bash; nginx and PHP bring more than their own program.
  if (program === "curl" || program === "bash") return facts.family === "nginx" ? undefined : false;
  return notInDebian.has(program) || program === "perl" ? false : undefined;
}

function distrolessHas(facts: ImageFacts, program: string): boolean | undefined {
  if (facts.variant.includes("debug")) return program === "wget" ? true : undefined;
  switch (program) {
    case "node":
      return facts.family === "distroless/nodejs" ? undefined : false;
    case "java":
      return facts.family === "distroless/java";
    case "python":
    case "python3":
      return facts.family === "distroless/python" ? undefined : false;
    default:
      return false;
  }
}
