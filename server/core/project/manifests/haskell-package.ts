// Reads the manifests of Haskell packages, `*.cabal` and hpack's package.yaml, for the names of their programs.

export interface HaskellPackage {
  readonly name: string | undefined;
  readonly executables: readonly string[];
}

/** Reads any text of a `.cabal` file. */
export function parseCabal(text: string): HaskellPackage {
  return {
    name: /^name:\s*([\w.-]+)/im.exec(text)?.[1],
    executables: [...text.matchAll(/^executable\s+"?([\w.-]+)"?/gim)].flatMap(([, name]) => name ?? []),
  };
}

/** Reads any text of a `package.yaml`. */
export function parseHpack(text: string): HaskellPackage {
  const name = /^name:\s*['"]?([\w.-]+)/m.exec(text)?.[1];
  const executables: string[] = [];
  let inside = false;
  let indent: number | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (/^executables?:/.test(line)) {
      inside = true;
      indent = undefined;
      // `executable:` without a name of its own is the package's.
      if (/^executable:/.test(line) && name !== undefined) executables.push(name);
    } else if (/^\S/.test(line) && !line.startsWith("#")) inside = false;
    else if (inside) {
      const key = /^( +)['"]?([\w.-]+)['"]?:/.exec(line);
      if (key?.[1] === undefined || key[2] === undefined) continue;
      indent ??= key[1].length;
      if (key[1].length === indent && !executables.includes(name ?? "")) executables.push(key[2]);
    }
  }
  return { name, executables };
}
