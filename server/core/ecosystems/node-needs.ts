// What a Node.js program needs at run time beside its own files: programs, packages of the system, where it writes.

import { stageCommands } from "../model/commands.ts";
import { packageCommand, packageName } from "../model/packages.ts";
import type { ProgramNeeds } from "../split/program-needs.ts";
import { engineSocket } from "../split/user.ts";
import { linkedToSystem, runsProgram, writesFiles } from "./data/node-packages.ts";
import { serverSources } from "./node-development.ts";
import { packageNames } from "./node-install.ts";
import { isFullImage } from "./node-runtimes.ts";
import type { NodeServer } from "./node-server.ts";

export type NodeNeeds =
  | {
      readonly kind: "needs";
      readonly needs: ProgramNeeds;
      /** System packages that the smaller image lacks. */
      readonly packages: readonly string[];
      /** Why the program has to start as root, as a sentence. */
      readonly rootBecause: string | undefined;
    }
  | { readonly kind: "declined"; readonly message: string };

/** Reads the sources and the manifest; what was not loaded yet is wanted and makes the answer provisional. */
export function nodeNeeds(server: NodeServer): NodeNeeds {
  const { request, project, folder } = server;
  const { stage } = request;
  const manifest = server.install?.manifest ?? project.manifest(folder);
  const packages = manifest == null ? [] : packageNames(manifest, ["dependencies", "optionalDependencies"]);
  const read = serverSources(server);
  const sources = read?.sources ?? [];
  const full = isFullImage(stage);
  const computing = sources.find((source) => source.computes);
  if (full && computing !== undefined)
    return {
      kind: "declined",
      message: `\`${computing.path}\` starts programs whose names it computes, and a smaller image may lack them`,
    };
  const browser = packages.find((name) => browsers.test(name));
  if (browser !== undefined && !skipsBrowser(server))
    return {
      kind: "declined",
      message: `\`${browser}\` keeps its browser in the home folder of the user that installs it, and the libraries that it needs aren't known`,
    };
  const programs = new Set([
    ...sources.flatMap((source) => source.programs),
    ...packages.flatMap((name) => runsProgram(name) ?? []),
  ]);
  const installed = new Set(
    stageCommands(stage).flatMap((run) => {
      const command = packageCommand(run);
      return command?.action === "install" ? command.packages.map(packageName) : [];
    }),
  );
  const system = new Set<string>();
  for (const name of packages) {
    const library = Object.hasOwn(linkedToSystem, name) ? linkedToSystem[name] : undefined;
    for (const each of library?.split(" ") ?? []) system.add(each);
    // Prisma's engine finds out which OpenSSL there is by asking it.
    if (name === "@prisma/client") system.add("openssl");
  }
  const writes =
    read?.complete === false || sources.some((source) => source.writes) || packages.some(writesFiles);
  const port = lowPort(server) ?? sources.find((source) => source.lowPort !== undefined)?.lowPort;
  return {
    kind: "needs",
    needs: {
      assets: [],
      imagePaths: [],
      opensMore: false,
      writes,
      certificates: false,
      timeZones: false,
      users: false,
      temporaryFolder: false,
      // In an image that stays, every program stays but those that the file installs.
      programs: full ? [...programs] : [...programs].filter((name) => installed.has(name)),
      unseenLibraries: true,
      ...(packages.some((name) => engineClients.has(name)) ? { rootBecause: engineSocket } : {}),
    },
    packages: full ? [...system] : [],
    rootBecause:
      port === undefined || writes
        ? undefined
        : `The user stays root, because the program listens on port ${port}, which some set-ups open for root alone`,
  };
}

/** Packages that call a container engine through a mounted socket. */
const engineClients: ReadonlySet<string> = new Set(["dockerode", "docker-modem", "node-docker-api"]);

const browsers = /^(?:puppeteer|playwright|playwright-(?:chromium|firefox|webkit)|@playwright\/test)$/;

/** The file names a browser of the system, or keeps the package from fetching one. */
function skipsBrowser({ request }: NodeServer): boolean {
  return [...request.stage.variableChanges.keys()].some((name) =>
    /^(?:PUPPETEER_(?:SKIP_\w+|EXECUTABLE_PATH)|PLAYWRIGHT_(?:SKIP_\w+|BROWSERS_PATH|CHROMIUM_EXECUTABLE_PATH))$/.test(
      name,
    ),
  );
}

/** A port below 1024 that the image exposes or that `PORT` names. */
function lowPort({ request }: NodeServer): number | undefined {
  const { stage } = request;
  const exposed = stage
    .instructionsOf("EXPOSE")
    .flatMap((each) => each.words.map((word) => Number.parseInt(stage.expand(word.text, each) ?? "", 10)));
  return [...exposed, Number(stage.variable("PORT") ?? Number.NaN)].find((port) => port > 0 && port < 1024);
}
