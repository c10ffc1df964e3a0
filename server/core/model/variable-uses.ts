// The variables that the arguments of an instruction name, as the builder finds them: `$NAME` and `${NAME...}`.

import type { Span } from "../text/span.ts";

export interface VariableUse {
  readonly name: string;
  /** `$NAME`, or `${NAME` without what follows the name. */
  readonly span: Span;
  /** True where an operator gives a value for the case that it is unset: `${NAME:-x}`, `${NAME:+x}`, `${NAME:?x}`. */
  readonly guarded: boolean;
}

/** The uses in a stretch of text; `\$` and what stands between single quotes is no use. */
export function variableUses(text: string, at: Span, escape = "\\"): readonly VariableUse[] {
  const first = text.indexOf("$", at.start);
  if (first === -1 || first >= at.end) return [];
  const found: VariableUse[] = [];
  let inSingle = false;
  let inDouble = false;
  for (let index = at.start; index < at.end; index++) {
    const character = text[index];
    if (character === escape) index++;
    else if (character === "'" && !inDouble) inSingle = !inSingle;
    else if (character === '"' && !inSingle) inDouble = !inDouble;
    else if (character === "$" && !inSingle) {
      pattern.lastIndex = index;
      const match = pattern.exec(text);
      if (match === null || pattern.lastIndex > at.end) continue;
      const name = match[1] ?? match[2] ?? "";
      found.push({
        name,
        span: { start: index, end: index + match[0].length },
        guarded:
          match[1] !== undefined && /^:?[-+?]/.test(text.slice(pattern.lastIndex, pattern.lastIndex + 2)),
      });
    }
  }
  return found;
}

const pattern = /\$(?:\{([A-Za-z_]\w*)|([A-Za-z_]\w*))/y;

/** Instructions in whose arguments the builder itself replaces variables. */
export const expandingKeywords: ReadonlySet<string> = new Set([
  "ADD",
  "COPY",
  "ENV",
  "EXPOSE",
  "FROM",
  "LABEL",
  "STOPSIGNAL",
  "USER",
  "VOLUME",
  "WORKDIR",
]);

/** Arguments that are there without a declaration: proxies, and what BuildKit takes them from. */
export const predefinedArguments: ReadonlySet<string> = new Set([
  "HTTP_PROXY",
  "http_proxy",
  "HTTPS_PROXY",
  "https_proxy",
  "FTP_PROXY",
  "ftp_proxy",
  "NO_PROXY",
  "no_proxy",
  "ALL_PROXY",
  "all_proxy",
  "SOURCE_DATE_EPOCH",
]);

/** What BuildKit gives to every FROM, and to a stage that declares it. */
export const platformArguments: ReadonlySet<string> = new Set([
  "TARGETPLATFORM",
  "TARGETOS",
  "TARGETARCH",
  "TARGETVARIANT",
  "BUILDPLATFORM",
  "BUILDOS",
  "BUILDARCH",
  "BUILDVARIANT",
  "TARGETSTAGE",
]);
