// The packages of an image with what they take: Debian's and Alpine's by their databases, Python's and Node's by folder.

import type { PackageSize } from "../protocol/compare.ts";
import type { ImageFiles } from "./image-files.ts";

/** Databases of package managers, as paths without a leading `/`. */
export const packageDatabases =
  /^(?:var\/lib\/dpkg\/status(?:\.d\/[^/]+)?|lib\/apk\/db\/installed|usr\/lib\/apk\/db\/installed)$/;

/** All packages, the largest first. Sizes of dpkg are in whole KiB, as the package says it itself. */
export function packagesOf(
  files: ImageFiles,
  visible: readonly { readonly path: string; readonly bytes: number }[],
): readonly PackageSize[] {
  const found = [...debian(files), ...alpine(files), ...byFolder(visible)];
  return found.sort((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1));
}

/** Fields: "Debian Policy", chapter 5; `Installed-Size` counts KiB. */
function debian(files: ImageFiles): readonly PackageSize[] {
  const texts = [files.text("/var/lib/dpkg/status") ?? ""];
  // Distroless images have a file for each package.
  for (const name of files.names("/var/lib/dpkg/status.d"))
    if (!name.endsWith(".md5sums")) texts.push(files.text(`/var/lib/dpkg/status.d/${name}`) ?? "");
  return texts
    .flatMap((text) => text.split(/\n{2,}/))
    .flatMap((paragraph): PackageSize[] => {
      const name = field(paragraph, "Package");
      const status = field(paragraph, "Status");
      if (name === undefined || (status !== undefined && !status.endsWith(" installed"))) return [];
      const bytes = Number(field(paragraph, "Installed-Size") ?? 0) * 1024;
      return [{ kind: "dpkg", name, version: field(paragraph, "Version") ?? "", bytes }];
    });
}

function field(paragraph: string, name: string): string | undefined {
  return new RegExp(`^${name}: *(.*)$`, "m").exec(paragraph)?.[1]?.trim();
}

/** Fields of the installed database: P name, V version, I installed size in bytes. Source: apk-tools, apk-v2(5). */
function alpine(files: ImageFiles): readonly PackageSize[] {
  const text = files.text("/lib/apk/db/installed") ?? files.text("/usr/lib/apk/db/installed") ?? "";
  return text.split(/\n{2,}/).flatMap((paragraph): PackageSize[] => {
    const value = (key: string) => new RegExp(`^${key}:(.*)$`, "m").exec(paragraph)?.[1];
    const name = value("P");
    return name === undefined
      ? []
      : [{ kind: "apk", name, version: value("V") ?? "", bytes: Number(value("I") ?? 0) }];
  });
}

/** Python's and Node's packages are folders of their own; what lies in one counts for the innermost. */
function byFolder(
  visible: readonly { readonly path: string; readonly bytes: number }[],
): readonly PackageSize[] {
  const sums = new Map<
    string,
    { readonly kind: PackageSize["kind"]; readonly name: string; bytes: number }
  >();
  for (const { path, bytes } of visible) {
    const node = nodePackage(path);
    const python = node === undefined ? /^(.*\/(?:site|dist)-packages\/([\w-]+))\//.exec(path) : null;
    const [folder, name, kind] =
      node !== undefined
        ? [node.folder, node.name, "node" as const]
        : [python?.[1], python?.[2], "python" as const];
    if (folder === undefined || name === undefined || name === "__pycache__") continue;
    const sum = sums.get(folder);
    if (sum === undefined) sums.set(folder, { kind, name, bytes });
    else sum.bytes += bytes;
  }
  return [...sums.values()].map(({ kind, name, bytes }) => ({ kind, name, version: "", bytes }));
}

function nodePackage(path: string): { readonly folder: string; readonly name: string } | undefined {
  const at = path.lastIndexOf("node_modules/");
  if (at === -1) return undefined;
  const rest = path.slice(at + "node_modules/".length);
  const name = /^(@[^/]+\/[^/]+|[^@/.][^/]*)\//.exec(rest)?.[1];
  return name === undefined ? undefined : { folder: path.slice(0, at) + name, name };
}
