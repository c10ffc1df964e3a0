// Values of build arguments and secrets don't show, and control characters don't get through.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRedaction, plainLine } from "../../server/engine/redaction.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "lean-redaction-"));
  writeFileSync(path.join(folder, "token"), "s3cr3t-first-line\nsecond-line\nab\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

async function redacted(
  text: string,
  inputs: { buildArgs?: string[]; secrets?: string[]; env?: NodeJS.ProcessEnv },
) {
  const redact = await createRedaction({ buildArgs: [], secrets: [], env: {}, ...inputs });
  return redact(text);
}

describe("build arguments", () => {
  test("long values go wherever they are", async () => {
    expect(await redacted("xhunter2222y --token=hunter2222", { buildArgs: ["T=hunter2222"] })).toBe(
      "x***y --token=***",
    );
  });

  test("as builders quote them inside a command that fails", async () => {
    const text = `process "/bin/sh -c test != 'hunter2 \\"x\\"'" did not complete`;
    expect(await redacted(text, { buildArgs: ['T=hunter2 "x"'] })).toBe(
      `process "/bin/sh -c test != '***'" did not complete`,
    );
  });

  test("shorter ones go as words", async () => {
    expect(await redacted("1.22 golang:1.22 11.223", { buildArgs: ["V=1.22"] })).toBe(
      "*** golang:*** 11.223",
    );
  });

  test("the shortest only after their name, so that step numbers stay", async () => {
    expect(await redacted("#1 [1/2] RUN |2 A=1 AA=1 B='1' x", { buildArgs: ["A=1", "B=1"] })).toBe(
      "#1 [1/2] RUN |2 A=*** AA=1 B='***' x",
    );
  });

  test("without a value they are the environment's", async () => {
    expect(await redacted("to hunter2222", { buildArgs: ["T"], env: { T: "hunter2222" } })).toBe("to ***");
    expect(await redacted("to hunter2222", { buildArgs: ["T"] })).toBe("to hunter2222");
  });

  test("values may hold what patterns use, several lines, and one another", async () => {
    expect(await redacted("a.*b+[c]$1 axxb+[c]", { buildArgs: ["T=a.*b+[c]$1"] })).toBe("*** axxb+[c]");
    expect(
      await redacted("first-of-all\nsecond-of-all", { buildArgs: ["T=first-of-all\nsecond-of-all"] }),
    ).toBe("***\n***");
    expect(await redacted("password-long", { buildArgs: ["A=password", "B=password-long"] })).toBe("***");
  });
});

describe("secrets", () => {
  test("from a file: each of its lines", async () => {
    const text = "s3cr3t-first-line and xsecond-linex and ab";
    const token = path.join(folder, "token");
    expect(await redacted(text, { secrets: [`id=x,src=${token}`] })).toBe("*** and x***x and ab");
    expect(await redacted(text, { secrets: [`type=file,id=x,source=${token}`] })).toBe(
      "*** and x***x and ab",
    );
  });

  test("from the environment, named or by id", async () => {
    const env = { TOKEN: "hunter2222" };
    expect(await redacted("hunter2222", { secrets: ["id=x,env=TOKEN"], env })).toBe("***");
    expect(await redacted("hunter2222", { secrets: ["id=TOKEN"], env })).toBe("***");
  });

  test("one that can't be read is left to the build", async () => {
    expect(await redacted("text", { secrets: [`id=x,src=${folder}/absent`, "id=y", folder, ""] })).toBe(
      "text",
    );
  });
});

test("control characters, escape sequences and direction marks don't get through", () => {
  expect(plainLine("\u001b[91mred\u001b[0m\u001b]0;title\u0007 a\tb\u0000c\r\n\u009bd")).toBe(
    "red a\tb c   d",
  );
  expect(plainLine("abc\u202edef\u2066")).toBe("abcdef");
  expect(plainLine("naïve 文件 😀")).toBe("naïve 文件 😀");
});
