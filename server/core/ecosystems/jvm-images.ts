// Which Java a builder has, by its image or by the packages it installs, and the runtime images of the same version.
//
// Source of the tags: the files of docker-library/official-images (maven, gradle, clojure, eclipse-temurin,
// amazoncorretto, sapmachine, ibm-semeru-runtimes, tomcat) and the publishers' own repositories, read in 2026.

import type { ImageReference } from "../images/reference.ts";
import { stageCommands } from "../model/commands.ts";
import { packageCommand, packageName } from "../model/packages.ts";
import { baseName } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";

export type JavaVendor =
  | "temurin"
  | "corretto"
  | "zulu"
  | "sapmachine"
  | "semeru"
  | "liberica"
  | "redhat"
  /** openjdk and adoptopenjdk: no longer made. */
  | "openjdk"
  /** Installed by a package of the distribution. */
  | "distribution"
  /** No JRE image of it is known. */
  | "other";

/** The Java of a builder. */
export interface JavaBuilder {
  readonly vendor: JavaVendor;
  /** Undefined where the tag floats from version to version. */
  readonly version: number | undefined;
  readonly libc: "glibc" | "musl";
  readonly base: ImageReference | undefined;
  /** An application server's image, which runs what it is given: it stays the runtime image. */
  readonly server: string | undefined;
}

interface Family {
  readonly images: RegExp;
  readonly vendor: JavaVendor | ((tag: string) => JavaVendor);
  /** The version in the tag. */
  readonly version: RegExp;
  readonly server?: true;
}

const numbered = /^(?:open-)?(?:jdk-?|jre-?)?(?:1\.)?(\d{1,2})(?![\d])/;
const named =
  /(?:jdk|jre|java|openjdk|temurin|corretto|zulu|azulzulu|semeru|semeru-open|sapmachine|liberica|libericaopenjdk|ibmjava|oracle|graalvm-community|graal)-?(?:jammy-|focal-|noble-|alpine-)?(?:1\.)?(\d{1,2})(?![\d])/;

function vendorByTag(tag: string): JavaVendor {
  if (/corretto/.test(tag)) return "corretto";
  if (/temurin/.test(tag)) return "temurin";
  if (/zulu/.test(tag)) return "zulu";
  if (/sapmachine/.test(tag)) return "sapmachine";
  if (/semeru|openj9/.test(tag)) return "semeru";
  if (/liberica/.test(tag)) return "liberica";
  if (/graal|microsoft|dragonwell|ibmjava|oracle/.test(tag)) return "other";
  return "openjdk";
}

/** Images that name no vendor are made from eclipse-temurin since 2022. */
function newer(tag: string): JavaVendor {
  const vendor = vendorByTag(tag);
  return vendor === "openjdk" ? "temurin" : vendor;
}

const families: readonly Family[] = [
  { images: /^eclipse-temurin$/, vendor: "temurin", version: numbered },
  { images: /^amazoncorretto$/, vendor: "corretto", version: numbered },
  { images: /^azul\/zulu-openjdk(?:-alpine|-debian)?$/, vendor: "zulu", version: numbered },
  { images: /^sapmachine$/, vendor: "sapmachine", version: numbered },
  { images: /^ibm-semeru-runtimes$/, vendor: "semeru", version: numbered },
  {
    images: /^bellsoft\/liberica-openjdk-(?:alpine|alpine-musl|debian|centos|rocky)$/,
    vendor: "liberica",
    version: numbered,
  },
  { images: /^ubi\d+\/openjdk-\d+$/, vendor: "redhat", version: /$^/ },
  { images: /^(?:openjdk|java)$/, vendor: "openjdk", version: /(?:^|-)(?:1\.)?(\d{1,2})(?![\d])/ },
  {
    images: /^adoptopenjdk(?:\/openjdk\d+)?$/,
    vendor: (tag) => (/openj9/.test(tag) ? "semeru" : "openjdk"),
    version: numbered,
  },
  {
    images: /^(?:carlossg\/)?maven$/,
    vendor: (tag) => (/^(?:3\.[0-8]\b|alpine|slim)|jdk/.test(tag) ? vendorByTag(tag) : newer(tag)),
    version: named,
  },
  { images: /(?:^|\/)graalvm/, vendor: "other", version: numbered },
  // Since version 7 the images are made from eclipse-temurin.
  {
    images: /^gradle$/,
    vendor: (tag) => {
      const vendor = vendorByTag(tag);
      const old = /^[1-6]\./.test(tag);
      return vendor === "openjdk" && !old ? "temurin" : vendor;
    },
    version: named,
  },
  {
    images: /^clojure$/,
    vendor: (tag) => (/openjdk|2\.[0-9]\b/.test(tag) ? vendorByTag(tag) : newer(tag)),
    version: named,
  },
  {
    images: /^(?:sbtscala|hseeberger)\/scala-sbt$/,
    vendor: vendorByTag,
    version: /^(?:graalvm-ce-[\w.-]*-java|graalvm-community-|[a-z-]*?)(\d{1,2})(?:u|\.|_|-)/,
  },
  { images: /^tomcat$/, vendor: vendorByTag, version: named, server: true },
  {
    images:
      /^(?:jetty|tomee|open-liberty|websphere-liberty|payara\/(?:server-full|server-web|micro)|jboss\/wildfly|wildfly\/wildfly|glassfish)$/,
    vendor: "other",
    version: named,
    server: true,
  },
];

/** The Java that distributions install as their default. Source: the package trackers of Debian, Ubuntu and Alpine. */
const defaults: Readonly<Record<string, number>> = {
  stretch: 8,
  buster: 11,
  bullseye: 11,
  bookworm: 17,
  trixie: 21,
  "16.04": 8,
  "18.04": 11,
  "20.04": 11,
  "22.04": 11,
  "24.04": 21,
};

/** What Java a stage builds with; undefined when it is told by neither image nor packages. */
export function javaBuilder(stage: Stage): JavaBuilder | undefined {
  const root = stage.rootBase;
  const base = root.kind === "image" ? root.reference : undefined;
  const facts = stage.imageFacts;
  const tag = (base?.tag ?? "latest").toLowerCase();
  const libc =
    facts?.libc === "musl" || /alpine|musl/.test(`${tag} ${base?.repository ?? ""}`) ? "musl" : "glibc";
  const name = imageName(base);
  const family = families.find((each) => each.images.test(name));
  if (family !== undefined) {
    const vendor = typeof family.vendor === "string" ? family.vendor : family.vendor(tag);
    const inTag = family.version.exec(tag)?.[1] ?? /\/openjdk-?(\d+)$/.exec(name)?.[1];
    const old =
      name === "openjdk" || name === "java"
        ? oldDefault(tag)
        : // Until 2018 the images of Clojure named no Java: it was 8.
          name === "clojure" && /^lein-2\.[0-8](?:\.|$|-)/.test(tag)
          ? 8
          : undefined;
    const version = inTag === undefined ? old : Number(inTag);
    return { vendor, version, libc, base, server: family.server === true ? name : undefined };
  }
  const installed = installedVersion(stage);
  return installed === undefined
    ? undefined
    : { vendor: "distribution", version: installed.version, libc, base, server: undefined };
}

/** `library/` and a mirror's path are left out where the rest is a known image. */
function imageName(base: ImageReference | undefined): string {
  const repository = base?.repository ?? "";
  if (families.some((each) => each.images.test(repository))) return repository;
  const parts = repository.split("/");
  for (const count of [2, 1]) {
    const name = parts.slice(-count).join("/");
    if (base?.registry !== undefined && families.some((each) => each.images.test(name))) return name;
  }
  return repository;
}

/** `openjdk:alpine` was left at 8, `openjdk:latest` at 18. Source: docker-library/openjdk. */
function oldDefault(tag: string): number | undefined {
  return /^(?:jdk-)?alpine/.test(tag) ? 8 : undefined;
}

function installedVersion(stage: Stage): { readonly version: number | undefined } | undefined {
  let found: { readonly version: number | undefined } | undefined;
  for (const each of stage.chain)
    for (const run of stageCommands(each)) {
      const command = packageCommand(run);
      if (command?.action !== "install") continue;
      for (const word of command.packages) {
        const name = packageName(word);
        const version =
          /^openjdk-?(\d+)(?:-(?:jdk|jre)(?:-headless)?)?$/.exec(name)?.[1] ??
          /^java-(?:1\.)?(\d+)(?:\.0)?-(?:openjdk|amazon-corretto)(?:-devel|-headless)?$/.exec(name)?.[1] ??
          /^(?:temurin|zulu|java)-?(\d+)(?:-(?:jdk|jre|amazon-corretto-jdk))?$/.exec(name)?.[1];
        if (version !== undefined) found = { version: Number(version) };
        else if (/^default-(?:jdk|jre)(?:-headless)?$/.test(name))
          found ??= { version: defaults[stage.imageFacts?.release ?? ""] };
      }
    }
  return found;
}

/** The base is this image, behind a mirror or not. */
export function isOwnImage(base: ImageReference | undefined, name: string): boolean {
  return base !== undefined && (base.repository === name || baseName(base.repository) === name);
}
