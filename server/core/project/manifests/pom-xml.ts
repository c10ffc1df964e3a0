// Reads Maven's pom.xml with a small reader of its own, for the few elements that matter here.

export interface PomXml {
  readonly groupId: string | undefined;
  readonly artifactId: string | undefined;
  readonly version: string | undefined;
  /** `jar` when the file does not say. */
  readonly packaging: string;
  /** The name of what is built without its ending, `${project.artifactId}` and the like replaced. */
  readonly finalName: string | undefined;
  /** Undefined without a parent. */
  readonly parent: PomParent | undefined;
  /** Folders (or pom files) of modules, relative to the file; those of profiles too. */
  readonly modules: readonly string[];
  /** Artifact ids of plugins of the build, `spring-boot-maven-plugin`; those of profiles and management too. */
  readonly plugins: readonly string[];
  readonly properties: Readonly<Record<string, string>>;
}

export interface PomParent {
  readonly groupId: string | undefined;
  readonly artifactId: string | undefined;
  readonly version: string | undefined;
  /** `../pom.xml` when the file does not say; empty when the parent is not looked for on disk. */
  readonly relativePath: string;
}

/** Deeper elements and longer names than these are passed over: no pom has them. */
const mostDepth = 20;
const longestName = 80;
/** No value that is put into another one is longer. */
const longestValue = 200;

/** Reads any text; what is no element is passed over. */
export function parsePomXml(text: string): PomXml {
  const values = new Map<string, string>();
  const modules: string[] = [];
  const plugins: string[] = [];
  const properties: Record<string, string> = {};
  for (const { path, value } of leaves(text)) {
    if (path.endsWith("/modules/module")) modules.push(value);
    else if (/\/build\/(?:pluginManagement\/)?plugins\/plugin\/artifactId$/.test(path)) plugins.push(value);
    else if (path.startsWith("project/properties/"))
      properties[path.slice("project/properties/".length)] = value;
    else if (!values.has(path)) values.set(path, value);
  }
  const at = (path: string): string | undefined => values.get(`project/${path}`);
  const hasParent = [...values.keys()].some((path) => path.startsWith("project/parent/"));
  const known = new Map<string, string>(Object.entries(properties));
  const own = {
    groupId: at("groupId") ?? at("parent/groupId"),
    artifactId: at("artifactId"),
    version: at("version") ?? at("parent/version"),
  };
  for (const [name, value] of Object.entries(own)) {
    if (value === undefined) continue;
    known.set(`project.${name}`, value);
    known.set(`pom.${name}`, value);
  }
  const finalName = at("build/finalName");
  return {
    ...own,
    packaging: at("packaging") ?? "jar",
    finalName: finalName === undefined ? undefined : replaced(finalName, known),
    parent: hasParent
      ? {
          groupId: at("parent/groupId"),
          artifactId: at("parent/artifactId"),
          version: at("parent/version"),
          relativePath: at("parent/relativePath") ?? "../pom.xml",
        }
      : undefined,
    modules,
    plugins: [...new Set(plugins)],
    properties,
  };
}

/** `${name}` by what is known; the rest stays. A few rounds, for values that name values. */
function replaced(text: string, known: ReadonlyMap<string, string>): string {
  let result = text;
  for (let round = 0; round < 5 && result.includes("${") && result.length < 1_000; round++)
    result = result.replace(
      /\$\{([^${}]*)\}/g,
      (whole, name: string) => known.get(name)?.slice(0, longestValue) ?? whole,
    );
  return result;
}

interface Leaf {
  /** Names of the elements from the root, with `/` between. */
  readonly path: string;
  readonly value: string;
}

/** Elements with text and without elements, in order; an empty element gives an empty value. */
function* leaves(text: string): Generator<Leaf> {
  const names: string[] = [];
  let value = "";
  let hasChildren = false;
  for (let at = 0; at < text.length; ) {
    const open = text.indexOf("<", at);
    if (open === -1) return;
    value += decoded(text.slice(at, open));
    const skipped = skipMarkup(text, open);
    if (skipped !== undefined) {
      value += skipped.text;
      at = skipped.end;
      continue;
    }
    const close = text.indexOf(">", open);
    if (close === -1) return;
    const tag = text.slice(open + 1, close);
    at = close + 1;
    if (tag.startsWith("/")) {
      if (!hasChildren && names.length <= mostDepth) yield { path: names.join("/"), value: value.trim() };
      names.pop();
      hasChildren = true;
    } else {
      const name = /^[\w.:-]+/.exec(tag.slice(0, longestName))?.[0] ?? "";
      names.push(name);
      hasChildren = false;
      if (tag.endsWith("/")) {
        if (names.length <= mostDepth) yield { path: names.join("/"), value: "" };
        names.pop();
        hasChildren = true;
      }
    }
    value = "";
  }
}

/** Comments, declarations and CDATA: where they end and what text they stand for. */
function skipMarkup(text: string, open: number): { readonly end: number; readonly text: string } | undefined {
  const kinds: readonly (readonly [start: string, end: string])[] = [
    ["<!--", "-->"],
    ["<![CDATA[", "]]>"],
    ["<?", "?>"],
    ["<!", ">"],
  ];
  for (const [start, end] of kinds) {
    if (!text.startsWith(start, open)) continue;
    const close = text.indexOf(end, open + start.length);
    const stop = close === -1 ? text.length : close;
    return {
      end: close === -1 ? text.length : close + end.length,
      text: start === "<![CDATA[" ? text.slice(open + start.length, stop) : "",
    };
  }
  return undefined;
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function decoded(text: string): string {
  return text.includes("&")
    ? text.replace(/&(lt|gt|amp|quot|apos);/g, (_whole, name: string) => entities[name] ?? "")
    : text;
}
