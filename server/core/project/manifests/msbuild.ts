// Reads the projects and solutions of .NET: properties, referenced projects and packages of an MSBuild file.

export interface MsbuildProject {
  /** `Microsoft.NET.Sdk.Web`; undefined for a project of the old kind. */
  readonly sdk: string | undefined;
  /**
   * Values of properties by their lower-case names, the last one first in force; undefined for one that depends on a
   * condition or on other properties.
   */
  readonly properties: ReadonlyMap<string, string | undefined>;
  /** As written, with `/` between the parts. */
  readonly projectReferences: readonly string[];
  readonly packages: readonly string[];
  /** `Microsoft.AspNetCore.App`. */
  readonly frameworks: readonly string[];
  /** Files that it takes in, `../common.props`. */
  readonly imports: readonly string[];
}

/** No element is longer. */
const longestTag = 2_000;

/** Reads any text; what is no element is passed over. */
export function parseMsbuild(text: string): MsbuildProject {
  const properties = new Map<string, string | undefined>();
  const projectReferences: string[] = [];
  const packages: string[] = [];
  const frameworks: string[] = [];
  const imports: string[] = [];
  let sdk: string | undefined;
  for (const { name, path, attributes, value, conditional } of elements(text)) {
    const included = attributes.get("include");
    switch (name) {
      case "project":
        sdk ??= attributes.get("sdk");
        break;
      case "sdk":
        sdk ??= attributes.get("name");
        break;
      case "projectreference":
        if (included !== undefined) projectReferences.push(...listOf(included).map(slashes));
        break;
      case "packagereference":
        if (included !== undefined) packages.push(...listOf(included));
        break;
      case "frameworkreference":
        if (included !== undefined) frameworks.push(...listOf(included));
        break;
      case "import": {
        const file = attributes.get("project");
        if (file !== undefined) imports.push(slashes(file));
        break;
      }
      default:
        if (path === "project/propertygroup" && value !== undefined)
          properties.set(name, conditional || value.includes("$(") ? undefined : value);
    }
  }
  return { sdk: sdk?.replace(/\/.*$/, ""), properties, projectReferences, packages, frameworks, imports };
}

/** Paths of the projects that a `.sln` or `.slnx` file lists, with `/` between the parts. */
export function solutionProjects(text: string): readonly string[] {
  const listed = /^\s*</.test(text.replace(/^\uFEFF/, ""))
    ? text.matchAll(/<Project\b[^>]{0,500}?\bPath="([^"]{1,300})"/g)
    : text.matchAll(/^\s*Project\("[^"\n]{0,60}"\)\s*=\s*"[^"\n]{0,200}",\s*"([^"\n]{1,300})"/gm);
  return [...listed].flatMap(([, path]) =>
    path !== undefined && /\.\w*proj$/i.test(path) ? [slashes(path)] : [],
  );
}

interface Element {
  /** In lower case, as MSBuild compares names. */
  readonly name: string;
  /** Names of the elements around it, with `/` between. */
  readonly path: string;
  /** By lower-case names. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Its text; undefined where it holds elements. */
  readonly value: string | undefined;
  /** It or an element around it has a condition. */
  readonly conditional: boolean;
}

interface Open {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly conditional: boolean;
  text: string;
  hasChildren: boolean;
}

/** Elements as they end, and the root as it begins. */
function* elements(text: string): Generator<Element> {
  const open: Open[] = [];
  const path = (): string => open.map(({ name }) => name).join("/");
  for (let at = 0; at < text.length; ) {
    const start = text.indexOf("<", at);
    if (start === -1) return;
    const top = open.at(-1);
    if (top !== undefined) top.text += decoded(text.slice(at, start));
    if (text.startsWith("<!--", start)) {
      const end = text.indexOf("-->", start);
      at = end === -1 ? text.length : end + 3;
      continue;
    }
    const end = text.indexOf(">", start);
    if (end === -1) return;
    at = end + 1;
    const tag = text.slice(start + 1, end);
    if (/^[?!]/.test(tag) || tag.length > longestTag) continue;
    if (tag.startsWith("/")) {
      const ended = open.pop();
      if (ended !== undefined) yield elementOf(ended, path());
      continue;
    }
    const name = (/^[\w.:-]+/.exec(tag)?.[0] ?? "").toLowerCase();
    const attributes = attributesOf(tag);
    if (top !== undefined) top.hasChildren = true;
    const begun: Open = {
      name,
      attributes,
      conditional: attributes.has("condition") || top?.conditional === true,
      text: "",
      hasChildren: false,
    };
    if (tag.endsWith("/")) yield elementOf(begun, path());
    else open.push(begun);
  }
}

function elementOf({ name, attributes, conditional, text, hasChildren }: Open, path: string): Element {
  return { name, path, attributes, conditional, value: hasChildren ? undefined : text.trim() };
}

function attributesOf(tag: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name, double, single] of tag.matchAll(/([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
    if (name !== undefined) found.set(name.toLowerCase(), decoded(double ?? single ?? ""));
  return found;
}

function listOf(text: string): readonly string[] {
  return text
    .split(";")
    .map((each) => each.trim())
    .filter((each) => each !== "");
}

function slashes(path: string): string {
  return path.replaceAll("\\", "/");
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function decoded(text: string): string {
  return text.includes("&")
    ? text.replace(/&(lt|gt|amp|quot|apos);/g, (_whole, name: string) => entities[name] ?? "")
    : text;
}
