// Whether a stage has a well-known program at its end: from its image, or brought by what the stage does.

import { imageHasProgram } from "../images/programs.ts";
import { type RunCommand, stageCommands } from "./commands.ts";
import type { Dockerfile } from "./dockerfile.ts";
import { packageCommand, packageName } from "./packages.ts";
import { baseName, isWithin } from "./paths.ts";
import type { Stage } from "./stage.ts";

/** Packages that bring a program, by the beginnings of their names; a name that matches may bring it. */
const bringers: Readonly<Record<string, RegExp>> = {
  curl: /curl/,
  wget: /wget|busybox/,
  bash: /^(?:bash|build-|git|.*-bash)/,
  node: /node|npm|yarn/,
  npm: /node|npm/,
  java: /java|jdk|jre|maven|gradle|ant$|tomcat|jetty|zulu|corretto|temurin|graal|scala|groovy|leiningen|libreoffice|kafka/,
  ruby: /ruby|gem|rails|bundler|jekyll|vim|vagrant|puppet|chef/,
  php: /php|composer|drush|wp-cli|apache/,
  dotnet: /dotnet|aspnet/,
  go: /^go|golang/,
  perl: /perl|git|vim|build-|auto|exim|nginx|debconf|lsb|openssl|texinfo|dpkg/,
};

/** Packages that bring no interpreter with them; Python comes along with a great many others. */
const plainPackages =
  /^(?:ca-certificates|curl|tzdata|bash|tini|dumb-init|su-exec|gosu|openssl|libssl.*|libc6-compat|gcompat|libstdc\+\+6?|libgcc(?:-s1|1)?|zlib1?g?|musl|musl-utils|procps|wget|netcat.*|iputils.*|jq|gettext-base|fontconfig|libgomp1?|unzip|zip|xz-utils|tar|gzip|sqlite3?|libpq5?|postgresql-client|mailcap|shadow|sudo|nano|less|openssh-client|gnupg|iproute2|dnsutils|net-tools|nodejs|npm|yarn|libxml2|icu-libs|krb5-libs|libintl|openjdk.*|default-jre.*)$/;

/** Programs that put no other program into an image. */
const bringsNothing =
  /^(?:npm|npx|yarn|pnpm|composer|bundle|pip3?|poetry|uv|mvn|gradle|cargo|mkdir|rm|rmdir|chmod|chown|chgrp|touch|echo|printf|cat|sed|awk|grep|useradd|adduser|groupadd|addgroup|usermod|passwd|chpasswd|apk|apt|apt-get|apt-mark|set|cd|export|unset|test|\[|true|false|exit|find|xargs|ls|sleep|date|head|tail|sort|node|python3?|python3?\.\d+|ruby|php|java|env|which|command|locale-gen|update-locale|dpkg-reconfigure|update-ca-certificates|nginx|getent|id|:|docker-php-ext-(?:install|configure|enable)|setcap|touch|strip|sync|tr|cut|wc|getcap|corepack|prisma|tsc|ng|next|vite|rake|rails|artisan|phpize|mktemp|tee|envsubst|whoami|pwd|uname|umask|base64|sha256sum|md5sum|hash|type|read|return|local|shift|trap|wait|git|a2enmod|a2dismod|a2ensite)?$/;

/** True, false, or undefined where something may have brought the program. */
export function stageHasProgram(dockerfile: Dockerfile, stage: Stage, program: string): boolean | undefined {
  const base = stage.rootBase;
  const inImage =
    base.kind === "scratch"
      ? false
      : stage.imageFacts === undefined
        ? undefined
        : imageHasProgram(stage.imageFacts, program);
  if (inImage !== false) return inImage;
  for (const each of stage.chain) {
    for (const instruction of each.instructions) {
      switch (instruction.keyword) {
        case "ADD":
        case "COPY":
          if (mayCopy(dockerfile, stage, instruction, program)) return undefined;
          break;
        case "RUN":
          if (
            instruction.script?.broken === true ||
            (instruction.script === undefined && instruction.exec === undefined)
          )
            return undefined;
          break;
      }
    }
    if (stageCommands(each).some((run) => mayBring(run, program))) return undefined;
  }
  return false;
}

/** Folders that programs are in, or are copied with. */
const programFolder =
  /^\/(?:$|s?bin|usr$|usr\/s?bin|usr\/local$|usr\/local\/s?bin|usr\/libexec|opt|usr\/lib|nodejs|root)/;

/** Folders that hold programs and nothing else. */
const binFolder = /^\/(?:usr\/(?:local\/)?)?s?bin(?:\/|$)/;

function mayCopy(dockerfile: Dockerfile, stage: Stage, instruction: Stage["from"], program: string): boolean {
  const copy = dockerfile.copy(instruction);
  if (copy === undefined || copy.target === undefined) return true;
  const { target } = copy;
  // A tree with a folder of its own in PATH: conda, a toolchain, a runtime.
  const own = (stage.variable("PATH") ?? "").split(":").filter((folder) => !binFolder.test(folder));
  if (own.some((folder) => folder !== "" && (isWithin(folder, target) || isWithin(target, folder))))
    return true;
  const names = [...copy.sources.map(({ text }) => text), copy.target];
  if (names.some((name) => name.includes(program) || /\.(?:tar(?:\.\w+)?|tgz|txz|tbz2?)$/.test(name)))
    return true;
  const plain = copy.sources.every(
    ({ text }) => /^[\w./-]+\.[a-z]{1,6}$/.test(text) || (binFolder.test(target) && isOneProgram(text)),
  );
  return programFolder.test(copy.target) && !plain;
}

/** `/app/server`: a single program with a name of its own, no folder that may hold others. */
function isOneProgram(text: string): boolean {
  const name = baseName(text);
  return (
    !text.endsWith("/") &&
    !text.includes("*") &&
    name !== "" &&
    !/^(?:s?bin|usr|local|lib|opt|rootfs|root|out|dist|build|\.|install|output|export|target)$/.test(name)
  );
}

/** True for a command that may change anything in the image: a script, an installer, a program that is not known. */
export function mayDoAnything(run: RunCommand): boolean {
  return packageCommand(run) === undefined && !bringsNothing.test(run.program);
}

function mayBring(run: RunCommand, program: string): boolean {
  const packages = packageCommand(run);
  if (packages !== undefined) {
    if (packages.action !== "install") return false;
    const bringer = Object.hasOwn(bringers, program) ? bringers[program] : undefined;
    return packages.packages.some((word) => {
      if (word.dynamic || word.value.includes("/")) return true;
      const name = packageName(word);
      return bringer === undefined ? !plainPackages.test(name) : bringer.test(name);
    });
  }
  const name = run.program;
  if (name.includes(program)) return true;
  return !bringsNothing.test(name);
}
