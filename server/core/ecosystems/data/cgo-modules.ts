// Go modules and packages that need cgo; filled from their own documentation.

export interface CgoModule {
  /** Import path: a module, or one package of it where the rest needs no cgo. */
  readonly path: string;
  /** What it is, for messages. */
  readonly what: string;
  /** Where its authors say that it needs cgo or a C library. */
  readonly source: string;
  /** It brings or links C++. */
  readonly cxx?: boolean;
}

export const cgoModules: readonly CgoModule[] = [
  {
    path: "github.com/mattn/go-sqlite3",
    what: "SQLite",
    source: "https://github.com/mattn/go-sqlite3#installation",
  },
];
