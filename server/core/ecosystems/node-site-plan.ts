// Plans the split of an image that serves a built site with a file server of Node.js: nginx serves it instead.

import { runCommands } from "../model/commands.ts";
import { isWithin, resolvePath } from "../model/paths.ts";
import type { AddedInstruction } from "../split/instruction-text.ts";
import { declined, type SplitOutcome } from "../split/plan.ts";
import { planProgram } from "../split/program.ts";
import type { ProgramBuild } from "../split/program-needs.ts";
import type { RuntimeImage, RuntimeNeeds } from "../split/runtime.ts";
import { imageOf } from "../split/runtime-variants.ts";
import { replacement, type TextEdit } from "../text/edits.ts";
import type { Span } from "../text/span.ts";
import { packageOfProgram } from "./data/node-packages.ts";
import type { SplitRequest } from "./ecosystem.ts";
import { isNodeProgram, nodeBuilds } from "./node-builds.ts";
import { installedGlobally } from "./node-install.ts";
import { nodeProject } from "./node-project.ts";
import type { ToolCommand } from "./node-scripts.ts";
import type { ServedSite } from "./node-site.ts";

/** Where nginx's images look for a site. Source: nginxinc/docker-nginx, default.conf. */
const siteRoot = "/usr/share/nginx/html";

/** Plans the move to nginx, or says why not. */
export function planSite(
  request: SplitRequest,
  served: { readonly site: ServedSite; readonly command: ToolCommand; readonly at: Span },
): SplitOutcome {
  const { file, stage } = request;
  const { site, command, at } = served;
  const name = [command.program, ...command.args].join(" ");
  if (site.differs !== undefined)
    return declined("node", `\`${name}\` is more than a plain file server: ${site.differs}`, at);
  const project = nodeProject(file, stage);
  const builds = nodeBuilds(file, stage);
  if (project.has(resolvePath(site.folder, "package.json")) === true)
    return declined(
      "node",
      `\`${name}\` serves the folder of the project itself, and which of its files is the site isn't known`,
      at,
    );
  const made = builds.steps.some(
    ({ result }) =>
      result.kind === "unknown" ||
      (result.kind === "makes" &&
        result.paths.some((path) => isWithin(path, site.folder) || isWithin(site.folder, path))),
  );
  if (!made && project.has(site.folder) !== true)
    return declined("node", `\`${name}\` serves \`${site.folder}\`, and no command is known to make it`, at);
  const last = builds.steps.at(-1)?.outer.command.span;
  if (last === undefined)
    return {
      kind: "not-needed",
      reasons: [{ message: "Nothing is built: nginx can serve the files without a builder", at }],
    };
  const build: ProgramBuild = {
    ecosystem: "node",
    outputs: [{ path: site.folder, to: siteRoot, kind: "folder", own: true, at: last }],
    linkage: "static",
    cxx: false,
    sourceRoot: stage.workdir().value ?? "/",
    isBuildVariable: () => true,
    isSource: () => true,
    isToolchainProgram: isNodeProgram,
    readsEnvironment: isNodeProgram,
    isBuildPackage: () => true,
    traced: builds.traced,
    needs: noNeeds,
    typicalBytes: 0,
    runtimes: (needs) => webServers(request, needs),
    start: {
      lines: [{ where: "start", instruction: configuration(site) }],
      runs: "server",
      why: `nginx serves \`${site.folder}\` on port ${site.port} instead of \`${name}\`${fallbackWords[site.fallback]}`,
    },
  };
  return planProgram(request, build, { edits: withoutServer(request, command), assumptions: [] });
}

/** A RUN that only installs the file server goes, unless a comment stands over it. */
function withoutServer({ file, stage }: SplitRequest, { program }: ToolCommand): readonly TextEdit[] {
  const { nodes } = file.dockerfile.syntax;
  return stage.instructionsOf("RUN").flatMap((instruction) => {
    const commands = runCommands(stage, instruction);
    const only = commands.every((run) => {
      const names = installedGlobally(run);
      return names.length === 1 && names[0] === packageOfProgram(program);
    });
    const commented = nodes[nodes.indexOf(instruction) - 1]?.kind === "comment";
    return only && commands.length > 0 && !commented ? [replacement(instruction.span, "")] : [];
  });
}

const noNeeds: ProgramBuild["needs"] = {
  assets: [],
  imagePaths: [],
  opensMore: false,
  writes: false,
  certificates: false,
  timeZones: false,
  users: false,
  temporaryFolder: false,
  programs: [],
};

const fallbackWords: Readonly<Record<ServedSite["fallback"], string>> = {
  history: ", and gives `index.html` for paths that are no file",
  page: ", and finds `page.html` for `/page`",
  none: "",
};

const tries: Readonly<Record<ServedSite["fallback"], string>> = {
  history: "$uri $uri/ /index.html",
  page: "$uri $uri.html $uri/ =404",
  none: "$uri $uri/ =404",
};

/** The server block on one line, for files without BuildKit's heredocs. */
function configuration({ port, fallback }: ServedSite): AddedInstruction {
  const lines = [
    "server {",
    `  listen ${port};`,
    `  root ${siteRoot};`,
    "  location / {",
    `    try_files ${tries[fallback]};`,
    "  }",
    "}",
    "",
  ];
  const words = ["printf", lines.join("\\n")];
  return { keyword: "RUN", commands: [{ words, output: "/etc/nginx/conf.d/default.conf" }] };
}

/** nginx where the image ran as root, the variant without root where it did not. */
function webServers({ stage }: SplitRequest, needs: RuntimeNeeds): readonly RuntimeImage[] {
  const name = stage.user().value?.split(":")[0] ?? "root";
  const mirror = needs.mirror ?? "";
  if (!/^(?:root|0|)$/.test(name))
    return [
      imageOf("alpine", `${mirror}nginxinc/nginx-unprivileged:1-alpine-slim`),
      imageOf("slim", `${mirror}nginxinc/nginx-unprivileged:1`),
    ];
  return [imageOf("alpine", `${mirror}nginx:1-alpine-slim`), imageOf("slim", `${mirror}nginx:1`)].map(
    (image) => ({
      ...image,
      rootBecause:
        "The user stays root: nginx opens its port and files as root, and answers as the user `nginx`",
    }),
  );
}
