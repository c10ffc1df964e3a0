// Which tag of a JDK's image names the Java runtime alone.

/** `17-jdk-alpine` becomes `17-jre-alpine`, `17` becomes `17-jre`; undefined for a tag that names no JDK's version. */
export function jreTag(tag: string): string | undefined {
  if (/(?:^|-)jdk(?:-|$)/.test(tag)) return tag.replace(/(^|-)jdk(?=-|$)/, "$1jre");
  const parts = tag.split("-");
  const [version = "", ...rest] = parts;
  return /^\d/.test(version) && !parts.includes("jre") ? [version, "jre", ...rest].join("-") : undefined;
}

/** Versions that have tags with the runtime alone. Source: the lists of tags in the images' own documentation. */
const versions: Readonly<Record<string, RegExp>> = {
  "eclipse-temurin": /^(?:8|11|17|21|25)(?:\D|$)/,
  // `java` is the name that openjdk had first; runtimes were dropped with version 12, Alpine with version 9.
  openjdk:
    /^(?:[78](?:u\d+)?-(?!.*(?:oraclelinux|windows|nanoserver))|[78](?:u\d+)?$|11(?:\.[\d.]+)?(?:-jdk)?(?:-slim(?:-\w+)?|-stretch|-buster|-bullseye)?$)/,
};

/** The tag of the runtime beside a JDK's tag, in the images of a family that have both. */
export function runtimeTag(family: string, tag: string): string | undefined {
  return Object.hasOwn(versions, family) && versions[family]?.test(tag) === true ? jreTag(tag) : undefined;
}
