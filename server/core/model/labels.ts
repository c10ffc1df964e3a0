// The labels of an image: which instruction sets each, and what values they may have.

import { Memory } from "../memory.ts";
import type { LabelKind } from "../settings.ts";
import type { Pair, Word } from "../syntax/words.ts";
import type { Dockerfile } from "./dockerfile.ts";
import { instructionsOf } from "./occurrences.ts";
import type { Stage } from "./stage.ts";

export interface Label {
  /** Without quotes. */
  readonly key: string;
  readonly pair: Pair;
  readonly written: Word | undefined;
  /** With variables replaced; undefined when it can't be known. */
  readonly value: string | undefined;
  readonly stage: Stage;
}

/** All labels that a file sets, in order. */
export function labelsOf(dockerfile: Dockerfile): readonly Label[] {
  let labels = cache.get(dockerfile);
  if (labels === undefined) {
    labels = instructionsOf(dockerfile, "LABEL").flatMap((instruction) => {
      const stage = dockerfile.stageOf(instruction);
      if (stage === undefined) return [];
      return instruction.pairs.map((pair): Label => {
        const written = pair.value;
        const value = written === undefined ? "" : stage.expand(written.text, instruction);
        // What a build argument holds is filled in by whoever builds; its default is a stand-in.
        const dynamic = written?.text.includes("$") === true;
        return {
          key: pair.key.replace(/^(["'])(.*)\1$/, "$2"),
          pair,
          written,
          value: dynamic ? undefined : value,
          stage,
        };
      });
    });
    cache.set(dockerfile, labels);
  }
  return labels;
}

const cache = new Memory<Dockerfile, readonly Label[]>("dockerfile");

/** Source: the pre-defined annotation keys of the OCI image specification, and those of label-schema.org before it. */
export const knownLabels: Readonly<Record<string, LabelKind>> = {
  "org.opencontainers.image.created": "rfc3339",
  "org.opencontainers.image.authors": "text",
  "org.opencontainers.image.url": "url",
  "org.opencontainers.image.documentation": "url",
  "org.opencontainers.image.source": "url",
  "org.opencontainers.image.version": "text",
  "org.opencontainers.image.revision": "text",
  "org.opencontainers.image.vendor": "text",
  "org.opencontainers.image.licenses": "spdx",
  "org.opencontainers.image.title": "text",
  "org.opencontainers.image.description": "text",
  "org.label-schema.build-date": "rfc3339",
  "org.label-schema.url": "url",
};

const months = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** True when a value has the form that its type asks for; the empty value never has. */
export function fits(value: string, type: LabelKind): boolean {
  switch (type) {
    case "text":
      return value !== "";
    case "url":
      return /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#]+\S*$/i.test(value);
    case "email":
      return /^[^\s@<>]+@[^\s@<>.]+(?:\.[^\s@<>.]+)+$/.test(value);
    case "semver":
      return /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/.test(value);
    case "rfc3339": {
      const found =
        /^\d{4}-(\d\d)-(\d\d)[Tt ](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/.exec(
          value,
        );
      const [, month, day] = found ?? [];
      return Number(day) >= 1 && Number(day) <= (months[Number(month) - 1] ?? 0);
    }
    case "spdx":
      return isLicense(value);
    case "hash":
      return /^[0-9a-f]{7,64}$/i.test(value);
  }
}

/** Names that people write for a licence whose SPDX identifier is another one. Source: the SPDX licence list. */
export const licenseNames: Readonly<Record<string, string>> = {
  apache: "Apache-2.0",
  "apache 2": "Apache-2.0",
  "apache 2.0": "Apache-2.0",
  "apache-2": "Apache-2.0",
  apache2: "Apache-2.0",
  "apache license 2.0": "Apache-2.0",
  "apache license, version 2.0": "Apache-2.0",
  "apache license version 2.0": "Apache-2.0",
  "mit license": "MIT",
  "the mit license": "MIT",
  bsd: "BSD-3-Clause",
  gpl: "GPL-3.0-or-later",
  gplv2: "GPL-2.0-only",
  gplv3: "GPL-3.0-only",
  "gpl v3": "GPL-3.0-only",
  lgplv3: "LGPL-3.0-only",
  agplv3: "AGPL-3.0-only",
  "gnu agplv3": "AGPL-3.0-only",
  mpl: "MPL-2.0",
  "mpl 2.0": "MPL-2.0",
};

/** An SPDX licence expression by its grammar; identifiers are only compared with names known to be none. */
function isLicense(value: string): boolean {
  const words = value.replace(/[()]/g, " ").trim().split(/\s+/);
  if (words.length % 2 === 0 || Object.hasOwn(licenseNames, value.toLowerCase())) return false;
  return words.every((word, at) =>
    at % 2 === 1
      ? /^(?:AND|OR|WITH)$/i.test(word)
      : /^[A-Za-z0-9][A-Za-z0-9.-]*\+?(?::[A-Za-z0-9.-]+)?$/.test(word),
  );
}
