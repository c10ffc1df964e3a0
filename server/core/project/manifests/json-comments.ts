// Reads JSON as editors take it, with comments and with commas at the end.

/** The value; undefined when the text is no JSON even so. */
export function parseJsonWithComments(text: string): unknown {
  try {
    return JSON.parse(withoutComments(text));
  } catch {
    return undefined;
  }
}

function withoutComments(source: string): string {
  let kept = "";
  for (let at = source.startsWith("\ufeff") ? 1 : 0; at < source.length; ) {
    const end = pieceEnd(source, at);
    const piece = source.slice(at, end);
    if (!piece.startsWith("//") && !piece.startsWith("/*")) kept += piece;
    at = end;
  }
  return kept.replace(/"(?:[^"\\\n]|\\.)*"|,(?=\s*[}\]])/g, (match) => (match === "," ? "" : match));
}

/** The end of the string, comment or character that starts here. */
function pieceEnd(source: string, at: number): number {
  if (source.startsWith("//", at)) return endAfter(source, source.indexOf("\n", at), 0);
  if (source.startsWith("/*", at)) return endAfter(source, source.indexOf("*/", at + 2), 2);
  if (source[at] !== '"') return at + 1;
  let end = at + 1;
  while (end < source.length && source[end] !== '"' && source[end] !== "\n")
    end += source[end] === "\\" ? 2 : 1;
  return Math.min(end + 1, source.length);
}

function endAfter(source: string, found: number, length: number): number {
  return found === -1 ? source.length : found + length;
}
