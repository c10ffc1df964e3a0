// Reads Gemfile and Gemfile.lock: which gems an application has, and which files of the project installing them reads.

export interface Gemfile {
  readonly gems: readonly string[];
  /** A gem comes from a git repository. */
  readonly git: boolean;
  /** Installing reads more of the project: gems in folders, a gemspec, other Gemfiles. */
  readonly readsProject: boolean;
  /** Files beside it that it reads: `.ruby-version`. */
  readonly files: readonly string[];
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
