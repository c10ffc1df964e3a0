// The requests about local images and disk usage: they need an engine and a trusted workspace, and no document.

import type { CancellationToken } from "vscode-languageserver";
import type { CompareFailure } from "../../protocol/compare.ts";
import type {
  DiskUsageResponse,
  ImageContentsParams,
  ImageContentsResponse,
  ImagesParams,
  ImagesResponse,
  PruneParams,
  PruneResponse,
} from "../../protocol/housekeeping.ts";
import { requests } from "../../protocol/names.ts";
import type { HousekeepingHost } from "../host.ts";
import type { Session } from "../session.ts";

export function addHousekeeping(session: Session): void {
  const { connection } = session;
  connection.onRequest<ImagesResponse, void>(requests.images, (params: ImagesParams) =>
    ask(session, (host, engine) =>
      host.images(engine, { which: params?.which === "dangling" ? "dangling" : "tagged" }),
    ),
  );
  connection.onRequest<ImageContentsResponse, void>(
    requests.imageContents,
    (params: ImageContentsParams, token: CancellationToken) =>
      ask(session, (host, engine) => {
        const controller = new AbortController();
        token.onCancellationRequested(() => controller.abort());
        return host.imageContents(engine, { image: String(params?.image ?? "") }, controller.signal);
      }),
  );
  connection.onRequest<DiskUsageResponse, void>(requests.diskUsage, () =>
    ask(session, (host, engine) => host.diskUsage(engine)),
  );
  connection.onRequest<PruneResponse, void>(requests.prune, (params: PruneParams) =>
    ask(session, async (host, engine) => {
      const { what } = params ?? {};
      if (what !== "dangling-images" && what !== "build-cache")
        return refused("There is nothing of that kind to remove.");
      return host.prune(engine, { what });
    }),
  );
}

async function ask<T>(
  session: Session,
  run: (host: HousekeepingHost, enginePath: string) => Promise<T>,
): Promise<T | ReturnType<typeof refused>> {
  const { housekeeping } = session.host;
  if (housekeeping === undefined) return refused("There is no container engine to call.");
  // The setting that names the engine's client counts in a trusted workspace only.
  if (!session.options.trusted) return refused("Calling the container engine needs a trusted workspace.");
  const { enginePath } = await session.settingsOf(undefined);
  return run(housekeeping, enginePath);
}

function refused(message: string): { readonly ok: false; readonly failure: CompareFailure } {
  return { ok: false, failure: { kind: "other", message } };
}
