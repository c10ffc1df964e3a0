// ShellCheck over the protocol: on opening and saving, where it is switched on and the workspace is trusted.

import { describe, expect, test } from "vitest";
import { DidSaveTextDocumentNotification } from "vscode-languageserver/node";
import type { ShellcheckHost } from "../../server/lsp/host.ts";
import { memoryHost, start, until } from "./harness.ts";

const uri = "file:///project/Dockerfile";
const text = 'FROM debian:13\nRUN echo $x\nUSER 1\nCMD ["a"]\n';
const enabled = { shellcheck: { enabled: true } };

/** A stand-in that finds fault with every `$x`. */
function stub(failure?: string): ShellcheckHost & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    check: async ({ path, scripts }) => {
      asked.push(`${path}: ${scripts.map((script) => script.text.slice(script.start)).join("; ")}`);
      if (failure !== undefined) return { answers: new Map(), failure };
      const answers = new Map(
        scripts.map((script) => {
          const at = script.text.indexOf("$x", script.start);
          const comment = { start: at, end: at + 2, level: "info", code: "SC1", message: "m." } as const;
          const edits = [{ span: { start: at, end: at + 2 }, newText: '"$x"' }];
          return [script.key, at === -1 ? [] : [{ ...comment, edits }]] as const;
        }),
      );
      return { answers, failure: undefined };
    },
  };
}

async function opened(options: Parameters<typeof start>[1], shellcheck: ReturnType<typeof stub> = stub()) {
  const client = await start(
    { ...memoryHost(new Map([["/project/Dockerfile", text]])), shellcheck },
    options,
  );
  await client.open(uri, text);
  const said = async () =>
    (await client.diagnostics(uri))
      .filter(({ code }) => code === "shell-pitfall")
      .map(({ range, message }) => `${range.start.line}:${range.start.character} ${message}`);
  const save = () =>
    client.connection.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri } });
  const answered = async (count: number) => {
    for (let tries = 0; (await said()).length !== count; tries++) {
      if (tries > 200) throw new Error(`waited in vain for ${count} findings`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return { client, said, save, answered, shellcheck };
}

describe("ShellCheck", () => {
  test("is not asked unless it is switched on, nor in a workspace that is not trusted", async () => {
    for (const options of [{}, { settings: enabled, session: { trusted: false } }]) {
      const { said, save, shellcheck } = await opened(options);
      await save();
      expect(await said()).toEqual([]);
      expect(shellcheck.asked).toEqual([]);
    }
  });

  test("is asked once for each script, when a file is opened or saved and not while someone types", async () => {
    const { client, said, save, answered, shellcheck } = await opened({ settings: enabled });
    await until("a refresh", () => (client.refreshes > 0 ? true : undefined));
    expect(await said()).toEqual(["1:9 ShellCheck SC1: m"]);
    await client.change(uri, 2, [{ text: `# typed\n${text}RUN echo $x $y\n` }]);
    // What did not change keeps its findings where it is now.
    expect(await said()).toEqual(["2:9 ShellCheck SC1: m"]);
    expect(shellcheck.asked).toEqual([": echo $x"]);
    await save();
    await answered(2);
    expect(shellcheck.asked).toEqual([": echo $x", ": echo $x $y"]);
    await save();
    await said();
    expect(shellcheck.asked).toHaveLength(2);
  });

  test("has its own fixes", async () => {
    const { client, answered } = await opened({ settings: enabled });
    await answered(1);
    const place = { line: 1, character: 10 };
    const actions = await client.actions(uri, { start: place, end: place }, ["quickfix"]);
    const fix = actions.find(({ title }) => title.startsWith("Apply ShellCheck's fix for SC1"));
    expect(fix).toBeDefined();
    const resolved = fix === undefined ? undefined : await client.resolve(fix);
    expect(JSON.stringify(resolved?.edit)).toContain('\\"$x\\"');
  });

  test("that can't be started is complained of once", async () => {
    const { client, save, shellcheck } = await opened(
      { settings: { shellcheck: { enabled: true, path: "/opt/sc" } } },
      stub("ENOENT"),
    );
    await save();
    await until("two tries", () => (shellcheck.asked.length === 2 ? true : undefined));
    await until("a message", () => (client.messages.length > 0 ? true : undefined));
    await client.diagnostics(uri);
    expect(client.messages).toEqual([
      "ShellCheck can't be started (ENOENT). Install it, or name it in the setting leanDockerfile.shellcheck.path.",
    ]);
  });

  test("runs when trust is given, and its findings go when it is switched off", async () => {
    const { client, said, answered } = await opened({ settings: enabled, session: { trusted: false } });
    await client.connection.sendNotification("leanDockerfile/didChangeSession", { trusted: true });
    await answered(1);
    await client.changeSettings({});
    expect(await said()).toEqual([]);
  });

  test("says nothing beside an extension of hadolint, which shows the same", async () => {
    const coexistence = { buildkit: false, hadolint: true, syntax: false };
    const { client, said } = await opened({ settings: enabled, session: { coexistence } });
    await until("a refresh", () => (client.refreshes > 0 ? true : undefined));
    expect(await said()).toEqual([]);
  });
});
