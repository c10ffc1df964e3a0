// .NET: the SDK's images and packages, and the commands that build with it.

import { defineEcosystem } from "./ecosystem.ts";

export const dotnet = defineEcosystem({
  id: "dotnet",
  title: ".NET",
  images: ["dotnet/sdk", "mono", "chainguard/dotnet-sdk"],
  packages: [
    "dotnet-sdk",
    ...["2.1", "2.2", "3.0", "3.1", "5.0", "6.0", "7.0", "8.0", "9.0", "10.0"].map(
      (version) => `dotnet-sdk-${version}`,
    ),
    ...[6, 7, 8, 9, 10].map((version) => `dotnet${version}-sdk`),
    "mono-devel",
  ],
  manifests: ["**/*.csproj", "**/*.fsproj", "**/*.sln", "Directory.*.props", "nuget.config", "global.json"],
  builds: (run) =>
    (run.program === "dotnet" &&
      ["build", "publish", "msbuild", "pack"].includes(run.args[0]?.value ?? "")) ||
    ["msbuild", "xbuild", "mcs"].includes(run.program),
  // A published program is started by `dotnet App.dll`, which needs the runtime only.
  runsToolchain: (program, args) =>
    /(?:^|\/)dotnet$/.test(program) &&
    /^(?:run|watch|test|ef|build|fsi|tool|script|format)$/.test(args[0] ?? ""),
  words: { carries: "the SDK and its package cache", needs: "the published program and the .NET runtime" },
  docs: { split: "Recognises `dotnet build` and `dotnet publish`. It is not split yet." },
});
