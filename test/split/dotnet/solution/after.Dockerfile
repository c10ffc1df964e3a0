FROM mcr.microsoft.com/dotnet/sdk:6.0 AS build
WORKDIR /src
COPY Store.sln ./
COPY Store.Api/Store.Api.csproj ./Store.Api/
COPY Store.Data/Store.Data.csproj ./Store.Data/
RUN dotnet restore Store.sln
COPY . .
RUN dotnet publish Store.sln -c Release

FROM mcr.microsoft.com/dotnet/aspnet:6.0
COPY --from=build /src/Store.Api/bin/Release/net6.0/publish /src/Store.Api/bin/Release/net6.0/publish
WORKDIR /src/Store.Api/bin/Release/net6.0/publish
ENV ASPNETCORE_URLS=http://+:5000
EXPOSE 5000
RUN chown 65532:65532 /src/Store.Api/bin/Release/net6.0/publish
USER 65532:65532
ENTRYPOINT ["dotnet", "Store.Api.dll"]
