// Comparisons with something the user names: an earlier revision, or several stages, Dockerfiles or platforms at once.

import { type QuickPickItem, type TextDocument, Uri, window, workspace } from "vscode";
import type { CompareParams, CompareResponse } from "../server/protocol/compare.ts";
import { type CompareTools, compare, stagesOf } from "./compare.ts";
import { dockerfileOf, mayBuild } from "./documents.ts";
import { commitsOf, textAt } from "./git.ts";

type Against = NonNullable<CompareParams["against"]>;

/** Compares the Dockerfile with an earlier version of it; asks which one where the caller does not name a revision. */
export async function compareWithRevision(
  tools: CompareTools,
  argument: unknown,
  revision: unknown,
): Promise<CompareResponse | undefined> {
  const document = await dockerfileOf(argument);
  if (document === undefined || !mayBuild(document)) return undefined;
  const name = typeof revision === "string" ? revision : await chooseRevision(document.uri);
  if (name === undefined) return undefined;
  const text = await textAt(document.uri, name);
  const against: Against = text === undefined ? { label: name } : { label: name, text };
  return compare(tools, document, { against });
}

/** Of the commits that changed the file, or by its name, in whatever spelling git knows. */
async function chooseRevision(file: Uri): Promise<string | undefined> {
  const other = { label: "$(edit) Another revision...", revision: "" };
  const commits = (await commitsOf(file)).map(({ hash, message, date }) => ({
    label: message,
    description: [hash.slice(0, 8), date?.toISOString().slice(0, 10)].filter(Boolean).join(", "),
    revision: hash.slice(0, 8),
  }));
  const head = { label: "HEAD", description: "what was committed last", revision: "HEAD" };
  const chosen = await window.showQuickPick([head, ...commits, other], {
    title: "Build and Compare with Revision",
    placeHolder: "The version to compare the file with",
  });
  if (chosen !== other) return chosen?.revision;
  const typed = await window.showInputBox({
    title: "Build and Compare with Revision",
    prompt: "A branch, a tag or a commit",
    value: "HEAD~1",
  });
  return typed?.trim() === "" ? undefined : typed?.trim();
}

type Several = Pick<CompareParams, "targets" | "platforms" | "others">;

const usualPlatforms = [
  "linux/amd64",
  "linux/arm64",
  "linux/arm/v7",
  "linux/386",
  "linux/ppc64le",
  "linux/s390x",
];

/**
 * Builds several images and shows them as a table: the files that a menu gave, or what the user chooses of stages,
 * Dockerfiles and platforms.
 */
export async function compareSeveral(
  tools: CompareTools,
  argument: unknown,
  selection: unknown,
): Promise<CompareResponse | undefined> {
  const document = await dockerfileOf(argument);
  if (document === undefined || !mayBuild(document)) return undefined;
  const uris = Array.isArray(selection) ? selection.filter((each) => each instanceof Uri) : [];
  const several = uris.length > 1 ? { others: await textsOf(uris, document) } : await chooseSeveral(document);
  return several === undefined ? undefined : compare(tools, document, several);
}

async function chooseSeveral(document: TextDocument): Promise<Several | undefined> {
  const stages = stagesOf(document);
  const kinds = [
    ...(stages.length > 1 ? [{ label: "Stages of this Dockerfile", what: "targets" as const }] : []),
    { label: "Several Dockerfiles", what: "others" as const },
    { label: "Several platforms", what: "platforms" as const },
  ];
  const kind = await window.showQuickPick(kinds, { title: "Compare Several Images" });
  if (kind?.what === "targets") {
    const targets = await choose("Stages to build", stages, "all");
    return targets === undefined ? undefined : { targets };
  }
  if (kind?.what === "platforms") {
    const items = usualPlatforms.map((label) => ({ label }));
    const platforms = await choose("Platforms to build for", items, "none");
    return platforms === undefined ? undefined : { platforms };
  }
  return kind === undefined ? undefined : chooseFiles(document);
}

async function chooseFiles(document: TextDocument): Promise<Several | undefined> {
  const pattern = "**/{Dockerfile,Dockerfile.*,*.Dockerfile,*.dockerfile,Containerfile,Containerfile.*}";
  const found = await workspace.findFiles(pattern, "**/{node_modules,vendor,.git}/**", 200);
  const byName = new Map(
    found
      .filter((uri) => uri.toString() !== document.uri.toString() && !uri.path.endsWith(".dockerignore"))
      .map((uri) => [workspace.asRelativePath(uri), uri]),
  );
  const items = [...byName.keys()].sort().map((label) => ({ label }));
  const names = await choose("Dockerfiles to compare with this one", items, "none");
  if (names === undefined) return undefined;
  return {
    others: await textsOf(
      names.flatMap((name) => byName.get(name) ?? []),
      document,
    ),
  };
}

/** Undefined where the user chose nothing. */
async function choose(
  placeHolder: string,
  items: readonly QuickPickItem[],
  picked: "all" | "none",
): Promise<readonly string[] | undefined> {
  const chosen = await window.showQuickPick(
    items.map((item) => ({ ...item, picked: picked === "all" })),
    { title: "Compare Several Images", placeHolder, canPickMany: true },
  );
  return chosen === undefined || chosen.length === 0 ? undefined : chosen.map(({ label }) => label);
}

/** As the editor has them: what is not saved yet counts. */
async function textsOf(
  uris: readonly Uri[],
  document: TextDocument,
): Promise<readonly { readonly uri: string; readonly text: string }[]> {
  const others = uris.filter((uri) => uri.toString() !== document.uri.toString());
  return Promise.all(
    others.map(async (uri) => ({
      uri: uri.toString(),
      text: (await workspace.openTextDocument(uri)).getText(),
    })),
  );
}
