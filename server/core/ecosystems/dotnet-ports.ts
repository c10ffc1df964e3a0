// The ports that an ASP.NET Core program listens on, and what changes when it leaves the SDK's image.
//
// Source: dotnet/dotnet-docker: aspnet images set ASPNETCORE_URLS=http://+:80 up to 7 and ASPNETCORE_HTTP_PORTS=8080
// since 8; SDK images of 3.0 to 7.0 set the former to nothing, those of 8 and later have the latter too.

import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import type { AddedLine, Note } from "../split/plan.ts";
import { startCommand } from "../split/start-command.ts";

const portVariables = [
  "ASPNETCORE_URLS",
  "ASPNETCORE_HTTP_PORTS",
  "ASPNETCORE_HTTPS_PORTS",
  "DOTNET_URLS",
  "URLS",
  "DOTNET_HTTP_PORTS",
];

export interface Listening {
  /** A port below 1024, which only root may open on some hosts. */
  readonly low: boolean;
  readonly added: readonly AddedLine[];
  readonly notes: readonly Note[];
}

/** `framework` is the version that the program asks for, `8.0`. */
export function listening(file: RuleFile, stage: Stage, framework: string, isWeb: boolean): Listening {
  const nothing: Listening = { low: false, added: [], notes: [] };
  if (!isWeb) return nothing;
  const words = givenAddresses(stage);
  const configured = configuredAddresses(file, stage);
  const low = [...words, ...configured.addresses].some(hasLowPort);
  const version = Number(framework);
  // What the program says itself wins over the images' variables.
  if (words.length > 0 || configured.complete || version >= 8) return { ...nothing, low };
  // Both images of 2.x set port 80.
  if (version < 3) return { ...nothing, low: true };
  // The SDK's image leaves the program its own default, port 5000; the runtime image moves it to 80.
  const exposes = stage.instructionsOf("EXPOSE").flatMap(({ argsText }) => argsText.split(/\s+/));
  if (exposes.some((port) => /^80(?:\/tcp)?$/.test(port)))
    return {
      low: true,
      added: [],
      notes: [
        {
          message: "The program listens on port 80, which the runtime image sets and the SDK's image did not",
        },
      ],
    };
  return {
    low,
    added: [
      { where: "start", instruction: { keyword: "ENV", variables: { ASPNETCORE_URLS: "http://+:5000" } } },
    ],
    notes: [
      {
        message:
          "The program keeps its own port 5000, which the runtime image would change to 80; a port that the program sets itself wins",
      },
    ],
  };
}

/** What variables and the start command say. */
function givenAddresses(stage: Stage): readonly string[] {
  const set = portVariables.flatMap((name) => {
    const change = stage.variableChange(name);
    return change?.kind === "ENV" ? [change.value ?? ""] : [];
  });
  const answer = startCommand(stage);
  const args = answer.kind === "start" ? answer.start.args : [];
  const at = args.findIndex((word) => /^--(?:server\.)?urls$/i.test(word));
  const inline = args.filter((word) => /^--(?:server\.)?urls=/i.test(word));
  return [...set, ...(at === -1 ? [] : [args[at + 1] ?? ""]), ...inline];
}

interface Configured {
  readonly addresses: readonly string[];
  /** The program or its configuration says where it listens, in whatever way. */
  readonly complete: boolean;
}

/** Calls and settings that set addresses. */
const setsAddress =
  /\bUseUrls\s*\(|\bUrls\.Add\s*\(|\bListen(?:AnyIP|Localhost)?\s*\(|\.Run\(\s*\$?"https?:|"(?:Urls|urls|Kestrel)"\s*:/;

/** Addresses in configuration files and sources. */
function configuredAddresses(file: RuleFile, stage: Stage): Configured {
  const { project } = file;
  if (stage.instructions.length === 0) return { addresses: [], complete: false };
  const paths = ["**/appsettings*.json", "**/Program.cs", "**/Startup.cs", "**/Program.fs"].flatMap(
    (glob) => project.find(glob) ?? [],
  );
  const texts = paths.map((path) => project.text(path) ?? "");
  const addresses = texts.flatMap((text) => [
    ...(text.match(/https?:\/\/(?:\+|\*|0\.0\.0\.0|\[::\])(?::\d+|(?=["';/]))/g) ?? []),
    ...[...text.matchAll(/\bListen(?:AnyIP)?\s*\([^)"]{0,60}?\b(\d{2,5})\b/g)].flatMap(
      ([, port]) => port ?? [],
    ),
  ]);
  return { addresses, complete: texts.some((text) => setsAddress.test(text)) };
}

/** `http://+:80`, `http://*` (which is 80) and the plain list `80;8080`. */
function hasLowPort(text: string): boolean {
  const addresses = text.split(";").map((each) => each.trim());
  return addresses.some((address) => {
    const port = /:(\d+)\/?$/.exec(address)?.[1] ?? /^(\d+)$/.exec(address)?.[1];
    if (port !== undefined) return Number(port) < 1024;
    return /^https?:\/\/[^:]+$/.test(address);
  });
}
