// Archives that are deployed into an application server: the server's image stays, with what was put into it.

import { stageCommands } from "../model/commands.ts";
import { baseName, isWithin, resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { effectOf } from "../split/effects.ts";
import { runs } from "../split/instruction-text.ts";
import type { AddedLine } from "../split/plan.ts";
import type { Span } from "../text/span.ts";

export interface ServerUse {
  /** Deployed archives, absolute. */
  readonly opens: readonly string[];
  /** What commands did to the server's own files and is done again. */
  readonly lines: readonly AddedLine[];
  /** A command changes the server's own files in a way that can't be done again. */
  readonly refusal: { readonly message: string; readonly at: Span } | undefined;
}

/** Where servers live in their images. Source: the Dockerfiles of docker-library/tomcat, jetty, jboss/wildfly and others. */
const homes =
  /^\/(?:usr\/local\/(?:tomcat|tomee|jetty)|var\/lib\/jetty|opt\/(?:jboss|payara|ol|ibm|server)|config|deployments|opt\/glassfish\w*)(?:\/|$)/;

/** Folders of a server that archives are put into. */
const deployments = /\/(?:webapps|deployments|dropins|apps|autodeploy)$/;

/** `built` are the commands that build or were traced otherwise. */
export function serverUse(stage: Stage, built: readonly Span[]): ServerUse {
  const opens: string[] = [];
  const lines: AddedLine[] = [];
  let refusal: ServerUse["refusal"];
  for (const run of stageCommands(stage)) {
    const at = run.command.span;
    if (built.some((span) => span.start <= at.start && at.end <= span.end)) continue;
    const effect = effectOf(run);
    const refuse = (): void => {
      refusal ??= { message: `\`${run.program}\` changes files of the server's own image`, at };
    };
    if (effect.kind === "moves") {
      if (effect.from.some((path) => homes.test(path))) refuse();
      else if (homes.test(effect.to)) {
        const into = effect.into === "folder" || deployments.test(effect.to);
        for (const path of effect.from) opens.push(into ? resolvePath(effect.to, baseName(path)) : effect.to);
      }
    } else if (effect.kind === "removes") {
      const own = effect.paths.filter((path) => homes.test(path));
      if (own.some((path) => !/\/(?:webapps|deployments)\/./.test(path))) refuse();
      else if (own.length > 0) lines.push({ where: "start", instruction: runs("rm", "-rf", ...own) });
    } else if (effect.kind === "changes" || effect.kind === "makes") {
      if (effect.paths.some((path) => homes.test(path) || isWithin(path, "/usr/local/tomcat"))) refuse();
    }
  }
  return { opens, lines, refusal };
}
