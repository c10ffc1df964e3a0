FROM mcr.microsoft.com/dotnet/sdk:9.0
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ toolchain-in-final-image: `mcr.microsoft.com/dotnet/sdk:9.0` ships the SDK and its package cache in an image that only needs the published program and the .NET runtime; no split is offered: the build context isn't known, so the files that the program opens can't be looked for
WORKDIR /src
COPY . .
RUN dotnet publish -c Release -o /out
ENTRYPOINT ["dotnet", "/out/Shop.dll"]
