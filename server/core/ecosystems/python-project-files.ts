// Files of a Python project: those that only an installation reads, and where Django collects static files.

/** Files that only an installation reads. */
export function isInstallManifest(path: string): boolean {
  return /(?:^|\/)(?:(?:dev-|test-)?requirements[\w.-]*\.(?:txt|in)|constraints[\w.-]*\.txt|poetry\.lock|poetry\.toml|pyproject\.toml|uv\.lock|uv\.toml|pdm\.lock|pdm\.toml|Pipfile(?:\.lock)?|\.python-version)$|^requirements\/|^requirements$/.test(
    path,
  );
}

/** Absolute folders outside the project that `collectstatic` fills; a reason where that can't be told. */
export function staticFolders(roots: readonly string[]): readonly string[] | string {
  const unknown = "Where `collectstatic` puts its files isn't known";
  if (roots.length === 0) return unknown;
  const folders: string[] = [];
  for (const root of roots) {
    const literal = /^r?["'](\/[^"'$]+)["']/.exec(root)?.[1];
    if (literal !== undefined) folders.push(literal.replace(/\/+$/, ""));
    else if (
      /\.\.|\.parent\b|dirname/.test(root) ||
      !/BASE_DIR|PROJECT_(?:ROOT|DIR)|ROOT_DIR|^r?["'][\w.]/.test(root)
    )
      return unknown;
  }
  return folders;
}
