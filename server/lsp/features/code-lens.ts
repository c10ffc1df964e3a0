// Code lenses: above each stage its build and its size once built, above the last one the comparison and its result.

import type { CodeLens, Command } from "vscode-languageserver";
import type { Stage } from "../../core/model/stage.ts";
import { formatBytes } from "../../core/text/bytes.ts";
import { commands, requests } from "../../protocol/names.ts";
import type { MeasuredText } from "../measured.ts";
import { rangeOf } from "../positions.ts";
import type { Analyzed, Session } from "../session.ts";

export function addCodeLens(session: Session): void {
  session.connection.onCodeLens(async ({ textDocument }, token) => {
    const analyzed = await session.analyze(textDocument.uri, token);
    if (analyzed === undefined || !analyzed.settings.codeLens) return [];
    return lensesOf(session, analyzed);
  });
}

function lensesOf(session: Session, analyzed: Analyzed): CodeLens[] {
  const { document, path, analysis } = analyzed;
  const { stages, final } = analysis.file.dockerfile;
  const builds =
    path !== undefined && session.options.trusted && session.host.comparison !== undefined
      ? new Builds(session, document.uri)
      : undefined;
  const text = document.getText();
  const measured = session.measured.of(document.uri);
  const newest = measured.find(({ target }) => target === undefined);
  return stages.flatMap((stage): CodeLens[] => {
    const range = rangeOf(document, stage.from.textSpan);
    const lens = (command: Command): CodeLens => ({ range, command });
    if (stage === final)
      return [
        ...(builds === undefined ? [] : [lens(builds.compare())]),
        ...(newest === undefined ? [] : [lens(result(session, document.uri, newest, text))]),
      ];
    const own = measured.find(({ target }) => target === targetOf(stage));
    return [
      ...(builds === undefined ? [] : [lens(builds.target(stage))]),
      ...(own === undefined ? [] : [lens(size(own, text))]),
    ];
  });
}

/** As `--target` names it. */
function targetOf(stage: Stage): string {
  return stage.name ?? String(stage.index);
}

/** The commands that build: the client's own, or the server's for editors that have none. */
class Builds {
  private readonly session: Session;
  private readonly uri: string;

  constructor(session: Session, uri: string) {
    this.session = session;
    this.uri = uri;
  }

  compare(): Command {
    return this.command("Build and compare size", commands.buildAndCompare, [this.uri], {});
  }

  target(stage: Stage): Command {
    const target = targetOf(stage);
    return this.command("Build target", commands.buildTarget, [this.uri, target], { target });
  }

  private command(
    title: string,
    own: string,
    args: readonly string[],
    params: { readonly target?: string },
  ): Command {
    if (this.session.options.clientCommands.includes(own))
      return { title, command: own, arguments: [...args] };
    return {
      title,
      command: requests.compare,
      arguments: [{ textDocument: { uri: this.uri }, ...params }],
    };
  }
}

/** The result of the last comparison; where the text has changed since, it says so. */
function result(
  session: Session,
  uri: string,
  { text, headline, bytes }: MeasuredText,
  now: string,
): Command {
  const title = `${headline ?? formatBytes(bytes)}${text === now ? "" : ", before the last edits"}`;
  const own = session.options.clientCommands.includes(commands.openReport);
  return { title, command: own ? commands.openReport : "", arguments: own ? [uri] : [] };
}

function size({ text, bytes }: MeasuredText, now: string): Command {
  return { title: `${formatBytes(bytes)}${text === now ? "" : " before the last edits"}`, command: "" };
}
