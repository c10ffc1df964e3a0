// Who else shows a finding, where that is not all that its rule names.

/** The sources without those of a tool that does not see this finding: `hadolint`, `dockerfile-utils`. */
export function withoutTool(sources: readonly string[], tool: string): readonly string[] {
  return sources.filter((source) => !source.startsWith(`${tool}:`));
}
