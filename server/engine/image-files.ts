// Looks things up in an image's final tree as its kernel would: links are followed within the image.

import type { FileFacts } from "./file-facts.ts";

/** Who may do what with a file or folder, as `chmod` and `chown` count it. */
export interface Rights {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

export type ImageNode =
  | { readonly kind: "folder"; readonly rights: Rights; readonly names: () => readonly string[] }
  | { readonly kind: "file"; readonly rights: Rights; readonly facts: FileFacts }
  | { readonly kind: "link"; readonly target: string }
  | { readonly kind: "other" };

/** What a path leads to: a node that is no link, and its real path. */
export interface Found {
  /** Absolute, without links. */
  readonly path: string;
  readonly node: Exclude<ImageNode, { readonly kind: "link" }>;
}

/** The kernel gives up after as many. */
const mostLinks = 40;

export class ImageFiles {
  private readonly at: (parts: readonly string[]) => ImageNode | undefined;

  /** `at` gives what lies at the parts of a path whose folders are no links. */
  constructor(at: (parts: readonly string[]) => ImageNode | undefined) {
    this.at = at;
  }

  /** Follows an absolute path; undefined when there is nothing, or nothing but a circle of links. */
  find(path: string): Found | undefined {
    const pending = partsOf(path).reverse();
    const parts: string[] = [];
    let links = 0;
    let node: ImageNode | undefined = this.at([]);
    for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
      if (part === "..") {
        parts.pop();
        node = this.at(parts);
        continue;
      }
      if (node?.kind !== "folder") return undefined;
      parts.push(part);
      node = this.at(parts);
      if (node?.kind !== "link") continue;
      if (++links > mostLinks) return undefined;
      if (node.target.startsWith("/")) parts.length = 0;
      else parts.pop();
      pending.push(...partsOf(node.target).reverse());
      node = this.at(parts);
    }
    return node === undefined || node.kind === "link" ? undefined : { path: `/${parts.join("/")}`, node };
  }

  /** The names in a folder; none where there is no such folder. */
  names(path: string): readonly string[] {
    const found = this.find(path);
    return found?.node.kind === "folder" ? found.node.names() : [];
  }

  /** The text of a small file that was kept; undefined when it is not there. */
  text(path: string): string | undefined {
    const found = this.find(path);
    return found?.node.kind === "file" ? found.node.facts.text : undefined;
  }
}

function partsOf(path: string): string[] {
  return path.split("/").filter((part) => part !== "" && part !== ".");
}
