// The JDK with builders other than Maven and Gradle: javac, Ant, sbt, Leiningen, Kotlin's and Scala's compilers.

import { defineEcosystem } from "./ecosystem.ts";
import { planJvm } from "./jvm-plan.ts";

const sbtTasks =
  /(?:^|[\s;:/])(?:assembly|stage|package|packageBin|compile|dist|pack|publishLocal|universal:packageBin|nativeLink|fullOptJS|docker:stage)$/;

export const jdk = defineEcosystem({
  id: "jdk",
  title: "Java, Scala and Kotlin",
  images: [
    "openjdk",
    "eclipse-temurin",
    "amazoncorretto",
    "sapmachine",
    "clojure",
    "chainguard/jdk",
    "graalvm/jdk-community",
    "graalvm/native-image-community",
  ],
  packages: [
    "default-jdk",
    "default-jdk-headless",
    ...[7, 8, 11, 17, 21, 25].flatMap((version) => [
      `openjdk-${version}-jdk`,
      `openjdk-${version}-jdk-headless`,
      `openjdk${version}`,
      `openjdk${version}-jdk`,
      `java-${version}-openjdk-devel`,
      `java-1.${version}.0-openjdk-devel`,
    ]),
    "sbt",
    "ant",
    "leiningen",
  ],
  alsoStarts: /^java$/,
  manifests: [
    "build.xml",
    "build.sbt",
    "project/build.properties",
    "project.clj",
    "deps.edn",
    "**/*.java",
    "**/*.scala",
    "**/*.kt",
  ],
  builds: (run) => {
    const words = run.args.map(({ value }) => value);
    switch (run.program) {
      case "javac":
      case "kotlinc":
      case "scalac":
      case "native-image":
        return words.some((word) => !word.startsWith("-"));
      case "ant":
        return !words.some((word) => /^(?:clean|test|run|-version|-p)$/.test(word)) || words.includes("jar");
      case "sbt":
        return words.some((word) => sbtTasks.test(word));
      case "lein":
        return words.some((word) => /^(?:uberjar|uberwar|jar|install|compile)$/.test(word));
      default:
        return false;
    }
  },
  runsToolchain: (program, args) =>
    /(?:^|\/)(?:gradlew|mvnw|sbt|lein|ant|jshell|clojure|clj|scala-cli|amm|kotlinc|javac|native-image)$/.test(
      program,
    ) ||
    (/(?:^|\/)java$/.test(program) && args.some((arg) => arg.endsWith(".java"))),
  words: { carries: "the JDK", needs: "the built classes and a Java runtime" },
  plan: (request) => planJvm(request, jdk),
  docs: {
    split: [
      "Recognises `javac`, `jar`, Ant, sbt, Leiningen, the Clojure tools, `kotlinc` and `scalac`. Classes, archives and",
      "staged programs move to the JRE of the same version. Programs that compile at run time or use tools of the JDK",
      "are declined, as are native images and GraalVM's own JDK.",
    ].join("\n"),
  },
});
