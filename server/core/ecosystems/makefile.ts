// Makefiles, as far as simple ones go: which recipe lines a target runs, with variables replaced.
//
// What make computes with functions (`$(shell ...)`, `$(wildcard ...)`) or under conditionals is not followed: such a
// value becomes a shell variable of the name below, which no look-up knows. Source of the rules: the GNU make manual.

/** Stands in recipe lines for a value that can't be read from the Makefile. */
const unknownMakeValue = "LEAN_UNKNOWN_MAKE_VALUE";

/** A recipe line as the shell gets it. */
export interface RecipeLine {
  readonly text: string;
  /** It stands under `ifeq` or the like and may not run. */
  readonly conditional: boolean;
  /** Variables that make puts into its environment. */
  readonly environment: ReadonlyMap<string, string | undefined>;
}

export interface MakeRequest {
  /** The goals; empty for the default one. */
  readonly targets: readonly string[];
  /** `NAME=value` words of the command line, which win over the file. */
  readonly overrides: ReadonlyMap<string, string | undefined>;
  /** The caller's environment: null when unset, undefined when it can't be known. */
  readonly lookup: (name: string) => string | null | undefined;
}

interface Definition {
  readonly raw: string;
  /** The value can't be read. */
  readonly unknown: boolean;
}

interface MakeRule {
  readonly prerequisites: string;
  readonly lines: { readonly text: string; readonly conditional: boolean }[];
  readonly variables: Map<string, Definition>;
  readonly exported: Set<string>;
}

/** Variables that make has without being told. Source: the GNU make manual, "Variables Used by Implicit Rules". */
const builtinVariables: Readonly<Record<string, string>> = {
  AR: "ar",
  AS: "as",
  CC: "cc",
  CPP: "cc -E",
  CXX: "g++",
  LD: "ld",
  RM: "rm -f",
};

/** At most this many recipe lines are given back, and prerequisites and variables are followed this deep. */
const mostLines = 400;
const deepest = 20;

/** The recipe lines that `make` runs for the targets, in order; undefined when a target has no rule. */
export function recipeLines(text: string, request: MakeRequest): readonly RecipeLine[] | undefined {
  const file = new MakefileReader(request);
  file.read(text);
  return file.run();
}

class MakefileReader {
  private readonly request: MakeRequest;
  private readonly definitions = new Map<string, Definition>();
  private readonly exported = new Set<string>();
  private exportAll = false;
  private oneShell = false;
  private readonly rules = new Map<string, MakeRule>();
  private firstTarget: string | undefined;

  constructor(request: MakeRequest) {
    this.request = request;
  }

  read(text: string): void {
    let current: readonly MakeRule[] = [];
    let conditions = 0;
    let inDefine = false;
    for (const line of logicalLines(text)) {
      if (inDefine) {
        if (/^\s*endef\b/.test(line)) inDefine = false;
        continue;
      }
      if (line.startsWith("\t") && current.length > 0) {
        for (const rule of current) rule.lines.push({ text: line.slice(1), conditional: conditions > 0 });
        continue;
      }
      const plain = line.replace(/(^|\s)#.*$/, "").trim();
      if (plain === "") continue;
      if (/^(?:ifeq|ifneq|ifdef|ifndef)\b/.test(plain)) conditions++;
      else if (/^endif\b/.test(plain)) conditions = Math.max(0, conditions - 1);
      else if (/^define\b/.test(plain)) {
        inDefine = true;
        const name = /^define\s+(\S+)/.exec(plain)?.[1];
        if (name !== undefined) this.definitions.set(name, { raw: "", unknown: true });
      } else if (!/^(?:else|-?include|sinclude|vpath|unexport)\b/.test(plain)) {
        if (!this.assignment(plain, conditions > 0, this.definitions, this.exported)) {
          const rules = this.rule(line, conditions > 0);
          if (rules !== undefined) current = rules;
        }
      }
    }
  }

  /** Reads `NAME = value` and `export ...`; false when the line is neither. */
  private assignment(
    line: string,
    conditional: boolean,
    into: Map<string, Definition>,
    exported: Set<string>,
  ): boolean {
    const match =
      /^(export\s+|override\s+|private\s+)*([A-Za-z_][\w.-]*)\s*(=|:=|::=|\?=|\+=|!=)\s*(.*)$/.exec(line);
    const [, , name, operator, value = ""] = match ?? [];
    if (name === undefined || operator === undefined) {
      const names = /^export(?:\s+(.*))?$/.exec(line);
      if (names === null) return false;
      if (names[1] === undefined) this.exportAll = true;
      else for (const each of names[1].split(/\s+/)) exported.add(each);
      return true;
    }
    if (/^export\b/.test(line)) exported.add(name);
    const before = into.get(name) ?? this.definitions.get(name);
    if (conditional || operator === "!=") into.set(name, { raw: "", unknown: true });
    else if (operator === "?=") {
      const given = this.request.lookup(name) ?? null;
      if (before === undefined && given === null) into.set(name, { raw: value, unknown: false });
    } else if (operator === "+=")
      into.set(name, { raw: `${before?.raw ?? ""} ${value}`.trim(), unknown: before?.unknown ?? false });
    else if (operator === "=") into.set(name, { raw: value, unknown: false });
    // An immediate assignment may name itself, so it is expanded at once; `$` is kept as `$$`.
    else into.set(name, { raw: this.expand(value, new Map(), 0).replaceAll("$", "$$$$"), unknown: false });
    return true;
  }

  private rule(line: string, conditional: boolean): readonly MakeRule[] | undefined {
    const match = /^([^:=#\t][^:=#]*)::?(?!=)\s*(.*)$/.exec(line);
    if (match === null) return undefined;
    const names = this.expand(match[1] ?? "", new Map(), 0)
      .trim()
      .split(/\s+/);
    const rest = match[2] ?? "";
    if (names.includes(".ONESHELL")) this.oneShell = true;
    if (names.includes(".EXPORT_ALL_VARIABLES")) this.exportAll = true;
    const semicolon = rest.indexOf(";");
    const head = (semicolon === -1 ? rest : rest.slice(0, semicolon)).replace(/(^|\s)#.*$/, "").trim();
    return names.map((name) => {
      const known = this.rules.get(name);
      const rule: MakeRule = known ?? {
        prerequisites: "",
        lines: [],
        variables: new Map(),
        exported: new Set(),
      };
      const isVariable = this.assignment(head, conditional, rule.variables, rule.exported);
      const merged: MakeRule = isVariable
        ? rule
        : { ...rule, prerequisites: `${rule.prerequisites} ${head.replace("|", " ")}`.trim() };
      if (semicolon !== -1) merged.lines.push({ text: rest.slice(semicolon + 1), conditional });
      this.rules.set(name, merged);
      if (!name.startsWith(".") && !name.includes("%") && !isVariable) this.firstTarget ??= name;
      return merged;
    });
  }

  run(): readonly RecipeLine[] | undefined {
    const goals = this.request.targets.length > 0 ? this.request.targets : [this.firstTarget ?? ""];
    const lines: RecipeLine[] = [];
    const made = new Set<string>();
    for (const goal of goals) if (!this.make(goal, lines, made, new Map(), 0)) return undefined;
    return lines;
  }

  private make(
    target: string,
    lines: RecipeLine[],
    made: Set<string>,
    inherited: ReadonlyMap<string, Definition>,
    depth: number,
  ): boolean {
    const rule = this.rules.get(target) ?? this.patternRule(target);
    if (rule === undefined) return false;
    if (made.has(target) || depth > deepest) return true;
    made.add(target);
    // Variables of a target hold for its prerequisites, too.
    const own = new Map([...inherited, ...rule.variables]);
    const prerequisites = this.expand(rule.prerequisites, own, 0).split(/\s+/).filter(Boolean);
    // A prerequisite without a rule is a file.
    for (const each of prerequisites) this.make(each, lines, made, own, depth + 1);
    const automatic = new Map<string, Definition>(own);
    automatic.set("@", { raw: target, unknown: false });
    automatic.set("<", { raw: prerequisites[0] ?? "", unknown: false });
    automatic.set("^", { raw: prerequisites.join(" "), unknown: false });
    const environment = this.environment(own, rule.exported);
    const link = rule.lines.length === 0 ? implicitLink(target, prerequisites) : undefined;
    if (link !== undefined) rule.lines.push({ text: link, conditional: false });
    const recipe = rule.lines.map((line) => ({
      text: this.expand(line.text, automatic, 0).replace(/^[\s@+-]+/, ""),
      conditional: line.conditional,
      environment,
    }));
    if (this.oneShell && recipe.length > 1)
      lines.push({ text: recipe.map((line) => line.text).join("\n"), conditional: false, environment });
    else for (const line of recipe) if (lines.length < mostLines && line.text !== "") lines.push(line);
    return true;
  }

  private patternRule(target: string): MakeRule | undefined {
    for (const [name, rule] of this.rules) {
      const percent = name.indexOf("%");
      if (percent === -1) continue;
      const before = name.slice(0, percent);
      const after = name.slice(percent + 1);
      if (!target.startsWith(before) || !target.endsWith(after) || target.length <= name.length - 1) continue;
      const stem = target.slice(before.length, target.length - after.length);
      return {
        ...rule,
        prerequisites: rule.prerequisites.replaceAll("%", stem),
        variables: new Map([...rule.variables, ["*", { raw: stem, unknown: false }]]),
      };
    }
    return undefined;
  }

  /** Exported variables, and those of the command line, which make exports by itself. */
  private environment(
    own: ReadonlyMap<string, Definition>,
    exported: ReadonlySet<string>,
  ): ReadonlyMap<string, string | undefined> {
    const result = new Map<string, string | undefined>();
    const names = new Set([...this.exported, ...exported]);
    for (const name of [...this.definitions.keys(), ...own.keys()]) {
      // A variable that came from the environment stays in it with its new value.
      const fromOutside = typeof this.request.lookup(name) === "string";
      if (names.has(name) || this.exportAll || fromOutside) {
        const value = this.expand(`$(${name})`, own, 0);
        result.set(name, value.includes(unknownMakeValue) ? undefined : value);
      }
    }
    for (const [name, value] of this.request.overrides) result.set(name, value);
    return result;
  }

  private expand(text: string, own: ReadonlyMap<string, Definition>, depth: number): string {
    if (!text.includes("$")) return text;
    let result = "";
    for (let at = 0; at < text.length; at++) {
      const character = text[at] ?? "";
      if (character !== "$") {
        result += character;
        continue;
      }
      const next = text[at + 1] ?? "";
      at++;
      if (next === "$") result += "$";
      else if (next === "(" || next === "{") {
        const end = closing(text, at, next);
        result += this.value(text.slice(at + 1, end).trim(), own, depth);
        at = end;
      } else result += this.value(next, own, depth);
    }
    return result;
  }

  private value(name: string, own: ReadonlyMap<string, Definition>, depth: number): string {
    const unknown = `\${${unknownMakeValue}}`;
    if (depth > deepest || !/^[\w.@<^*-]+$/.test(name)) return unknown;
    if (name === "MAKE") return "make";
    if (this.request.overrides.has(name)) return this.request.overrides.get(name) ?? unknown;
    const definition = own.get(name) ?? this.definitions.get(name);
    if (definition !== undefined)
      return definition.unknown ? unknown : this.expand(definition.raw, own, depth + 1);
    const given = this.request.lookup(name);
    if (typeof given !== "string" && Object.hasOwn(builtinVariables, name))
      return builtinVariables[name] ?? "";
    // Make puts nothing for a variable that is not set.
    return given === null ? "" : (given ?? unknown);
  }
}

/** Lines with continuations joined; a recipe line keeps its tab. */
function logicalLines(text: string): readonly string[] {
  const lines: string[] = [];
  let open: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    const continues = /(?:^|[^\\])(?:\\\\)*\\$/.test(line);
    const body = continues ? line.slice(0, -1) : line;
    const joined = open === undefined ? body : `${open} ${body.trim()}`;
    if (continues) open = joined;
    else {
      lines.push(joined);
      open = undefined;
    }
  }
  if (open !== undefined) lines.push(open);
  return lines;
}

/** Offset of the bracket that closes the one at `at`; the last character when none does. */
function closing(text: string, at: number, open: "(" | "{"): number {
  const close = open === "(" ? ")" : "}";
  let depth = 0;
  for (let to = at; to < text.length; to++) {
    if (text[to] === open) depth++;
    else if (text[to] === close && --depth === 0) return to;
  }
  return text.length;
}

/** The recipe that make has for a program made of objects or sources of its own name, `game: game.o board.o`. */
function implicitLink(target: string, prerequisites: readonly string[]): string | undefined {
  const stem = prerequisites.find(
    (each) => each.replace(/\.(?:o|c|cc|cpp|cxx|C)$/, "") === target && each !== target,
  );
  if (stem === undefined) return undefined;
  const compiler = /\.(?:cc|cpp|cxx|C)$/.test(stem) ? "$(CXX)" : "$(CC)";
  return `${compiler} $(CFLAGS) $(LDFLAGS) $^ $(LOADLIBES) $(LDLIBS) -o $@`;
}
