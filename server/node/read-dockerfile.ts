// Reads a Dockerfile from disk or standard input, with errors that say what to do.

import { open } from "node:fs/promises";

/** Larger than any real Dockerfile by far. */
const mostBytes = 10 * 1024 * 1024;

export type DockerfileText =
  | {
      readonly ok: true;
      readonly text: string;
      /** False when some bytes are no UTF-8: writing the text back would change them. */
      readonly faithful: boolean;
    }
  | { readonly ok: false; readonly message: string };

/** Reads a file or a pipe. A byte order mark stays in the text; bytes that are no UTF-8 become replacement characters. */
export async function readDockerfile(path: string): Promise<DockerfileText> {
  try {
    const file = await open(path, "r");
    try {
      const facts = await file.stat();
      if (facts.isDirectory()) return isFolder(path);
      if (facts.isFile() && facts.size > mostBytes) return tooLarge(path);
      // A pipe has no size and a device no end, so both are read piece by piece.
      return await readDockerfileFrom(file.createReadStream({ autoClose: false }), path);
    } finally {
      await file.close();
    }
  } catch (error) {
    return failed(messageOf(error, path));
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
  const mark = content.subarray(0, 2).toString("hex");
  if (mark === "fffe" || mark === "feff") return failed(`\`${name}\` is UTF-16: save it as UTF-8`);
  if (content.includes(0)) return failed(`\`${name}\` is not text: it holds a NUL byte`);
  const text = content.toString("utf8");
  return { ok: true, text, faithful: !text.includes("\ufffd") || Buffer.from(text).equals(content) };
}

function isFolder(path: string): DockerfileText {
  return failed(`\`${path}\` is a folder: name a Dockerfile in it`);
}

function tooLarge(path: string): DockerfileText {
  return failed(`\`${path}\` has more than 10 MB: it is no Dockerfile`);
}

function messageOf(error: unknown, path: string): string {
  const code = (error as { code?: string }).code ?? "";
  if (code === "ENOENT" || code === "ENOTDIR") return `\`${path}\` does not exist: check the path`;
  if (code === "EACCES" || code === "EPERM") return `\`${path}\` may not be read: check its permissions`;
  if (code === "EISDIR") return `\`${path}\` is a folder: name a Dockerfile in it`;
  if (code === "ELOOP") return `\`${path}\` is a link that leads back to itself`;
  return `\`${path}\` can't be read (${code})`;
}

function failed(message: string): DockerfileText {
  return { ok: false, message };
}
