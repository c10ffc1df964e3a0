// The base images that built cases start from: whether they are there, and with the compiler's cache filled once for all cases.

import type { Client } from "./client.ts";

/**
 * What fills the compiler's cache of an image. Every build of Go compiles the parts of the standard library that it
 * uses, which takes far longer than the fixture's own lines and makes the same files in every case.
 */
const warmUps: Readonly<Record<string, string>> = {
  "golang:1.22": `RUN for cgo in 0 1; do CGO_ENABLED=$cgo go build net/http html/template embed flag log os/exec || exit 1; done`,
};

const fromLine = /^(FROM\s+(?:--platform=\S+\s+)?)(\S+)/gim;

interface WarmImage {
  readonly tag: string;
  /** What it is larger than the image that it stands for, in bytes of the engine's own figure. */
  readonly added: number;
}

export class BaseImages {
  private readonly client: Client;
  private readonly looked = new Map<string, Promise<boolean>>();
  private readonly warm = new Map<string, Promise<WarmImage>>();
  /** Tags that were made here and go with it. */
  private readonly tagged: string[] = [];

  constructor(client: Client) {
    this.client = client;
  }

  /** The first image that one of the texts starts from and that is not there; undefined where all are. */
  async missing(texts: readonly string[]): Promise<string | undefined> {
    for (const image of texts.flatMap(basesOf)) if (!(await this.isThere(image))) return image;
    return undefined;
  }

  /**
   * The text on images whose compiler's cache is filled; everything else stays. `added` is what that adds to an image
   * that ships its compiler, in bytes.
   */
  async warmed(text: string): Promise<{ readonly text: string; readonly added: number }> {
    const images = new Map<string, WarmImage>();
    for (const image of basesOf(text)) {
      const warmUp = warmUps[floating(image)];
      if (warmUp !== undefined) images.set(image, await this.warmImage(image, warmUp));
    }
    return {
      text: text.replace(fromLine, (line, from: string, image: string) => {
        const warm = images.get(image);
        return warm === undefined ? line : `${from}${warm.tag}`;
      }),
      added: [...images.values()].reduce((total, { added }) => total + added, 0),
    };
  }

  /** Takes away the tags that were made; the build cache keeps the layers. */
  async close(): Promise<void> {
    for (const tag of this.tagged) await this.client.call("image", "rm", tag);
  }

  private isThere(image: string): Promise<boolean> {
    const known = this.looked.get(image) ?? this.look(image);
    this.looked.set(image, known);
    return known;
  }

  private async look(image: string): Promise<boolean> {
    if (await this.client.has(image)) return true;
    // The stand-in images carry one release; its own tag names the same.
    const same = floating(image);
    if (same === image || !(await this.client.has(same))) return false;
    await this.client.call("tag", same, image);
    this.tagged.push(image);
    return true;
  }

  /** One for all tags of the same image: two at once would compile the same twice. */
  private async warmImage(image: string, warmUp: string): Promise<WarmImage> {
    const id = await this.client.call("image", "inspect", "--format", "{{.Id}}", image);
    const known = this.warm.get(id) ?? this.makeWarm(image, warmUp);
    this.warm.set(id, known);
    return known;
  }

  private async makeWarm(image: string, warmUp: string): Promise<WarmImage> {
    const tag = `lean-dockerfile/warm:${image.replace(/\W+/g, "-")}-${process.pid}`;
    await this.client.build(tag, `FROM ${image}\n${warmUp}\n`);
    this.tagged.push(tag);
    return { tag, added: (await this.client.size(tag)) - (await this.client.size(image)) };
  }
}

/** The tag of an image without the release that it is of. */
function floating(image: string): string {
  return image.replace("-bookworm", "");
}

/** The images that a text starts from, without `scratch` and its own stages. */
function basesOf(text: string): readonly string[] {
  return [...text.matchAll(fromLine)].flatMap(([, , image]) =>
    image === undefined || !/[:/]/.test(image) ? [] : [image],
  );
}
