// The server's own requests and commands: split, compare, explain, and hover.

import { describe, expect, test } from "vitest";
import { CancellationTokenSource } from "vscode-languageserver/node";
import { rules } from "../../server/core/rules/registry.ts";
import type { ComparisonCallbacks, ComparisonHost, ComparisonJob } from "../../server/lsp/host.ts";
import type { CompareResponse } from "../../server/protocol/compare.ts";
import type { ExplainResponse } from "../../server/protocol/explain.ts";
import type { SplitResponse } from "../../server/protocol/split.ts";
import { tableResult } from "../engine/support/report-sample.ts";
import { applied, memoryHost, start, until } from "./harness.ts";
import { sampleDisk, textOf, uriOf } from "./sample.ts";

const uri = uriOf("Dockerfile");

const done: CompareResponse = {
  ok: true,
  headline: "2 MB -> 1 MB",
  markdown: "# Report",
  result: {
    kind: "measured",
    engine: null,
    sides: [],
    difference: null,
    configDifferences: [],
    verification: null,
    budget: null,
    notes: [],
  },
};

/** A comparison that remembers what it was asked and answers as told. */
class FakeComparison implements ComparisonHost {
  readonly jobs: ComparisonJob[] = [];
  committed: string | undefined;
  answer: (job: ComparisonJob, callbacks: ComparisonCallbacks) => Promise<CompareResponse> = async () => done;

  compare(job: ComparisonJob, callbacks: ComparisonCallbacks): Promise<CompareResponse> {
    this.jobs.push(job);
    return this.answer(job, callbacks);
  }

  async committedText(): Promise<string | undefined> {
    return this.committed;
  }
}

async function opened(options: Parameters<typeof start>[1] = {}, text?: string) {
  const disk = sampleDisk();
  const comparison = new FakeComparison();
  const client = await start(memoryHost(disk, comparison), options);
  const before = text ?? textOf(disk, "Dockerfile");
  await client.open(uri, before);
  const compare = (params: object = {}) =>
    client.connection.sendRequest<CompareResponse>("leanDockerfile/compare", {
      textDocument: { uri },
      ...params,
    });
  const split = (params: object = {}) =>
    client.connection.sendRequest<SplitResponse>("leanDockerfile/split", {
      textDocument: { uri },
      ...params,
    });
  return { client, comparison, before, compare, split };
}

describe("leanDockerfile/split", () => {
  test("gives the text, the choice of runtimes and an edit with the same result", async () => {
    const { split, before } = await opened();
    const response = await split();
    expect(response).toMatchObject({ status: "split", ecosystem: "go", runtime: "distroless" });
    expect(response.title).toContain("distroless");
    expect(response.alternatives.map(({ runtime }) => runtime)).toContain("scratch");
    const edit = response.edit as unknown as Parameters<typeof applied>[0];
    const unticked = withoutConfirmed(edit);
    expect(applied(unticked, { [uri]: before })[uri]).toBe(response.dockerfile);
  });

  test("asks for confirmation only for comments that say what was assumed", async () => {
    const { split, before } = await opened();
    const response = await split();
    const edit = response.edit as unknown as Parameters<typeof applied>[0];
    const confirmed = Object.values(edit?.changeAnnotations ?? {}).filter((each) => each.needsConfirmation);
    expect(confirmed).toHaveLength(response.assumptions.length === 0 ? 0 : 1);
    const text = applied(edit, { [uri]: before })[uri] ?? "";
    const comments = response.assumptions.map(({ message }) => `# Split: ${message}.\n`).join("");
    expect(text.replace(comments, "")).toBe(response.dockerfile);
  });

  test("takes the runtime that is asked for", async () => {
    const { split } = await opened();
    expect((await split({ runtime: "scratch" })).dockerfile).toContain("FROM scratch");
    expect((await split({ runtime: "nonsense" })).runtime).toBe("distroless");
  });

  test("takes the user's preferred runtime where the program allows it", async () => {
    const { split } = await opened({ settings: { preferredRuntime: "alpine" } });
    expect((await split()).runtime).toBe("alpine");
    expect((await split({ runtime: "auto" })).runtime).toBe("distroless");
    const { before } = await opened();
    const shell = before.replace('["./server"]', "sleep 1; exec ./server");
    const needsShell = await opened({ settings: { preferredRuntime: "scratch" } }, shell);
    const response = await needsShell.split();
    expect([response.status, response.runtime === "scratch"]).toEqual(["split", false]);
  });

  test("says why it declines, with the line", async () => {
    const { split } = await opened(
      {},
      'FROM golang:1.22\nCOPY . .\nRUN go build ./...\nCMD ["go", "run", "."]\n',
    );
    const response = await split();
    expect(response).toMatchObject({ status: "declined", edit: null, dockerfile: null });
    expect(response.reasons[0]).toMatchObject({ message: expect.stringMatching(/go run/), line: 3 });
  });

  test("of a document that is not open is declined", async () => {
    const { split } = await opened();
    expect((await split({ textDocument: { uri: uriOf("closed.Dockerfile") } })).status).toBe("declined");
  });

  test("as a command applies the edit, or tells why not and goes to the line", async () => {
    const { client } = await opened();
    await client.execute("leanDockerfile/split", [{ textDocument: { uri } }]);
    expect(client.applied).toHaveLength(1);
    await client.change(uri, 2, [{ text: 'FROM golang:1.22\nRUN go build ./...\nCMD ["go", "run", "."]\n' }]);
    await client.execute("leanDockerfile/split", [uri]);
    expect(await until("a message", () => client.messages[0])).toMatch(/^Not split: /);
    expect(client.shown).toEqual([{ uri, line: 2 }]);
    await expect(client.execute("leanDockerfile/split", [])).rejects.toThrow("argument");
    await expect(client.execute("leanDockerfile/unknown", [])).rejects.toThrow("no command");
  });
});

/** The edit as VS Code applies it when the user ticks nothing. */
function withoutConfirmed(edit: Parameters<typeof applied>[0]): Parameters<typeof applied>[0] {
  const optional = Object.entries(edit?.changeAnnotations ?? {}).flatMap(([id, each]) =>
    each.needsConfirmation ? [id] : [],
  );
  const documentChanges = edit?.documentChanges?.map((change) =>
    "textDocument" in change
      ? {
          ...change,
          edits: change.edits.filter(
            (each) => !("annotationId" in each && optional.includes(each.annotationId)),
          ),
        }
      : change,
  );
  return documentChanges === undefined ? edit : { documentChanges };
}

describe("leanDockerfile/compare", () => {
  test("compares the text in the editor with its split", async () => {
    const { client, comparison, compare, before } = await opened({
      settings: { sizeBudget: " 50MB ", engine: { path: "podman", buildArgs: { A: "b", C: 1 } } },
    });
    const unsaved = `${before}# unsaved\n`;
    await client.change(uri, 2, [{ text: unsaved }]);
    expect(await compare()).toEqual(done);
    const [job] = comparison.jobs;
    expect(job?.sides.map(({ label }) => label)).toEqual(["original", "split (distroless)"]);
    expect(job?.sides[0].text).toBe(unsaved);
    expect(job?.sides[0].steps.map(({ keyword, line }) => `${line} ${keyword}`)).toEqual([
      ...["1 FROM", "3 ENV", "4 WORKDIR", "5 COPY", "6 RUN", "8 EXPOSE", "9 CMD"],
    ]);
    expect(job?.sides[1]?.text.match(/^FROM /gm)).toHaveLength(2);
    expect(job).toMatchObject({
      dockerfile: "/project/Dockerfile",
      context: "/project",
      mode: "measure",
      images: "remove",
      extras: [],
    });
    expect(job).toMatchObject({ enginePath: "podman", buildArgs: { A: "b" }, sizeBudget: "50MB" });
    expect(job?.plannedFields).toContain("user");
  });

  test("passes on what else is asked for", async () => {
    const { comparison, compare } = await opened();
    await compare();
    await compare({ extras: ["smoke", "vulnerabilities"] });
    expect(comparison.jobs.map(({ extras }) => extras)).toEqual([[], ["smoke", "vulnerabilities"]]);
  });

  test("compares a file that needs no split with what was committed, or takes it alone", async () => {
    const { comparison, compare, before } = await opened({}, 'FROM busybox:musl\nUSER 1000\nCMD ["true"]\n');
    await compare();
    comparison.committed = before;
    await compare();
    comparison.committed = "FROM scratch\n";
    await compare();
    expect(comparison.jobs.map(({ sides }) => sides.map(({ label }) => label))).toEqual([
      ["Dockerfile"],
      ["Dockerfile"],
      ["HEAD", "working copy"],
    ]);
  });

  test("passes on what is asked for", async () => {
    const { comparison, compare } = await opened();
    await compare({ runtime: "scratch", estimate: true, keep: true });
    expect(comparison.jobs[0]).toMatchObject({ mode: "estimate", images: "keep" });
    expect(comparison.jobs[0]?.sides[1]?.text).toContain("FROM scratch");
    expect(comparison.jobs[0]?.sides[1]?.estimatedBytes).toBeGreaterThan(0);
  });

  test("is refused while the workspace is not trusted, until trust is given", async () => {
    const { client, comparison, compare } = await opened({
      session: { trusted: false },
      settings: { engine: { path: "./run-me.sh" } },
    });
    expect(await compare()).toMatchObject({
      ok: false,
      failure: { message: expect.stringMatching(/trusted/) },
    });
    expect(comparison.jobs).toEqual([]);
    await client.connection.sendNotification("leanDockerfile/didChangeSession", { trusted: true });
    expect(await compare()).toEqual(done);
    expect(comparison.jobs[0]?.enginePath).toBe("./run-me.sh");
  });

  test("is refused for what is not on disk", async () => {
    const { client, comparison, compare } = await opened();
    await client.open("untitled:a", "FROM scratch\n");
    const response = await compare({ textDocument: { uri: "untitled:a" } });
    expect(response).toMatchObject({ ok: false, failure: { message: expect.stringMatching(/on disk/) } });
    expect(comparison.jobs).toEqual([]);
  });

  test("reports progress and the build's output while it runs", async () => {
    const { client, comparison, compare } = await opened();
    const progress: unknown[] = [];
    const log: unknown[] = [];
    client.connection.onNotification("$/progress", (params: { value: unknown }) => {
      progress.push(params.value);
    });
    client.connection.onNotification("leanDockerfile/compareLog", (params) => {
      log.push(params);
    });
    comparison.answer = async (_, { onProgress, onLog }) => {
      onProgress({ side: "original", step: 2, steps: 4, message: "RUN go build" });
      onLog({ line: "#5 RUN go build" });
      onProgress({ side: "split (distroless)", step: 4, steps: 4, message: "Measuring" });
      return done;
    };
    await compare({ workDoneToken: "token" });
    expect(log).toEqual([{ line: "#5 RUN go build" }]);
    expect(progress).toMatchObject([
      { kind: "begin", cancellable: true },
      { kind: "report", message: "original: step 2 of 4: RUN go build", percentage: 25 },
      { kind: "report", message: "split (distroless): step 4 of 4: Measuring", percentage: 100 },
      { kind: "end" },
    ]);
  });

  test("is cancelled with the request, and answers when the clean-up is done", async () => {
    const { client, comparison } = await opened();
    comparison.answer = (_, { signal }) =>
      new Promise((resolve) => {
        signal.addEventListener("abort", () =>
          setTimeout(() => resolve({ ok: false, failure: { kind: "cancelled", message: "Cancelled." } }), 50),
        );
      });
    const source = new CancellationTokenSource();
    const params = { textDocument: { uri } };
    const response = client.connection.sendRequest<CompareResponse>(
      "leanDockerfile/compare",
      params,
      source.token,
    );
    await until("the job", () => comparison.jobs[0]);
    source.cancel();
    expect(await response).toMatchObject({ ok: false, failure: { kind: "cancelled" } });
  });

  test("gives a failure's line in the document only where the document's text fails", async () => {
    const { comparison, compare } = await opened();
    const failing = (side: string): CompareResponse => ({
      ok: false,
      failure: { kind: "build-failed", message: "It fails.", side, line: 6 },
    });
    comparison.answer = async () => failing("original");
    expect(await compare()).toMatchObject({ documentLine: 6 });
    comparison.answer = async () => failing("split (distroless)");
    expect(await compare()).not.toHaveProperty("documentLine");
    // In a table the failure is that of a row.
    const row = tableResult("original");
    comparison.answer = async () => ({ ok: true, result: row, headline: "3 images" });
    expect(await compare()).toMatchObject({ ok: true, documentLine: 2 });
  });

  test("as a command tells the outcome", async () => {
    const { client, comparison } = await opened();
    await client.execute("leanDockerfile/compare", [{ textDocument: { uri } }]);
    comparison.answer = async () => ({
      ok: false,
      failure: { kind: "no-client", message: "Install docker." },
    });
    await client.execute("leanDockerfile/compare", [uri]);
    await until("both messages", () => (client.messages.length === 2 ? true : undefined));
    expect(client.messages).toEqual(["2 MB -> 1 MB", "Install docker."]);
  });
});

describe("leanDockerfile/explain", () => {
  test("lists the rules, gives the page of one, and nothing for an unknown name", async () => {
    const { client } = await opened();
    const explain = (params: object) =>
      client.connection.sendRequest<ExplainResponse>("leanDockerfile/explain", params);
    const all = await explain({});
    expect(all.rules.map(({ rule }) => rule)).toEqual(rules.map(({ name }) => name));
    expect(all.rules.every(({ summary, markdown }) => summary !== "" && markdown === "")).toBe(true);
    const { rules: page } = await explain({ rule: "root-user" });
    expect(page).toHaveLength(1);
    expect(page[0]?.markdown).toMatch(/^# root-user\n/);
    expect((await explain({ rule: "no-such-rule" })).rules).toEqual([]);
  });
});

describe("hover", () => {
  test("on a finding names its rule, and on a base image what is known of it", async () => {
    const { client } = await opened();
    const text = (await client.hover(uri, 1, 8)) ?? "";
    expect(text).toContain("toolchain-in-final-image");
    expect(text).toContain("**`golang:1.22`**");
    expect(text).toMatch(/Size on disk: ~\d/);
  });

  test("elsewhere says nothing", async () => {
    const { client } = await opened();
    expect(await client.hover(uri, 0, 3)).toBeUndefined();
  });

  test("shows what comes from the file as text", async () => {
    const { client } = await opened({}, "FROM golang:1.22`![x](command:y)\nRUN go build .\n");
    const text = (await client.hover(uri, 0, 8)) ?? "";
    expect(text.replace(/(`+)[\s\S]*?[^`]\1(?!`)/g, "")).not.toContain("](");
  });
});
