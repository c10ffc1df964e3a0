// The runtime images of .NET: which one stands beside an SDK image, and what it lacks.
//
// Source: dotnet/dotnet-docker, documentation/supported-tags.md and the Dockerfiles of the versions; the tags of
// microsoft/dotnet and microsoft/aspnetcore as its README listed them until 2018.

import type { ImageReference } from "../images/reference.ts";
import type { RuntimeImage, RuntimeNeeds } from "../split/runtime.ts";
import { imageOf } from "../split/runtime-variants.ts";

/** What a program needs of the image: the shared framework of ASP.NET Core, the plain one, or only its libraries. */
export type DotnetRuntime = "aspnet" | "runtime" | "runtime-deps";

export interface DotnetImageNeeds {
  readonly runtime: DotnetRuntime;
  /** `8.0`: the framework that the program asks for. */
  readonly framework: string;
  /** The program runs without ICU, so that an image without it makes no difference. */
  readonly invariant: boolean;
  /** No native library comes with its packages, so that another C library makes no difference. */
  readonly portable: boolean;
  /** It listens on a port below 1024. */
  readonly lowPort: boolean;
}

/** Words behind the version that SDK and runtime images have alike. */
const sharedSuffix =
  /^(?:(?:bookworm|bullseye|buster|stretch)-slim|trixie-slim|jammy|noble|focal|bionic|resolute|alpine(?:3\.\d+)?|azurelinux3\.0|cbl-mariner2\.0)?$/;

/** Releases whose SDK images are named without `-slim` and whose runtime images with it. */
const slimmed = /^(?:bullseye|buster|stretch|jessie)$/;

/** Versions with images made of few packages that have ICU and time zones, and the Ubuntu they are made of. */
const chiseled: Readonly<Record<string, string>> = {
  "8.0": "noble-chiseled-extra",
  "9.0": "noble-chiseled-extra",
  "10.0": "noble-chiseled-extra",
};

/** Gives the images that fit, best first; undefined when the SDK's image has no counterpart. */
export function dotnetRuntimes(
  base: ImageReference,
  needs: DotnetImageNeeds,
): ((split: RuntimeNeeds) => readonly RuntimeImage[]) | undefined {
  const counterpart = counterpartOf(base, needs);
  if (counterpart === undefined) return undefined;
  const { name, tag } = counterpart;
  return (split) => {
    const musl = tag.includes("alpine");
    const found: RuntimeImage[] = [ours(imageOf(musl ? "alpine" : "slim", `${name}:${tag}`), needs)];
    const small = Object.hasOwn(chiseled, needs.framework) ? chiseled[needs.framework] : undefined;
    const plain = name.includes("mcr.microsoft.com/") && !musl && !/azurelinux|mariner|resolute/.test(tag);
    // The image starts as its own user, and has neither a shell nor a package manager.
    if (small !== undefined && plain && !split.keepsUser && !needs.lowPort)
      found.push({
        ...ours(imageOf("distroless", `${name}:${needs.framework}-${small}`), needs),
        nonRoot: true,
      });
    if (plain && needs.invariant && needs.portable)
      found.push(ours(imageOf("alpine", `${name}:${needs.framework}-alpine`), needs));
    return found;
  };
}

function ours(image: RuntimeImage, needs: DotnetImageNeeds): RuntimeImage {
  const { user: _user, ...rest } = image;
  const has = new Set([...image.has, "certificates", "time-zones"] as const);
  return {
    ...rest,
    has,
    // Since version 8 every image has a user for programs, and its number in a variable.
    ...(Number(needs.framework) >= 8 ? { user: "$APP_UID" } : {}),
    ...(needs.lowPort
      ? { rootBecause: "The user stays root, because the program listens on a port below 1024" }
      : {}),
  };
}

interface Counterpart {
  readonly name: string;
  readonly tag: string;
}

/** `mcr.microsoft.com/dotnet/sdk:8.0-jammy` gives `mcr.microsoft.com/dotnet/aspnet:8.0-jammy`. */
function counterpartOf(base: ImageReference, needs: DotnetImageNeeds): Counterpart | undefined {
  if (base.digest !== undefined) return undefined;
  const { framework, runtime } = needs;
  const sdk = /^(.*\/dotnet\/(?:core\/)?)sdk$/.exec(base.name);
  if (sdk?.[1] !== undefined) {
    const suffix = suffixOf(base.tag ?? "", framework);
    return suffix === undefined ? undefined : { name: `${sdk[1]}${runtime}`, tag: `${framework}${suffix}` };
  }
  // The older repositories have tags up to 3.0, and ASP.NET Core's framework in images of its own since 2.0.
  if (Number(framework) < 2 || Number(framework) > 3) return undefined;
  if (/(?:^|\/)microsoft\/aspnetcore-build$/.test(base.name) && framework === "2.0")
    return { name: base.name.replace(/-build$/, ""), tag: framework };
  if (!/(?:^|\/)microsoft\/dotnet$/.test(base.name)) return undefined;
  if (runtime === "aspnet" && framework === "2.0")
    return { name: base.name.replace(/dotnet$/, "aspnetcore"), tag: framework };
  const suffix = suffixOf((base.tag ?? "").replace(/-?sdk(?=-|$)/, ""), framework);
  if (suffix === undefined) return undefined;
  const kind = runtime === "aspnet" ? "aspnetcore-runtime" : runtime;
  return { name: base.name, tag: `${framework}-${kind}${suffix}` };
}

/** What follows the version in the tag of the runtime image; undefined when the tag says something unknown. */
function suffixOf(tag: string, framework: string): string | undefined {
  const match = /^(\d+\.\d+)?(?:\.\d+)?-?(.*)$/.exec(tag === "latest" ? "" : tag);
  if (match === null) return undefined;
  const words = (match[2] ?? "").replace(/-?aot$/, "").replace(/-(?:amd64|arm64v8|arm32v7)$/, "");
  const suffix = slimmed.test(words) ? `${words}-slim` : words;
  if (!sharedSuffix.test(suffix)) return undefined;
  // An older framework on a newer SDK: which releases that version has isn't known, apart from alpine's own tag.
  if (match[1] !== framework) return suffix.startsWith("alpine") ? "-alpine" : "";
  return suffix === "" ? "" : `-${suffix}`;
}
