// Reads mix.exs, the manifest of Elixir, for the few values that matter here. It is a program: what is computed stays unknown.

export interface MixProject {
  /** `app: :shop` gives `shop`; undefined for an umbrella or where it is computed. */
  readonly app: string | undefined;
  /** Names of `releases:`; empty where the project names none, undefined where they can't be read. */
  readonly releases: readonly string[] | undefined;
  /** Names of the dependencies. */
  readonly dependencies: readonly string[];
  readonly isUmbrella: boolean;
  /** True where `releases:` sets a folder of its own or leaves the run-time system out. */
  readonly hasReleaseOptions: boolean;
}

/** Reads any text. */
export function parseMixExs(source: string): MixProject {
  const text = source.replace(/^[ \t]*#.*$/gm, "");
  const releases = releaseBlock(text);
  return {
    app: /\bapp:\s*:([a-z_]\w*)/.exec(text)?.[1],
    releases: releases === undefined ? (/\breleases:/.test(text) ? undefined : []) : releaseNames(releases),
    dependencies: [...text.matchAll(/\{\s*:([a-z_]\w*)\s*,/g)].flatMap(([, name]) => name ?? []),
    isUmbrella: /\bapps_path:/.test(text),
    hasReleaseOptions: releases !== undefined && /\b(?:path|include_erts):/.test(releases),
  };
}

/** What stands between the brackets of `releases: [...]`, also where it is a function of its own. */
function releaseBlock(text: string): string | undefined {
  const direct = /\breleases:\s*\[/.exec(text);
  const called = direct === null ? /\bdefp?\s+releases\b[^[]{0,40}\[/.exec(text) : null;
  const match = direct ?? called;
  if (match === null) return undefined;
  const start = match.index + match[0].length;
  let depth = 1;
  for (let at = start; at < text.length; at++) {
    if (text[at] === "[") depth++;
    else if (text[at] === "]" && --depth === 0) return text.slice(start, at);
  }
  return undefined;
}

/** Keys of the outermost level: `shop: [...], admin: [...]`. */
function releaseNames(block: string): readonly string[] {
  const names: string[] = [];
  let depth = 0;
  for (let at = 0; at < block.length; at++) {
    const character = block[at] ?? "";
    if ("[{(".includes(character)) depth++;
    else if ("]})".includes(character)) depth--;
    else if (depth === 0) {
      const key = /^[a-z_]\w*(?=:\s)/.exec(block.slice(at, at + 80));
      if (key !== null && !/\w/.test(block[at - 1] ?? "")) {
        names.push(key[0]);
        at += key[0].length;
      }
    }
  }
  return names;
}
