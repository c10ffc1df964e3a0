// What a .NET program needs at run time: which framework, files beside it, programs it starts, ports it listens on.

import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import type { Project } from "../project/project.ts";
import type { RuleFile } from "../rules/rule.ts";
import { contextMapOf } from "../split/context-map.ts";
import type { AssetUse, ProgramNeeds } from "../split/program-needs.ts";
import type { DotnetBuild } from "./dotnet-build.ts";
import type { DotnetRuntime } from "./dotnet-images.ts";
import { type DotnetProject, propertyOf } from "./dotnet-project.ts";

/**
 * Packages that neither ask for ASP.NET Core's shared framework nor bring native libraries, by the start of their names.
 * Source: their pages on nuget.org.
 */
const plainPackages =
  /^(?:System\.(?!Drawing)|Microsoft\.Extensions\.(?!.*AspNetCore)|Microsoft\.NET\.ILLink|Microsoft\.SourceLink|Microsoft\.CodeAnalysis|StyleCop|Newtonsoft\.Json|Dapper|Npgsql|MySqlConnector|Pomelo\.EntityFrameworkCore|Serilog(?!\.AspNetCore)|NLog(?!\.Web)|Polly|CsvHelper|AutoMapper|MediatR|FluentValidation(?!\.AspNetCore)|StackExchange\.Redis|RabbitMQ\.Client|MongoDB\.(?:Driver|Bson)|AWSSDK\.|Quartz(?!\.AspNetCore)|CommandLineParser|Spectre\.Console|Discord\.Net|Telegram\.Bot|YamlDotNet|HtmlAgilityPack|coverlet|MimeKit|MailKit|Azure\.(?:Storage|Messaging|Core|Identity|Data)|Google\.Protobuf|Grpc\.(?:Net\.Client|Core\.Api|Tools)|DotNetEnv|NodaTime|Humanizer|Bogus|RestSharp|Refit|Topshelf|McMaster\.Extensions)/i;

/** Packages that write files on their own. */
const writingPackages =
  /^(?:Serilog\.Sinks\.(?:File|RollingFile|SQLite)|NLog|log4net|LiteDB|RocksDb|Microsoft\.EntityFrameworkCore\.Sqlite|Microsoft\.Data\.Sqlite|System\.Data\.SQLite|sqlite-net|ZoneTree|Lucene\.Net)/i;

/** Calls that make, change or lock files. */
const writingCode =
  /\bFile\.(?:Write|Append|Create|Move|Copy|Delete|OpenWrite|Replace)|\bDirectory\.(?:Create|Delete|Move)|\bFileMode\.(?:Create|CreateNew|OpenOrCreate|Append|Truncate)|\bnew\s+StreamWriter\s*\(\s*(?:\$?@?"|path|file)|\bUseSqlite\b|\bPersistKeysToFileSystem\b|\bLiteDatabase\s*\(|\.SaveAs\s*\(|\bCopyToAsync\s*\(\s*(?:file)?stream/i;

const startsProgram =
  /(?:\bProcess\.Start\s*\(\s*|\bnew\s+ProcessStartInfo\s*\(\s*|\bFileName\s*=\s*)@?"([\w./-]+)"/g;

export interface DotnetProgram {
  readonly needs: ProgramNeeds;
  /** It starts `dotnet`, and no assembly is named beside it: the SDK may be what it wants. */
  readonly startsSdk: boolean;
  readonly runtime: DotnetRuntime;
  readonly invariant: boolean;
  readonly portable: boolean;
  readonly isWeb: boolean;
}

/** `projects`: the program's own and those it refers to; undefined where one could not be read. */
export function dotnetProgram(
  file: RuleFile,
  stage: Stage,
  build: DotnetBuild,
  projects: readonly DotnetProject[] | undefined,
): DotnetProgram {
  const { project } = file;
  const all = projects ?? [build.project];
  const packages = all.flatMap(({ manifest, shared }) => [...manifest.packages, ...(shared?.packages ?? [])]);
  const sources = sourcesOf(project, all);
  const isWeb = all.some(
    ({ manifest }) =>
      /\.(?:Web|Razor)$/i.test(manifest.sdk ?? "") ||
      manifest.frameworks.some((name) => /AspNetCore/i.test(name)),
  );
  const isPlain = packages.every((name) => plainPackages.test(name));
  const programs = new Set<string>();
  let startsSdk = false;
  for (const text of sources)
    for (const [, name = ""] of text.matchAll(startsProgram)) {
      programs.add(name);
      if (/^dotnet(?:\.exe)?$/.test(name) && !/\.dll\b/.test(text)) startsSdk = true;
    }
  const runtime: DotnetRuntime =
    build.deployment !== "framework"
      ? "runtime-deps"
      : isWeb || !isPlain || projects === undefined
        ? "aspnet"
        : "runtime";
  const invariantVariable = stage.variable("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT");
  return {
    needs: {
      assets: assetsBeside(file, stage, build, sources),
      imagePaths: [],
      opensMore: false,
      writes:
        packages.some((name) => writingPackages.test(name)) || sources.some((text) => writingCode.test(text)),
      certificates: true,
      timeZones: false,
      users: false,
      temporaryFolder: true,
      programs: [...programs],
      unseenLibraries: true,
    },
    startsSdk,
    runtime,
    invariant:
      propertyOf(build.project, "InvariantGlobalization", build.command)?.toLowerCase() === "true" ||
      /^(?:1|true)$/i.test(invariantVariable ?? ""),
    portable: isPlain && build.deployment === "framework",
    isWeb,
  };
}

/** The C# and F# sources of the projects; what was not loaded yet is wanted. */
function sourcesOf(project: Project, projects: readonly DotnetProject[]): readonly string[] {
  const paths = projects.flatMap(({ contextPath }) => {
    const slash = contextPath.lastIndexOf("/");
    const prefix = slash === -1 ? "" : contextPath.slice(0, slash + 1);
    return ["cs", "fs", "vb"].flatMap((end) => project.find(`${prefix}**/*.${end}`) ?? []);
  });
  const own = [...new Set(paths)].filter((path) => !/(?:^|\/)(?:bin|obj)\//.test(path));
  return own.flatMap((path) => project.text(path) ?? []);
}

/**
 * ASP.NET Core and the generic host read `appsettings.json` and `wwwroot` in the working directory. Where that is the
 * published folder they are in it; elsewhere the copied sources are what is read.
 */
function assetsBeside(
  file: RuleFile,
  stage: Stage,
  build: DotnetBuild,
  sources: readonly string[],
): readonly AssetUse[] {
  const { project } = file;
  const workdir = stage.workdir().value;
  if (workdir === undefined || workdir === build.folder) return [];
  const map = contextMapOf(file.dockerfile, stage, project);
  const folder = map.toContext(workdir);
  if (folder === undefined) return [];
  const prefix = folder === "." ? "" : `${folder}/`;
  const why = "it is read in the working directory, which is not the published folder";
  const assets = (project.find(`${prefix}appsettings*.json`) ?? []).map((path) => ({ path, why }));
  if (project.file(`${prefix}wwwroot`)?.kind === "folder") assets.push({ path: `${prefix}wwwroot`, why });
  for (const text of sources)
    for (const [, name] of text.matchAll(
      /"((?:\.\/)?[\w-]+(?:\/[\w.-]+)*\.(?:json|xml|ya?ml|txt|csv|html|sql|db|pem|pfx|ini))"/g,
    )) {
      const path = name === undefined ? undefined : map.toContext(resolvePath(workdir, name));
      if (path !== undefined && path !== "." && project.exists(path) === true)
        assets.push({ path, why: `the program names \`${name}\`` });
    }
  return [...new Map(assets.map((asset) => [asset.path, asset])).values()];
}

/** Context paths that only the build reads. */
export function isDotnetSource(project: Project, path: string): boolean {
  if (path === ".") return true;
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (
    /\.(?:cs|fs|vb|cshtml|razor|resx|\w{2,3}proj|slnx?|props|targets|ruleset|editorconfig|md)$|^(?:nuget\.config|global\.json|packages\.lock\.json|paket\..*|LICENSE|Dockerfile.*|.*\.Dockerfile|\.git.*|\.dockerignore|\.config|bin|obj)$/i.test(
      name,
    )
  )
    return true;
  if (project.file(path)?.kind !== "folder") return false;
  return ["cs", "fs", "vb", "csproj", "fsproj"].some(
    (end) => (project.find(`${path}/**/*.${end}`) ?? []).length > 0,
  );
}
