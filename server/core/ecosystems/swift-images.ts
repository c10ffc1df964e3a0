// What a Swift program runs on: the slim variant of its builder, or the distribution that the builder is made of.

import type { Stage } from "../model/stage.ts";
import { runtimeHalves } from "../split/run-time-halves.ts";
import type { RuntimeImage, RuntimeNeeds } from "../split/runtime.ts";
import { imageOf } from "../split/runtime-variants.ts";

export interface SwiftRuntime {
  readonly images: (needs: RuntimeNeeds) => readonly RuntimeImage[];
  /** System packages that the program needs there. */
  readonly packages: readonly string[];
  /** Absolute paths in the builder of folders with libraries that the image lacks. */
  readonly folders: readonly string[];
  /** Why this image, as a sentence for the assumptions. */
  readonly because: string;
}

/** Undefined where no image is known that has what the program needs. */
export function swiftRuntime(stage: Stage, library: "static" | "shared"): SwiftRuntime | undefined {
  const base = stage.rootBase;
  if (base.kind !== "image" || stage.imageFacts?.family !== "swift" || base.reference.digest !== undefined)
    return undefined;
  const { name, tag = "latest" } = base.reference;
  if (library === "static") {
    const packages = staticPackages(stage);
    // Ubuntu 18.04 and earlier have other names for the libraries.
    const images = packages.length === 2 ? distributionImage(stage) : undefined;
    if (images !== undefined)
      return {
        images,
        packages,
        folders: [],
        because: "The standard library is in the program, so it needs only the distribution of the builder",
      };
  }
  const slim = slimTag(tag);
  if (slim === undefined) return withoutSlimVariant(stage);
  const image = imageOf("slim", `${name}:${slim}`);
  // `tzdata` is in every slim image, and `ca-certificates` comes with its libcurl.
  const has = new Set([...image.has, "certificates", "time-zones"] as const);
  return {
    images: () => [{ ...image, has }],
    packages: library === "static" ? staticPackages(stage) : [],
    folders: [],
    because:
      library === "static"
        ? "The standard library is in the program, so it needs only the distribution of the builder"
        : "The program needs Swift's libraries, which the slim variant of the same image has",
  };
}

/** What Foundation links where the standard library is static. Source: the Dockerfile of vapor/template. */
function staticPackages(stage: Stage): readonly string[] {
  const release = stage.imageFacts?.release;
  return ["libcurl4-openssl-dev", "libxml2-dev"].flatMap((name) => runtimeHalves(name, release) ?? []);
}

/**
 * The libraries that Swift 4.2's own are linked to, in Ubuntu 16.04. Source: the Dockerfile of `swift:4.2`
 * (swiftlang/swift-docker), whose development packages these are the run-time halves of, and that of `swift:5.0-slim`,
 * the first slim variant, which lies on the same Ubuntu and unpacks this one folder.
 */
const before5 = {
  release: "16.04",
  packages: ["libatomic1", "libbsd0", "libcurl3", "libicu55", "libssl1.0.0", "libxml2", "zlib1g"],
  folder: "/usr/lib/swift/linux",
};

function withoutSlimVariant(stage: Stage): SwiftRuntime | undefined {
  const images = stage.imageFacts?.release === before5.release ? distributionImage(stage) : undefined;
  if (images === undefined) return undefined;
  return {
    images,
    packages: before5.packages,
    folders: [before5.folder],
    because: `Swift before 5.0 has no slim variant, so the program moves to the Ubuntu ${before5.release} of its builder, with Swift's libraries out of \`${before5.folder}\``,
  };
}

/** The distribution that the builder is made of, which has neither certificates nor time zones. */
function distributionImage(stage: Stage): SwiftRuntime["images"] | undefined {
  const facts = stage.imageFacts;
  if (facts?.distribution !== "ubuntu" || facts.release === undefined) return undefined;
  const image = `ubuntu:${facts.release}`;
  const has = new Set(["users", "temporary-folder"] as const);
  return ({ mirror }) => [{ ...imageOf("slim", `${mirror ?? ""}${image}`), has }];
}

/** Source: docker-library/official-images, library/swift: slim variants since 5.0, for every distribution. */
function slimTag(tag: string): string | undefined {
  if (tag === "latest") return "slim";
  const match =
    /^(\d+)(?:\.(\d+)(?:\.\d+)?)?(?:-(xenial|bionic|focal|jammy|noble|bookworm|amazonlinux2|amazonlinux2023|rhel-ubi9|centos7|centos8))?$/.exec(
      tag,
    );
  if (match?.[1] === undefined || Number(match[1]) < 5) return undefined;
  // The slim image of 5.10 without a release is made of another Ubuntu than the full one.
  if (match[1] === "5" && match[2] === "10" && match[3] === undefined) return `${tag}-jammy-slim`;
  return `${tag}-slim`;
}
