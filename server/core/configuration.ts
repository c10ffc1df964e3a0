// Configuration files: `.lean-dockerfile.json`, and what hadolint's own file says that has a meaning here.

import { type Severity, severities } from "./finding.ts";
import { rules } from "./rules/registry.ts";
import {
  type AnalysisSettings,
  type DockerfileSyntaxSetting,
  dockerfileSyntaxes,
  type LabelKind,
  labelKinds,
  type PreferredRuntime,
  preferredRuntimes,
} from "./settings.ts";

/** What a file sets; what it leaves out is absent. */
export interface Configuration {
  readonly rules: Readonly<Record<string, Severity | "off">>;
  readonly sources: Readonly<Record<string, Severity | "off">>;
  readonly preferredRuntime?: PreferredRuntime;
  readonly dockerfileSyntax?: DockerfileSyntaxSetting;
  readonly trustedRegistries?: readonly string[];
  readonly labels?: Readonly<Record<string, LabelKind>>;
}

/** A configuration and what is wrong with its file, one sentence each; what is wrong is left out. */
export interface ReadConfiguration {
  readonly configuration: Configuration;
  readonly problems: readonly string[];
}

/** Names of configuration files, in the order in which they count. */
export const configurationNames = [".lean-dockerfile.json"] as const;
export const hadolintNames = [".hadolint.yaml", ".hadolint.yml"] as const;

/** The file below the user's own settings: `explicit` are these, with nothing in `rules` that nobody set. */
export function withConfiguration(
  explicit: AnalysisSettings,
  { rules: configured, sources, ...rest }: Configuration,
): AnalysisSettings {
  return {
    ...explicit,
    rules: { ...configured, ...explicit.rules },
    sources: { ...sources, ...explicit.sources },
    preferredRuntime:
      explicit.preferredRuntime === "auto" ? (rest.preferredRuntime ?? "auto") : explicit.preferredRuntime,
    dockerfileSyntax:
      explicit.dockerfileSyntax === "auto" ? (rest.dockerfileSyntax ?? "auto") : explicit.dockerfileSyntax,
    trustedRegistries:
      explicit.trustedRegistries.length > 0 ? explicit.trustedRegistries : (rest.trustedRegistries ?? []),
    labels: { ...rest.labels, ...explicit.labels },
  };
}

/** Reads the parsed text of `.lean-dockerfile.json`. Does not throw. */
export function readConfiguration(value: unknown): ReadConfiguration {
  const reader = new Reader();
  const file = reader.record(value, "The file");
  const known = ["$schema", "rules", "preferredRuntime", "dockerfileSyntax", "trustedRegistries", "labels"];
  for (const key of Object.keys(file))
    if (!known.includes(key)) reader.problems.push(`\`${key}\` is no setting${reader.instead(key, known)}`);
  const preferredRuntime = reader.choice(file.preferredRuntime, preferredRuntimes, "preferredRuntime");
  const dockerfileSyntax = reader.choice(file.dockerfileSyntax, dockerfileSyntaxes, "dockerfileSyntax");
  const trustedRegistries = reader.texts(file.trustedRegistries, "trustedRegistries");
  const labels = reader.labels(file.labels, "labels");
  return {
    configuration: {
      rules: reader.rules(file.rules),
      sources: {},
      ...(preferredRuntime === undefined ? {} : { preferredRuntime }),
      ...(dockerfileSyntax === undefined ? {} : { dockerfileSyntax }),
      ...(trustedRegistries === undefined ? {} : { trustedRegistries }),
      ...(labels === undefined ? {} : { labels }),
    },
    problems: reader.problems,
  };
}

/** hadolint's severities and ours. Source: the section on configuration in hadolint's README. */
const hadolintSeverities: Readonly<Record<string, Severity | "off">> = {
  error: "error",
  warning: "warning",
  info: "info",
  style: "hint",
  none: "off",
};

/** Reads the parsed text of `.hadolint.yaml`; what it says of other things (formats, thresholds) is passed over. */
export function readHadolintConfiguration(value: unknown): ReadConfiguration {
  const reader = new Reader();
  const file = reader.record(value, "The file");
  const sources: Record<string, Severity | "off"> = {};
  const override = reader.record(file.override, "`override`");
  for (const [name, codes] of Object.entries(override)) {
    const severity = Object.hasOwn(hadolintSeverities, name) ? hadolintSeverities[name] : undefined;
    if (severity === undefined) reader.problems.push(`\`override.${name}\` is no severity`);
    else
      for (const code of reader.texts(codes, `override.${name}`) ?? [])
        sources[`hadolint:${code.toUpperCase()}`] = severity;
  }
  for (const code of reader.texts(file.ignored, "ignored") ?? [])
    sources[`hadolint:${code.toUpperCase()}`] = "off";
  const trustedRegistries = reader.texts(file.trustedRegistries, "trustedRegistries");
  const labels = reader.labels(file["label-schema"], "label-schema");
  return {
    configuration: {
      rules: file["strict-labels"] === true ? { "label-unexpected": "info" } : {},
      sources,
      ...(trustedRegistries === undefined ? {} : { trustedRegistries }),
      ...(labels === undefined ? {} : { labels }),
    },
    problems: reader.problems,
  };
}

/** Takes values of any type and notes those that are of another one than they have to be. */
class Reader {
  readonly problems: string[] = [];

  record(value: unknown, what: string): Readonly<Record<string, unknown>> {
    if (value === undefined || value === null) return {};
    if (typeof value === "object" && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
    this.problems.push(`${what} is not an object`);
    return {};
  }

  texts(value: unknown, name: string): readonly string[] | undefined {
    if (value === undefined || value === null) return undefined;
    const list = Array.isArray(value) ? value : [];
    const texts = list.filter((each): each is string => typeof each === "string");
    if (!Array.isArray(value) || texts.length < list.length)
      this.problems.push(`\`${name}\` is not a list of texts`);
    return texts;
  }

  choice<T extends string>(value: unknown, choices: readonly T[], name: string): T | undefined {
    if (value === undefined) return undefined;
    const found = choices.find((each) => each === value);
    if (found === undefined)
      this.problems.push(`\`${name}\` is none of ${choices.map((each) => `\`${each}\``).join(", ")}`);
    return found;
  }

  rules(value: unknown): Readonly<Record<string, Severity | "off">> {
    const found: Record<string, Severity | "off"> = {};
    for (const [name, severity] of Object.entries(this.record(value, "`rules`"))) {
      const rule = rules.find((each) => each.name === name || each.aliases?.includes(name) === true);
      const chosen = this.choice(severity, ["off", ...severities] as const, `rules.${name}`);
      if (rule === undefined) {
        const names = rules.map((each) => each.name);
        this.problems.push(`There is no rule \`${name}\`${this.instead(name, names)}`);
      } else if (chosen !== undefined) found[rule.name] = chosen;
    }
    return found;
  }

  labels(value: unknown, name: string): Readonly<Record<string, LabelKind>> | undefined {
    if (value === undefined || value === null) return undefined;
    const found: Record<string, LabelKind> = {};
    for (const [label, kind] of Object.entries(this.record(value, `\`${name}\``))) {
      const chosen = this.choice(kind, labelKinds, `${name}.${label}`);
      if (chosen !== undefined) found[label] = chosen;
    }
    return found;
  }

  /** A name that begins alike. */
  instead(name: string, names: readonly string[]): string {
    const near = names.find((each) => each.slice(0, 6).toLowerCase() === name.slice(0, 6).toLowerCase());
    return near === undefined ? "" : `; did you mean \`${near}\`?`;
  }
}
