// Reads Gemfile and Gemfile.lock: which gems an application has, and which files of the project installing them reads.

export interface Gemfile {
  readonly gems: readonly string[];
  /** A gem comes from a git repository. */
  readonly git: boolean;
  /** Installing reads more of the project: gems in folders, a gemspec, other Gemfiles. */
  readonly readsProject: boolean;
  /** Files beside it that it reads: `.ruby-version`. */
  readonly files: readonly string[];
  /** What it asks of Ruby's version: `3.2.2`, `~> 3.1`; empty where it says nothing, or what can't be read. */
  readonly ruby: readonly string[];
}

/** Reads any text. */
export function readGemfile(text: string): Gemfile {
  const code = text.replace(/^\s*#.*$/gm, "");
  return {
    gems: [...code.matchAll(/^\s*gem[\s(]+["']([\w.-]+)["']/gm)].flatMap(([, name]) => name ?? []),
    git: /\b(?:git|github|gitlab|bitbucket|gist)\s*(?::|=>)|^\s*git\b/m.test(code),
    readsProject:
      /\bpath\s*(?::|=>)|^\s*(?:path|gemspec|eval_gemfile|instance_eval)\b|require_relative|File\.|Dir[.[]|__dir__/m.test(
        code,
      ),
    files: /\.ruby-version/.test(code)
      ? [".ruby-version"]
      : /\.tool-versions/.test(code)
        ? [".tool-versions"]
        : [],
    ruby: askedRuby(code),
  };
}

/** The gems of a lockfile with all that they need, and whether one comes from git or from a folder. */
export function readGemfileLock(text: string): Pick<Gemfile, "gems" | "git" | "readsProject"> {
  return {
    gems: [...text.matchAll(/^ {4}([\w.-]+) \(/gm)].flatMap(([, name]) => name ?? []),
    git: /^GIT$/m.test(text),
    readsProject: /^PATH$/m.test(text),
  };
}

/** The one `ruby` line with nothing but literal versions: another engine, a condition or a file is not followed. */
function askedRuby(code: string): readonly string[] {
  const [line, ...others] = [...code.matchAll(/^[ \t]*ruby\b.*$/gm)];
  if (line === undefined || others.length > 0) return [];
  // An indented line may stand in a condition.
  const literal = /^ruby[\s(]+((?:["'][^"'#]*["'][\s,]*)+)\)?\s*(?:#.*)?$/.exec(line[0]);
  return [...(literal?.[1] ?? "").matchAll(/["']([^"']*)["']/g)].flatMap(([, text]) => text?.trim() ?? []);
}

/**
 * True when no Ruby of a version, written as far as it is known (`3.2`), is what a Gemfile asks for. Bundler compares
 * the Gemfile alone: a version in the lockfile stops nothing. Source: Bundler's manual, gemfile(5), "RUBY".
 */
export function contradictsRuby(asked: string, version: string): boolean {
  const found = /^(=|~>|>=|<)?\s*(\d+(?:\.\d+)*)$/.exec(asked);
  if (found === null || !/^\d+(?:\.\d+)*$/.test(version)) return false;
  const wanted = (found[2] ?? "").split(".").map(Number);
  const known = version.split(".").map(Number);
  const order = orderOf(known, wanted);
  switch (found[1]) {
    case ">=":
      return order < 0;
    case "<":
      return order > 0 || (order === 0 && known.length >= wanted.length);
    case "~>":
      return order < 0 || orderOf(known, wanted.slice(0, -1)) !== 0;
    default:
      return order !== 0;
  }
}

/** Compares as many parts as both have. */
function orderOf(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
