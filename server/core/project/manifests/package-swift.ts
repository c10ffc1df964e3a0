// Reads Package.swift, the manifest of Swift, for the names of its programs. It is a program: what is computed stays unknown.

export interface SwiftTarget {
  readonly kind: "executable" | "plain";
  readonly name: string;
  /** Relative folder of its sources; undefined where Swift looks for `Sources/<name>`. */
  readonly path: string | undefined;
  /** It has resources, which are built into a bundle beside the program. */
  readonly hasResources: boolean;
}

export interface SwiftPackage {
  readonly name: string | undefined;
  /** `.executable(name: ...)`. */
  readonly products: readonly string[];
  readonly targets: readonly SwiftTarget[];
  /** URLs of the packages that it depends on. */
  readonly dependencies: readonly string[];
}

/** Reads any text. */
export function parsePackageSwift(source: string): SwiftPackage {
  const text = source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|[^:])\/\/.*$/gm, "$1");
  return {
    name: /\bPackage\(\s*name:\s*"([^"\n]+)"/.exec(text)?.[1],
    products: [...text.matchAll(/\.executable\(\s*name:\s*"([^"\n]+)"/g)].flatMap(([, name]) => name ?? []),
    targets: [...text.matchAll(/\.(executableTarget|target)\(/g)].flatMap((match) =>
      targetOf(match[1] ?? "", argumentsAt(text, match.index + match[0].length)),
    ),
    dependencies: [...text.matchAll(/\burl:\s*"([^"\n]+)"/g)].flatMap(([, url]) => url ?? []),
  };
}

function targetOf(call: string, args: string): readonly SwiftTarget[] {
  // Dependencies are calls of the same name: `.target(name: "App")` within another one has nothing but a name.
  const name = /^\s*name:\s*"([^"\n]+)"/.exec(args)?.[1];
  if (name === undefined) return [];
  return [
    {
      kind: call === "executableTarget" ? "executable" : "plain",
      name,
      path: /\bpath:\s*"([^"\n]+)"/.exec(args)?.[1],
      hasResources: /\bresources:\s*\[/.test(args),
    },
  ];
}

/** What stands between the parenthesis before `start` and the one that closes it. */
function argumentsAt(text: string, start: number): string {
  let depth = 1;
  const end = Math.min(text.length, start + 20_000);
  for (let at = start; at < end; at++) {
    if (text[at] === "(") depth++;
    else if (text[at] === ")" && --depth === 0) return text.slice(start, at);
  }
  return text.slice(start, end);
}
