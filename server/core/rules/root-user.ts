// root-user: the shipped image runs its program as root.

import type { RelatedPlace, Severity } from "../finding.ts";
import { stageCommands } from "../model/commands.ts";
import { packageCommand, packageName } from "../model/packages.ts";
import { isInteractive, isServerPackage, rootServer, switchesUser } from "../model/root-programs.ts";
import type { Stage } from "../model/stage.ts";
import { isRoot } from "../model/users.ts";
import { contextMapOf } from "../split/context-map.ts";
import { type StartAnswer, startCommand } from "../split/start-command.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { isNeverStartedAsRoot } from "../targets.ts";
import type { Span } from "../text/span.ts";
import { placeUnderRoot, rootUserFixes } from "./root-user-fixes.ts";
import { defineRule, type RuleFile } from "./rule.ts";

const messages = {
  inherited: (image: string) =>
    `\`${image}\` runs the program as root, so whoever breaks into it has root's rights in the container`,
  empty: () =>
    "An image from `scratch` runs its program as root, so whoever breaks into it has root's rights in the container",
  selected: (text: string) =>
    `\`${text}\` is the last user, so whoever breaks into the program has root's rights in the container`,
  unknown: (image: string) =>
    `The image sets no user, so its program runs as root unless \`${image}\`, which is not known, sets another one`,
  server: (server: string) =>
    `The image starts as root because \`${server}\` is made to, and what runs as another user is up to its configuration`,
  switching: () => "The image starts as root, and its start script is what switches to another user",
  unstarted: () =>
    "The image sets no user and starts no program of its own, so what is started in it runs as root",
};

export const rootUser = defineRule({
  name: "root-user",
  category: "security",
  severity: "warning",
  since: "0.1.0",
  sources: ["hadolint:DL3002", "trivy:DS-0002", "checkov:CKV_DOCKER_3", "checkov:CKV_DOCKER_8"],
  reads: ["compose.yaml", ".env", "action.yml", "*.sh", "k8s/", "kubernetes/", "charts/", "helm/"],
  docs: {
    summary: "The shipped image runs its program as root.",
    why: `A container's root is the host's root but for the limits that the engine sets. A flaw in the program, in the engine or in how the container is started (a mounted folder, a capability too many) is worth far more to an attacker who is root already. Kubernetes refuses such images where \`runAsNonRoot\` is set.

Only the image that ships is judged: the last stage and the stages it is built on. A user that an earlier stage selects does not help, and a builder may well be root.

It is a hint only where root has a reason or little weight: servers that start as root and give up its rights themselves (nginx, httpd, postgres, php-fpm), start scripts that switch users with \`gosu\` and the like, images without a start command, development stages, and base images whose user is not known.

Nothing is said where compose files are all that builds the image and each of their services has a \`user:\` other than root. Where a pipeline or a bake file builds it as well, whoever starts that image gets root.`,
    examples: [
      {
        bad: `FROM node:22-slim
WORKDIR /app
COPY . .
RUN npm ci --omit=dev
CMD ["node", "server.js"]
`,
        good: `FROM node:22-slim
WORKDIR /app
COPY . .
RUN npm ci --omit=dev
USER node
CMD ["node", "server.js"]
`,
      },
      {
        bad: `FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /server .

FROM gcr.io/distroless/static-debian12
COPY --from=build /server /server
CMD ["/server"]
`,
        good: `FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /server .

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /server /server
CMD ["/server"]
`,
      },
    ],
    whenNotToUse:
      "Where the program needs root for what it does (it manages devices, mounts or other users), or where whatever starts the container sets the user: `securityContext` in Kubernetes, `--user` on the command line.",
    fixSafety: `Every fix is unsafe: another user can't write where root could, can't read what only root may read, and in some set-ups can't open ports below 1024.

The user is one that the image or the file has already: an earlier \`USER\`, a user that the file creates, \`node\`, \`deno\`, \`bun\`, \`www-data\`, \`$APP_UID\` of .NET 8 and later, the \`nonroot\` tag of distroless images. Otherwise a system user is created with what the image has for it, and images without a shell get the number 65532. Beside Kubernetes manifests users are named by number, because \`runAsNonRoot\` can't check a name. Volumes are given to the user. \`USER\` goes behind the last \`RUN\`, before the start command.

Official nginx images have no fix but another image, \`nginxinc/nginx-unprivileged\`, which listens on port 8080; other servers' images (tomcat, caddy) have none, because their folders are root's. There is no fix where the program lies under \`/root\`, which other users can't enter.`,
  },
  check(file, report) {
    const stage = file.dockerfile.final;
    if (stage === undefined || isWindows(file, stage)) return;
    const setting = stage.user();
    const { value, by } = setting;
    // A user that a build argument decides can't be judged.
    if (value === undefined && by !== undefined) return;
    if (value !== undefined && !isRoot(value)) return;
    if (isNeverStartedAsRoot(file.dockerfile, file.project.builds)) return;
    const start = startCommand(stage);
    // Files to be taken out of an empty image: nothing can be started in it.
    if (stage.rootBase.kind === "scratch" && (start.kind === "none" || isEmpty(stage))) return;
    // An unknown image under another name: there is nothing of this file's to judge.
    if (value === undefined && stage.chain.every((each) => each.instructions.every(isMetadata))) return;
    // GitHub's documentation tells container actions to stay root.
    if (isGithubAction(file, stage)) return;
    const judged = judge(file, stage, start);
    const place = by === undefined ? stage.base.span : by.args;
    const message =
      judged.message ??
      (by === undefined ? messages.inherited(written(file, stage.base.span)) : messages.selected(by.text));
    const severity = file.dockerfile.isDevelopment(stage) ? "hint" : judged.severity;
    report(
      place,
      {
        message,
        related: relatedPlaces(file, stage, start),
        ...(severity === undefined ? {} : { severity }),
        // hadolint sees a USER that is root, but not that there is none.
        ...(by === undefined
          ? { sources: rootUser.sources.filter((each) => !each.startsWith("hadolint:")) }
          : {}),
      },
      () => (judged.fixable ? rootUserFixes(file, stage, start) : []),
    );
  },
});

/** Nothing is put into the image, so nothing can be started in it either. */
function isEmpty(stage: Stage): boolean {
  return !stage.chain.some((each) =>
    each.instructions.some(({ keyword }) => /^(?:COPY|ADD|RUN)$/.test(keyword)),
  );
}

function isMetadata(instruction: Instruction): boolean {
  return ["ARG", "LABEL", "MAINTAINER"].includes(instruction.keyword);
}

/** What is special about a root image; without a message it is the plain case. */
interface Judgement {
  readonly message?: string;
  readonly severity?: Severity;
  readonly fixable: boolean;
}

function judge(file: RuleFile, stage: Stage, start: StartAnswer): Judgement {
  const facts = stage.imageFacts;
  const { by } = stage.user();
  const program = start.kind === "start" ? start.start : undefined;
  const server =
    rootServer(program?.programs ?? [], program?.args ?? []) ??
    (isScript(start) ? installedServer(stage) : undefined);
  if (server !== undefined || (facts?.dropsPrivileges === true && by === undefined))
    // The official nginx has a twin that needs no root; the other servers are left as they are.
    return {
      message: messages.server(server ?? written(file, stage.base.span)),
      severity: "hint",
      fixable: facts?.family === "nginx",
    };
  if (switches(file, stage, start))
    return { message: messages.switching(), severity: "hint", fixable: false };
  if (by === undefined && (stage.user().value === undefined || isDoubtfulMirror(stage)))
    return {
      message: messages.unknown(written(file, stage.rootBase.span)),
      severity: "hint",
      fixable: false,
    };
  if (!startsProgram(stage, start))
    return {
      ...(by === undefined ? { message: messages.unstarted() } : {}),
      severity: "hint",
      fixable: false,
    };
  // Other images are built on it, and their commands need root.
  if (stage.instructionsOf("ONBUILD").length > 0) return { severity: "hint", fixable: false };
  return {
    fixable: true,
    ...(stage.rootBase.kind === "scratch" && by === undefined ? { message: messages.empty() } : {}),
  };
}

function isScript(start: StartAnswer): boolean {
  return (
    start.kind === "start" &&
    [start.start.program, ...start.start.args].some((word) => /\.(?:sh|bash)$/.test(word))
  );
}

/** What a script starts can't be told, but a server that was installed is what it is likely to start. */
function installedServer(stage: Stage): string | undefined {
  for (const run of stage.chain.flatMap(stageCommands)) {
    const command = packageCommand(run);
    if (command?.action !== "install") continue;
    const name = command.packages.map(packageName).find(isServerPackage);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** False for images that people or other images start something in: tools, base images, a shell. */
function startsProgram(stage: Stage, start: StartAnswer): boolean {
  const own = stage.cmd?.by !== undefined || stage.entrypoint?.by !== undefined;
  if (!own) return stage.imageFacts?.role === "service";
  return start.kind !== "start" || !isInteractive(start.start.program, start.start.args);
}

/**
 * A private registry's `team/node` may be an image of its own with another user; one whose path says that it is a
 * mirror is not.
 */
function isDoubtfulMirror(stage: Stage): boolean {
  const base = stage.rootBase;
  if (base.kind !== "image" || stage.imageFacts?.viaMirror !== true) return false;
  const mirror =
    /(?:^|[/.-])(?:library|docker\.io|docker-?hub|mirrors?|proxy|remote|cache|virtual)(?:$|[/.-])/;
  return !mirror.test(base.reference.name);
}

function isWindows(file: RuleFile, stage: Stage): boolean {
  return (
    stage.imageFacts?.windows === true ||
    file.dockerfile.syntax.escape === "`" ||
    /powershell|cmd(?:\.exe)?$/i.test(stage.shell().value[0] ?? "") ||
    stage.from.flag("platform")?.value?.startsWith("windows") === true
  );
}

function isGithubAction(file: RuleFile, stage: Stage): boolean {
  if (
    stage
      .instructionsOf("LABEL")
      .some(({ pairs }) => pairs.some(({ key }) => /^"?com\.github\.actions\./.test(key)))
  )
    return true;
  return ["action.yml", "action.yaml"].some((path) =>
    /^\s*using:\s*["']?docker\b/m.test(file.project.text(path) ?? ""),
  );
}

/** True when the image's own words, or its start script where it can be read, switch to another user. */
function switches(file: RuleFile, stage: Stage, start: StartAnswer): boolean {
  const keywords = new Set(["RUN", "COPY", "ADD", "ENTRYPOINT", "CMD"]);
  for (const each of stage.chain)
    if (
      each.instructions.some(
        (instruction) => keywords.has(instruction.keyword) && switchesUser(instruction.text),
      )
    )
      return true;
  const path = start.kind === "start" ? start.start.path : undefined;
  if (path === undefined || !file.project.known) return false;
  const script = contextMapOf(file.dockerfile, stage, file.project).toContext(path);
  const text = script === undefined ? undefined : file.project.text(script);
  return text?.startsWith("#!") === true && switchesUser(text);
}

function relatedPlaces(file: RuleFile, stage: Stage, start: StartAnswer): readonly RelatedPlace[] {
  const places: RelatedPlace[] = [];
  const { by } = stage.user();
  if (by === undefined && stage.base.kind === "stage")
    places.push({
      span: stage.rootBase.span,
      message: `\`${written(file, stage.rootBase.span)}\` is what it is built on`,
    });
  for (const volume of stage.instructionsOf("VOLUME"))
    places.push({
      span: volume.textSpan,
      message: "The volume belongs to root, so another user can't write to it",
    });
  const home = placeUnderRoot(file, stage, start);
  if (home !== undefined)
    places.push({
      span: home,
      message: "Only root can enter `/root`, so another user can't use what lies there",
    });
  return places;
}

function written(file: RuleFile, at: Span): string {
  return file.text.slice(at.start, at.end);
}
