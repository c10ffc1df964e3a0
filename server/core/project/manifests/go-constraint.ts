// Whether a Go file is part of an ordinary Linux build.

/** Build tags that hold in a container's build. */
const held = new Set(["linux", "unix", "amd64", "gc", "cgo"]);
const systems = new Set([
  "aix",
  "android",
  "darwin",
  "dragonfly",
  "freebsd",
  "illumos",
  "ios",
  "js",
  "netbsd",
  "openbsd",
  "plan9",
  "solaris",
  "wasip1",
  "windows",
]);
const architectures = new Set([
  "386",
  "arm",
  "arm64",
  "loong64",
  "mips",
  "mips64",
  "mips64le",
  "mipsle",
  "ppc64",
  "ppc64le",
  "riscv64",
  "s390x",
  "wasm",
]);

/** False for tests and for files whose name ties them to another system: `x_windows.go`, `x_darwin_arm64.go`. */
export function isGoFileBuilt(name: string): boolean {
  const base = name.slice(name.lastIndexOf("/") + 1);
  if (!base.endsWith(".go") || base.startsWith("_") || base.startsWith(".")) return false;
  const words = base.slice(0, -".go".length).split("_").slice(1);
  const last = words.at(-1) ?? "";
  if (last === "test" || systems.has(last)) return false;
  const system = words.at(-2) ?? "";
  return !(systems.has(system) && (architectures.has(last) || held.has(last)));
}

/**
 * False when the file's constraints, `//go:build` or the older `// +build`, leave it out on Linux. Tags of the
 * project's own count as not set, other architectures as possible.
 */
export function holdsConstraints(directives: readonly { readonly text: string }[]): boolean {
  const line = directives.find((each) => each.text.startsWith("//go:build "));
  if (line !== undefined) return evaluate(line.text.slice("//go:build ".length));
  return directives.every((each) => {
    const older = /^\/\/ ?\+build\s+(.*)$/.exec(each.text)?.[1];
    if (older === undefined) return true;
    // Blanks mean "or", commas "and".
    return older
      .split(/\s+/)
      .some((option) =>
        option.split(",").every((tag) => (tag.startsWith("!") ? !isHeld(tag.slice(1)) : isHeld(tag))),
      );
  });
}

function isHeld(tag: string): boolean {
  return held.has(tag) || architectures.has(tag) || /^go1(?:\.\d+)?$/.test(tag);
}

/** Longer ones are taken for true: the file is read then. */
const longestExpression = 200;

/** `linux && !(darwin || cgo)`; what can't be read counts as true. */
function evaluate(expression: string): boolean {
  const tokens = expression.match(/&&|\|\||[!()]|[\w.]+/g) ?? [];
  if (tokens.length > longestExpression) return true;
  let at = 0;
  const either = (): boolean => {
    let value = both();
    while (tokens[at] === "||") {
      at++;
      const right = both();
      value = value || right;
    }
    return value;
  };
  const both = (): boolean => {
    let value = not();
    while (tokens[at] === "&&") {
      at++;
      const right = not();
      value = value && right;
    }
    return value;
  };
  const not = (): boolean => {
    const token = tokens[at++];
    if (token === "!") return !not();
    if (token !== "(") return token === undefined || isHeld(token);
    const value = either();
    if (tokens[at] === ")") at++;
    return value;
  };
  return either();
}
