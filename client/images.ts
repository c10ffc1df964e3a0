// Commands about local images and the engine's disk: what is in an image, disk usage, and dangling images.

import { ProgressLocation, window, workspace } from "vscode";
import type { CompareFailure } from "../server/protocol/compare.ts";
import type {
  DiskUsageResponse,
  ImageContentsResponse,
  ImagesResponse,
  LocalImage,
  PruneResponse,
} from "../server/protocol/housekeeping.ts";
import { requests } from "../server/protocol/names.ts";
import type { CompareTools } from "./compare.ts";
import { offerLog, plain } from "./documents.ts";

/** Shows layers, largest files and waste of an image; from the image trees of Docker's extensions, or by choice. */
export async function showImageContents(tools: CompareTools, argument: unknown): Promise<void> {
  if (!trusted()) return;
  const image = imageOfTree(argument) ?? (await chooseImage(tools));
  if (image === undefined) return;
  const response = await window.withProgress(
    { location: ProgressLocation.Notification, title: `Reading ${plain(image)}`, cancellable: true },
    (_, token) => tools.client.sendRequest<ImageContentsResponse>(requests.imageContents, { image }, token),
  );
  if (!response.ok) tellFailure(tools, response.failure);
  else {
    const { html = "", markdown = "", result } = response;
    tools.reports.keep(image, { title: `Contents of ${image}`, html, markdown, result });
    tools.reports.show(image);
  }
}

export async function showDiskUsage(tools: CompareTools): Promise<void> {
  if (!trusted()) return;
  const response = await tools.client.sendRequest<DiskUsageResponse>(requests.diskUsage);
  if (!response.ok) tellFailure(tools, response.failure);
  else await tools.pages.show("Container disk usage", "disk usage", response.markdown);
}

/** Lists the dangling images and removes them where the user agrees. */
export async function pruneDangling(tools: CompareTools): Promise<void> {
  if (!trusted()) return;
  const response = await tools.client.sendRequest<ImagesResponse>(requests.images, { which: "dangling" });
  if (!response.ok) return tellFailure(tools, response.failure);
  const { images } = response;
  if (images.length === 0) {
    void window.showInformationMessage("There are no dangling images.");
    return;
  }
  const remove = "Remove";
  const many = images.length === 1 ? "the dangling image" : `the ${images.length} dangling images`;
  const detail = images.slice(0, 12).map((image) => `${describe(image)}  ${shortId(image)}`);
  if (images.length > detail.length) detail.push(`and ${images.length - detail.length} more`);
  const choice = await window.showWarningMessage(
    `Remove ${many}? No tag names them, and no other image is built on them.`,
    { modal: true, detail: detail.join("\n") },
    remove,
  );
  if (choice !== remove) return;
  const removed = await tools.client.sendRequest<PruneResponse>(requests.prune, { what: "dangling-images" });
  if (!removed.ok) return tellFailure(tools, removed.failure);
  const freed = removed.freed === null ? "" : `; the engine freed ${removed.freed}`;
  void window.showInformationMessage(plain(`Dangling images are removed${freed}.`));
}

function trusted(): boolean {
  if (workspace.isTrusted) return true;
  void window.showWarningMessage("Calling the container engine needs a trusted workspace.");
  return false;
}

/**
 * The image of a node in the trees of the Docker and Container Tools extensions: they have `fullTag` and `imageId`.
 * A tag that is only half known (`<none>`, or a name without a tag, which the engine would take for `latest`) may be
 * another image's, so that the id counts there. Anything else is no image.
 */
function imageOfTree(argument: unknown): string | undefined {
  if (typeof argument === "string") return argument === "" ? undefined : argument;
  if (typeof argument !== "object" || argument === null) return undefined;
  const { fullTag, imageId } = argument as { readonly fullTag?: unknown; readonly imageId?: unknown };
  const tagged = typeof fullTag === "string" && /^[^<>]+:[^:/<>]+$/.test(fullTag);
  if (tagged) return fullTag;
  return typeof imageId === "string" && imageId !== "" ? imageId : undefined;
}

async function chooseImage(tools: CompareTools): Promise<string | undefined> {
  const response = await tools.client.sendRequest<ImagesResponse>(requests.images, { which: "tagged" });
  if (!response.ok) {
    tellFailure(tools, response.failure);
    return undefined;
  }
  const items = response.images.flatMap((image) =>
    image.tags.map((tag) => ({ label: tag, description: describe(image) })),
  );
  if (items.length === 0) {
    void window.showInformationMessage("The container engine has no images.");
    return undefined;
  }
  const chosen = await window.showQuickPick(items, {
    title: "Show What Is in the Image",
    placeHolder: "Image",
  });
  return chosen?.label;
}

function describe({ size, created }: LocalImage): string {
  return `${size}, ${created.slice(0, 10)}`;
}

function shortId({ id }: LocalImage): string {
  return id.replace(/^sha256:/, "").slice(0, 12);
}

function tellFailure(tools: CompareTools, { message }: CompareFailure): void {
  tools.log.error(message);
  offerLog(tools.log, message);
}
