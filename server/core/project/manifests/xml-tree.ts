// Reads XML into a small tree of elements: names, texts and children; attributes are passed over.

export interface XmlElement {
  readonly name: string;
  /** The text between the tags, trimmed; empty where there are only elements. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** Deeper elements and longer names than these are passed over: no manifest has them. */
const mostDepth = 24;
const longestName = 80;

/** The root elements of any text; broken markup ends what it stands in. */
export function xmlTree(text: string): readonly XmlElement[] {
  const root: Open = { name: "", text: "", children: [] };
  const open: Open[] = [root];
  let depth = 0;
  for (const piece of pieces(text)) {
    const top = open.at(-1) ?? root;
    if (piece.kind === "text") {
      if (open.length > 1) top.text += piece.text;
    } else if (piece.kind === "end") {
      if (depth > 0 && depth-- <= mostDepth) close(open);
    } else {
      if (!piece.empty) depth++;
      if (depth > mostDepth) continue;
      const element: Open = { name: piece.text, text: "", children: [] };
      top.children.push(element);
      if (!piece.empty) open.push(element);
    }
  }
  while (open.length > 1) close(open);
  return root.children;
}

/** The first child of a name. */
export function xmlChild(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((each) => each.name === name);
}

/** The children of the first child of a name; empty without one. */
export function xmlChildren(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return xmlChild(element, name)?.children ?? [];
}

/** The text of the element at a path of names. */
export function xmlText(element: XmlElement | undefined, ...path: readonly string[]): string | undefined {
  return path.reduce(xmlChild, element)?.text;
}

interface Open {
  readonly name: string;
  text: string;
  readonly children: Open[];
}

function close(open: Open[]): void {
  const element = open.pop();
  if (element !== undefined) element.text = element.text.trim();
}

type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "end" }
  | { readonly kind: "start"; readonly text: string; readonly empty: boolean };

/** Comments, declarations and CDATA: how they begin and end. */
const skipped: readonly (readonly [start: string, end: string])[] = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
  ["<?", "?>"],
  ["<!", ">"],
];

function* pieces(text: string): Generator<Piece> {
  for (let at = 0; at < text.length; ) {
    const open = text.indexOf("<", at);
    if (open === -1) return;
    if (open > at) yield { kind: "text", text: decoded(text.slice(at, open)) };
    const skip = skipped.find(([start]) => text.startsWith(start, open));
    if (skip !== undefined) {
      const [start, end] = skip;
      const found = text.indexOf(end, open + start.length);
      const stop = found === -1 ? text.length : found;
      if (start === "<![CDATA[") yield { kind: "text", text: text.slice(open + start.length, stop) };
      at = found === -1 ? text.length : found + end.length;
      continue;
    }
    const shut = text.indexOf(">", open);
    if (shut === -1) return;
    at = shut + 1;
    if (text[open + 1] === "/") yield { kind: "end" };
    else {
      const name = /^[\w.:-]+/.exec(text.slice(open + 1, Math.min(shut, open + 1 + longestName)))?.[0] ?? "";
      yield { kind: "start", text: name, empty: text[shut - 1] === "/" };
    }
  }
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function decoded(text: string): string {
  return text.includes("&")
    ? text.replace(/&(lt|gt|amp|quot|apos);/g, (_whole, name: string) => entities[name] ?? "")
    : text;
}
