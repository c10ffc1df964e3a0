// Which files of a Node.js project a built program may read at run time: everything but the sources of the build, tests,
// the configuration of tools and papers.

import type { Takes } from "./node-results.ts";

/** Names that no program reads: papers, tests, what belongs to tools, to git and to the build itself. */
const besides =
  /^(?:\.git.*|\.husky|\.vscode|\.idea|\.github|\.gitlab.*|\.circleci|\.storybook|\.devcontainer|\.cursor|\.claude|\.changeset|\.turbo|\.nx|\.vercel|\.netlify|\.swc|\.cache|\.next|\.nuxt|\.angular|\.parcel-cache|Dockerfile.*|.*\.[Dd]ockerfile|Containerfile.*|docker-compose.*|compose\.ya?ml|.*\.dockerignore|\.dockerignore|readme(?:\..*)?|licen[cs]e(?:\..*)?|copying|authors|contributors|changelog.*|contributing.*|code_of_conduct.*|security\.md|codeowners|.*\.md|.*\.mdx|examples?|tests?|__tests__|__mocks__|spec|specs|e2e|cypress.*|playwright.*|coverage|node_modules|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|pnpm-workspace\.yaml|bun\.lockb?|bunfig\.toml|\.yarn|\.yarnrc.*|\.npmrc|\.npmignore|\.nvmrc|\.node-version|\.tool-versions|\.editorconfig|\.browserslistrc|\.eslint.*|eslint\..*|\.prettier.*|prettier\..*|\.stylelint.*|stylelint\..*|\.babelrc.*|babel\.config.*|\.swcrc|jest\..*|jest-.*|vitest\..*|karma\..*|\.mocharc.*|\.nycrc.*|\.c8rc.*|tsconfig.*|jsconfig\.json|tslint\.json|typedoc\..*|webpack.*|vite\.config.*|rollup\..*|esbuild\..*|tsup\..*|postcss\..*|tailwind\..*|angular\.json|\.angular-cli\.json|nest-cli\.json|nodemon\.json|gulpfile.*|gruntfile.*|lerna\.json|nx\.json|turbo\.json|components\.json|commitlint.*|\.commitlintrc.*|\.lintstaged.*|lint-staged.*|renovate.*|\.renovaterc.*|\.releaserc.*|release\.config.*|\.travis\.yml|appveyor\.yml|azure-pipelines.*|bitbucket-pipelines\.yml|cloudbuild.*|skaffold.*|jenkinsfile|makefile|taskfile.*|procfile|vercel\.json|netlify\.toml|fly\.toml|render\.yaml|heroku\.yml|sonar-project\.properties|codecov\.ya?ml|\.codecov.*|\.snyk|\.env\.(?:example|sample|template|dist|test)|env\.example|example\.env|\.ds_store|next-env\.d\.ts|.*\.tsbuildinfo|.*\.log|k8s|kubernetes|helm|charts?|terraform|\.terraform|ansible|\.kube)$/i;

/** Tests and declarations among the sources. */
const test = /\.(?:test|spec|stories|d|e2e-spec)\.[cm]?[jt]sx?$|\.snap$|\.tsbuildinfo$/;

/** Files that compilers alone read, and those that bundlers take in besides. */
const compiled: Readonly<Record<Takes, RegExp>> = {
  typescript: /\.(?:ts|tsx|mts|cts)$/,
  all: /\.(?:ts|tsx|mts|cts|js|jsx|mjs|cjs|vue|svelte|astro|css|scss|sass|less|styl|svg|png|jpe?g|gif|webp|avif|ico|woff2?|ttf|eot|otf|graphql|gql)$/,
};

/** Folders that programs read by custom, whatever lies in them. */
const read =
  /^(?:public|static|views?|templates?|assets|locales?|i18n|lang|translations|messages|migrations?|prisma|drizzle|seeds?|seeders|config|configs|data|db|content|posts|uploads|certs?|keys|ssl|fonts|emails?|proto|protos|schemas?|sql)$/i;

export interface FileQuestion {
  /** The files that copies bring into the program's folder, relative to it. */
  readonly files: readonly string[];
  /** Paths that go another way, relative too: outputs, other packages of the project. */
  readonly apart: readonly string[];
  readonly takes: Takes;
  /** Entries that only the build reads, by the tools' own conventions: `pages` of Next. */
  readonly sources: RegExp | undefined;
  /** A file of the context is what starts: JavaScript is not a source of the build then. */
  readonly startsSource: boolean;
  /** Names in the program's folder that it is known to read, whatever they say. */
  readonly known: ReadonlySet<string>;
}

/** A file or folder that goes along, relative to the program's folder. */
export interface RuntimeFile {
  readonly path: string;
  readonly kind: "file" | "folder";
}

/** The files and folders that go along; `all` where there would be so many that the folder had better go as a whole. */
export function runtimeFiles(question: FileQuestion): readonly RuntimeFile[] | "all" {
  const entries = new Map<string, string[]>();
  for (const path of question.files) {
    if (question.apart.some((each) => path === each || path.startsWith(`${each}/`))) continue;
    const slash = path.indexOf("/");
    const entry = slash === -1 ? path : path.slice(0, slash);
    if (besides.test(entry) && !question.known.has(entry)) continue;
    const files = entries.get(entry);
    if (files === undefined) entries.set(entry, [path]);
    else files.push(path);
  }
  const found: RuntimeFile[] = [];
  for (const [entry, files] of entries) {
    if (files[0] === entry) {
      // Scripts at the top are configuration that a server loads, or servers of their own.
      const script = /\.[cm]?js$/.test(entry) || /^next\.config\.ts$/.test(entry);
      if (script || !isSource(question, entry)) found.push({ path: entry, kind: "file" });
      continue;
    }
    if (
      question.sources?.test(entry) === true ||
      (entry === "docs" && files.every((path) => paper.test(path)))
    )
      continue;
    if (read.test(entry) && !question.apart.some((path) => path.startsWith(`${entry}/`))) {
      found.push({ path: entry, kind: "folder" });
      continue;
    }
    const kept = files.filter((path) => !isSource(question, path));
    const lost = files.length === kept.length ? [] : files.filter((path) => isSource(question, path));
    found.push(...foldersOf(kept, [...lost, ...question.apart]));
  }
  return found.length > mostEntries ? "all" : found;
}

/** More lines than this are worse to read than a folder that is copied whole. */
const mostEntries = 12;

/** Pages and pictures of a manual. */
const paper = /\.(?:md|mdx|png|jpe?g|svg|gif|webp|drawio|puml)$/i;

function isSource(question: FileQuestion, path: string): boolean {
  if (test.test(path) || /(?:^|\/)(?:__tests__|__mocks__|__snapshots__)\//.test(path)) return true;
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (/^\.git(?:ignore|attributes)$/.test(name)) return true;
  if (/\.(?:md|mdx)$/i.test(name) && question.takes === "typescript") return true;
  const pattern = question.startsSource ? compiled.typescript : compiled[question.takes];
  return pattern.test(name);
}

/** The highest folders that hold nothing of what is left out, and single files where there is none. */
function foldersOf(kept: readonly string[], left: readonly string[]): readonly RuntimeFile[] {
  const mixed = new Set<string>();
  for (const path of left)
    for (let at = path.indexOf("/"); at !== -1; at = path.indexOf("/", at + 1)) mixed.add(path.slice(0, at));
  const found = new Map<string, RuntimeFile>();
  for (const path of kept) {
    let at = path.indexOf("/");
    while (at !== -1 && mixed.has(path.slice(0, at))) at = path.indexOf("/", at + 1);
    const chosen = at === -1 ? path : path.slice(0, at);
    found.set(chosen, { path: chosen, kind: at === -1 ? "file" : "folder" });
  }
  return [...found.values()];
}

/** Context paths that a copy of their own does not bring to the program: tests, lockfiles, what belongs to tools. */
export function isBesides(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return besides.test(name) && !/^(?:node_modules|examples?|k8s|helm|.*\.md|.*\.log)$/i.test(name);
}
