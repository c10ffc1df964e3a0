// What comparisons measured, by document: the sizes that the editor shows beside stages and instructions.

import type { CompareResponse, LayerSize } from "../protocol/compare.ts";
import type { ComparisonSide } from "./host.ts";

/** One built text, and what its image weighs. */
export interface MeasuredText {
  readonly text: string;
  /** The stage that was built, by name or number; undefined for the last one. */
  readonly target: string | undefined;
  readonly bytes: number;
  readonly layers: readonly LayerSize[];
  /** How it compares with the other side, as the message says it; undefined for a text built alone. */
  readonly headline: string | undefined;
  /** The budget that it exceeds, in bytes; undefined where it keeps to it or there is none. */
  readonly exceeds: number | undefined;
  /** What measured it, for tooltips: `docker 20.10.24 (overlay2)`. */
  readonly engine: string;
}

/** How many builds of one document are remembered: its stages, and a text or two of each. */
const mostPerDocument = 24;

export class Measured {
  private readonly documents = new Map<string, readonly MeasuredText[]>();

  /** Keeps what was measured; an estimate is no measurement. True when there is something new to show. */
  remember(uri: string, sides: readonly ComparisonSide[], response: CompareResponse): boolean {
    if (!response.ok || response.result.kind !== "measured") return false;
    const { engine, sides: results, budget } = response.result;
    const fresh = sides.flatMap(({ text, target, platform, place }, index): MeasuredText[] => {
      // What was built for another platform or from another file says nothing of this document.
      if (platform !== undefined || place !== undefined) return [];
      const bytes = results[index]?.contentBytes;
      if (bytes === undefined || bytes === null) return [];
      return [
        {
          text,
          target,
          bytes,
          layers: results[index]?.layers ?? [],
          // The budget is for the last side.
          exceeds: budget?.exceeded === true && index === sides.length - 1 ? budget.limitBytes : undefined,
          headline: sides.length > 1 ? response.headline : undefined,
          engine: engine === null ? "" : `${engine.name} ${engine.version} (${engine.store})`,
        },
      ];
    });
    const isSame = (a: MeasuredText, b: MeasuredText) => a.text === b.text && a.target === b.target;
    const others = (this.documents.get(uri) ?? []).filter((each) => !fresh.some((one) => isSame(one, each)));
    this.documents.set(uri, [...fresh, ...others].slice(0, mostPerDocument));
    return fresh.length > 0;
  }

  /** The builds of a document, the newest first. */
  of(uri: string): readonly MeasuredText[] {
    return this.documents.get(uri) ?? [];
  }
}
