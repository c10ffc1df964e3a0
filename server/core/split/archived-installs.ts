// Installations that fail today: of an ended Debian release, or of a package that the release no longer has.

import { isArchivedRelease, releaseNumber } from "../images/releases.ts";
import { runCommands } from "../model/commands.ts";
import { packageCommand, packageName } from "../model/packages.ts";
import type { Stage } from "../model/stage.ts";
import type { Note } from "./plan.ts";

/** The first installation of the stage that finds no packages; undefined where none does, or where the mirrors are changed. */
export function failingInstallation(stage: Stage): Note | undefined {
  const release = stage.imageFacts?.release;
  if (release === undefined || !isArchivedRelease(release)) return undefined;
  for (const instruction of stage.instructionsOf("RUN")) {
    if (/archive\.debian|snapshot\.debian|\/etc\/apt\/|\bapt\.conf/.test(instruction.text)) return undefined;
    const run = runCommands(stage, instruction).find(
      (each) => /^apt(?:-get)?$/.test(each.program) && packageCommand(each)?.action === "install",
    );
    if (run !== undefined)
      return {
        message: `This installation fails already: Debian's mirrors no longer have the packages of ${release}`,
        at: run.command.span,
      };
  }
  return undefined;
}

/** Packages that many files ask for, and the first release of Debian without each. Source: packages.debian.org. */
const dropped: readonly (readonly [packages: RegExp, without: string])[] = [
  [/^(?:mysql-client|libmysqlclient-dev|nodejs-legacy|openjdk-8-j\w+(?:-headless)?)$/, "buster"],
  [/^(?:python|python-dev|python-pip)$/, "bullseye"],
  [/^(?:netcat|libssl1\.1|openjdk-11-j\w+(?:-headless)?)$/, "bookworm"],
  [
    /^(?:libgl1-mesa-glx|python3-distutils|software-properties-common|wkhtmltopdf|openjdk-17-j\w+(?:-headless)?)$/,
    "trixie",
  ],
];

/** The first package that the release of the image does not have; undefined where other sources may bring it. */
export function droppedPackage(stage: Stage): Note | undefined {
  const { release, distribution } = stage.imageFacts ?? {};
  if (release === undefined || distribution !== "debian" || isArchivedRelease(release)) return undefined;
  const number = Number(releaseNumber(release));
  if (stage.instructions.some(({ text }) => /\/etc\/apt\/|apt-add|add-apt|setup_\d|\.deb\b/.test(text)))
    return undefined;
  for (const instruction of stage.instructionsOf("RUN"))
    for (const run of runCommands(stage, instruction)) {
      const command = packageCommand(run);
      if (command?.action !== "install" || !/^apt(?:-get)?$/.test(run.program)) continue;
      // A failure that is caught changes nothing.
      if (run.command.conditional || /\|\|/.test(instruction.text)) continue;
      for (const word of command.packages) {
        const name = packageName(word);
        const without = dropped.find(([packages]) => packages.test(name))?.[1];
        if (without !== undefined && number >= Number(releaseNumber(without)))
          return {
            message: `This installation fails already: ${release} has no package \`${name}\``,
            at: word.span,
          };
      }
    }
  return undefined;
}

/** Repositories of one maker, and the packages that come from them. Source: the makers' installation pages. */
const repositories: readonly (readonly [host: string, packages: RegExp])[] = [
  ["dl.yarnpkg.com", /^yarn$/],
  ["deb.nodesource.com", /^nodejs$/],
  ["dl.google.com/linux/chrome", /^google-chrome/],
  ["download.docker.com", /^(?:docker-|containerd)/],
];

/** True where all package sources that an instruction adds bring others than the packages named. */
export function servesOthers(text: string, packages: readonly string[]): boolean {
  const places = [...text.matchAll(/\bdeb\s+(?:\[[^\]]*\]\s*)?https?:\/\/(\S+)/g)].map(
    (match) => match[1] ?? "",
  );
  return (
    places.length > 0 &&
    !/preferences|apt\.conf/.test(text) &&
    places.every((place) => {
      const brings = repositories.find(([host]) => place.startsWith(host))?.[1];
      return brings !== undefined && !packages.some((name) => brings.test(name));
    })
  );
}
