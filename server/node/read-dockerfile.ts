// Reads a Dockerfile from disk or standard input, with errors that say what to do.

import { open, stat } from "node:fs/promises";

/** Larger than any real Dockerfile by far. */
const mostBytes = 10 * 1024 * 1024;

export type DockerfileText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly message: string };

/** Reads a file. A byte order mark stays in the text; bytes that are no UTF-8 become replacement characters. */
export async function readDockerfile(path: string): Promise<DockerfileText> {
  try {
    const facts = await stat(path);
    if (facts.isDirectory()) return failed(`\`${path}\` is a folder: name a Dockerfile in it`);
    if (facts.size > mostBytes) return tooLarge(path);
    const file = await open(path, "r");
    try {
      const content = await file.readFile();
      return textOf(content, path);
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = (error as { code?: string }).code ?? "";
    if (code === "ENOENT" || code === "ENOTDIR") return failed(`\`${path}\` does not exist: check the path`);
    if (code === "EACCES" || code === "EPERM")
      return failed(`\`${path}\` may not be read: check its permissions`);
    return failed(`\`${path}\` can't be read (${code})`);
  }
}

/** Reads a stream to its end, `-` on the command line. */
export async function readDockerfileFrom(
  stream: AsyncIterable<Buffer | string>,
  name: string,
): Promise<DockerfileText> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream) {
    const bytes = typeof part === "string" ? Buffer.from(part) : part;
    size += bytes.length;
    if (size > mostBytes) return tooLarge(name);
    parts.push(bytes);
  }
  return textOf(Buffer.concat(parts), name);
}

function textOf(content: Buffer, name: string): DockerfileText {
  if (content.includes(0)) return failed(`\`${name}\` is not text: it holds a NUL byte`);
  return { ok: true, text: content.toString("utf8") };
}

function tooLarge(name: string): DockerfileText {
  return failed(`\`${name}\` has more than 10 MB: it is no Dockerfile`);
}

function failed(message: string): DockerfileText {
  return { ok: false, message };
}
