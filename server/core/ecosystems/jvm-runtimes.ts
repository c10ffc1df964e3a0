// The JRE images for a builder's Java, best first, with what they bring.

import { jreTag } from "../images/jre-tags.ts";
import { mirrorOf, type RuntimeImage, type RuntimeNeeds } from "../split/runtime.ts";
import { imageOf } from "../split/runtime-variants.ts";
import { isOwnImage, type JavaBuilder } from "./jvm-images.ts";

export interface JavaProgram {
  /** The version that the runtime image has. */
  readonly version: number;
  /** It draws: fonts and their libraries are needed, which headless JREs leave out. */
  readonly draws: boolean;
  /** It listens on a port that only root may open on some hosts. */
  readonly lowPort: boolean;
}

/** Versions that eclipse-temurin has a JRE image of. Source: adoptium/containers and the tags on Docker Hub. */
const temurin: ReadonlySet<number> = new Set([8, 11, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26]);

/** Versions of distroless java on debian13. Source: GoogleContainerTools/distroless, java/README.md. */
const distroless: ReadonlySet<number> = new Set([17, 21, 25]);

/** What eclipse-temurin's Ubuntu images install. Source: adoptium/containers, 17/jre/ubuntu/noble/Dockerfile. */
const temurinPrograms: ReadonlySet<string> = new Set(["curl", "wget"]);

/** What Amazon Linux 2023 leaves out of its container image; Gradle's start scripts want `xargs`. */
const notInAmazonLinux: ReadonlySet<string> = new Set([
  "find",
  "xargs",
  "tar",
  "ps",
  "which",
  "hostname",
  "wget",
]);

/** Packages that are called the same on Debian and Ubuntu of every release. */
const sameEverywhere =
  /^(?:curl|wget|git|bash|ca-certificates|tzdata|fontconfig|fonts-dejavu(?:-core)?|graphviz|ffmpeg|imagemagick|tini|dumb-init|jq|openssl|openssh-client|netcat-openbsd|procps|iputils-ping|dnsutils|unzip|zip|locales|gosu|postgresql-client|default-mysql-client|redis-tools|tesseract-ocr|ghostscript|poppler-utils|libreoffice|sqlite3|less|vim|nano|net-tools|rsync|supervisor|cron|python3|perl|libfreetype6|libfontconfig1|dos2unix|gettext-base|telnet|iproute2|lsof|htop|libc6|zlib1g|libstdc\+\+6|gnupg|locales-all|wait-for-it|fonts-[\w-]+|ttf-[\w-]+|xfonts-[\w-]+)$/;

const lowPort = "The user stays root, because the program listens on a port below 1024";

/** The images for a version of Java; empty where none is known. */
export function javaRuntimes(
  builder: JavaBuilder,
  program: JavaProgram,
): (needs: RuntimeNeeds) => readonly RuntimeImage[] {
  return (needs) => {
    const images = [...ofVendor(builder, program, needs), ...ofTemurin(builder, program, needs)];
    return [...images, ...ofDistroless(builder, program, needs)]
      .filter((image) => installs(image, needs))
      .map((image) => (program.lowPort ? { ...image, rootBecause: lowPort } : image));
  };
}

/** The packages that are to be installed exist under the same names where the image comes from. */
function installs(image: RuntimeImage, needs: RuntimeNeeds): boolean {
  const packages = needs.packages.filter((name) => image.brings?.has(name) !== true);
  if (packages.length === 0) return true;
  if (image.packageManager === "apk") return true;
  return (
    image.packageManager === "apt" &&
    /^(?:debian|ubuntu|undefined)$/.test(String(needs.distribution)) &&
    packages.every((name) => sameEverywhere.test(name))
  );
}

function ofVendor(builder: JavaBuilder, program: JavaProgram, needs: RuntimeNeeds): readonly RuntimeImage[] {
  const { base, libc } = builder;
  const { version } = program;
  if (builder.server !== undefined) return serverImages(builder);
  const name = libc === "musl" ? "alpine" : "slim";
  const manager = libc === "musl" ? "apk" : "apt";
  const prefix = prefixFor(builder, needs);
  const made = (image: string, more: Partial<RuntimeImage> = {}): RuntimeImage => ({
    ...imageOf(name, image),
    hasShell: true,
    packageManager: manager,
    ...more,
  });
  switch (builder.vendor) {
    case "corretto": {
      if (libc === "musl") return version === 8 ? [made(`${prefix}amazoncorretto:8-alpine-jre`)] : [];
      if (version !== 8 && version < 11) return [];
      const kind = version === 8 ? "jre" : program.draws ? "headful" : "headless";
      return [
        made(`${prefix}amazoncorretto:${version}-${kind}`, {
          packageManager: undefined,
          brings: new Set(["curl"]),
          lacks: notInAmazonLinux,
        }),
      ];
    }
    case "zulu":
      return base !== undefined && /zulu-openjdk/.test(base.repository)
        ? [made(`${base.name}:${version}-jre`)]
        : [made(`azul/zulu-openjdk${libc === "musl" ? "-alpine" : ""}:${version}-jre`)];
    case "sapmachine":
      return [made(`${prefix}sapmachine:${version}-jre${libc === "musl" ? "-alpine" : ""}`)];
    case "semeru":
      return libc === "musl" ? [] : [made(`${prefix}ibm-semeru-runtimes:open-${version}-jre`)];
    case "liberica":
      return base !== undefined && /liberica-openjdk/.test(base.repository)
        ? [made(`${base.name.replace("openjdk", "openjre")}:${version}`)]
        : [];
    case "redhat":
      return base === undefined
        ? []
        : [
            made(`${base.name}-runtime${base.tag === undefined ? "" : `:${base.tag}`}`, {
              packageManager: undefined,
            }),
          ];
    default:
      return [];
  }
}

function ofTemurin(builder: JavaBuilder, program: JavaProgram, needs: RuntimeNeeds): readonly RuntimeImage[] {
  if (builder.server !== undefined || builder.vendor === "other" || builder.vendor === "redhat") return [];
  // OpenJ9 has options and a shared cache of its own.
  if (builder.vendor === "semeru" && builder.libc === "glibc") return [];
  const { base, libc } = builder;
  const { version } = program;
  const prefix = prefixFor(builder, needs);
  const isMusl = libc === "musl";
  const name = isMusl ? "alpine" : "slim";
  const brings = isMusl ? {} : { brings: temurinPrograms };
  if (!temurin.has(version)) return withoutTemurin(builder, version, prefix);
  const own = isOwnImage(base, "eclipse-temurin") && builder.vendor === "temurin";
  const tag = own && base?.tag !== undefined ? jreTag(base.tag) : undefined;
  const release = /-(focal|jammy|noble|resolute)\b/.exec(base?.tag ?? "")?.[1];
  const rest = isMusl
    ? "-alpine"
    : release === undefined || builder.vendor !== "temurin"
      ? ""
      : `-${release}`;
  const image = `${prefix}eclipse-temurin:${tag ?? `${version}-jre${rest}`}`;
  const because = otherVendor(builder, image);
  return [
    {
      ...imageOf(name, image),
      hasShell: true,
      packageManager: isMusl ? "apk" : "apt",
      ...brings,
      ...(because === undefined ? {} : { because }),
    },
  ];
}

/** Versions between the long-term ones, which only images that are no longer made have. */
function withoutTemurin(builder: JavaBuilder, version: number, prefix: string): readonly RuntimeImage[] {
  if (builder.libc === "musl") return [];
  const image =
    version === 7 || version === 9 || version === 10
      ? `${prefix}openjdk:${version}-jre-slim`
      : version >= 12 && version <= 16
        ? `${prefix}adoptopenjdk:${version}-jre-hotspot`
        : undefined;
  if (image === undefined) return [];
  return [
    {
      ...imageOf("slim", image),
      hasShell: true,
      packageManager: "apt",
      because: `\`${image}\` is the JRE of version ${version}, which nobody maintains any more`,
    },
  ];
}

function otherVendor(builder: JavaBuilder, image: string): string | undefined {
  switch (builder.vendor) {
    case "temurin":
      return undefined;
    case "openjdk":
      return `\`${image}\` is the JRE of the same version, because the openjdk images are deprecated and have none that is maintained`;
    case "distribution":
      return `\`${image}\` is the JRE of the version that the packages install`;
    default:
      return `\`${image}\` is the JRE of the same version from another vendor, because the builder's has none that fits`;
  }
}

function ofDistroless(
  builder: JavaBuilder,
  program: JavaProgram,
  needs: RuntimeNeeds,
): readonly RuntimeImage[] {
  if (builder.server !== undefined || builder.vendor === "other" || builder.vendor === "semeru") return [];
  if (needs.shell !== "none" || needs.packages.length > 0 || builder.libc === "musl") return [];
  if (needs.mirror !== undefined || !distroless.has(program.version) || program.draws) return [];
  const tag = needs.keepsUser || program.lowPort ? "" : ":nonroot";
  return [imageOf("distroless", `gcr.io/distroless/java${program.version}-debian13${tag}`)];
}

/** `tomcat:9-jdk17` has a variant with the JRE; other servers' images are what the program runs on as they are. */
function serverImages({ base, server }: JavaBuilder): readonly RuntimeImage[] {
  if (base === undefined) return [];
  const { tag } = base;
  const jre =
    server === "tomcat" && tag !== undefined && !/openjdk|openj9/.test(tag)
      ? tag.replace(/\bjdk(?=\d)/, "jre")
      : tag;
  if (tag !== undefined && jre !== undefined && jre !== tag)
    return [{ ...imageOf("slim", `${base.name}:${jre}`), hasShell: true }];
  return [{ ...imageOf("same", base.text), hasShell: true }];
}

/** Copies of Docker Hub that are run in the open, with the folder of its own images. */
const copies = /^(?:public\.ecr\.aws\/docker\/library\/|mirror\.gcr\.io\/library\/)/;

function prefixFor({ base }: JavaBuilder, needs: RuntimeNeeds): string {
  if (base === undefined) return "";
  return copies.exec(base.name)?.[0] ?? needs.mirror ?? mirrorOf(base) ?? "";
}
