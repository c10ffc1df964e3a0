FROM mcr.microsoft.com/dotnet/sdk:8.0.404 AS build
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 ASPNETCORE_ENVIRONMENT=Production
COPY src/Shop/Shop.csproj /app/src/Shop/
WORKDIR /app/src/Shop
RUN dotnet restore
COPY . /app
RUN dotnet publish

FROM mcr.microsoft.com/dotnet/aspnet:8.0
ENV ASPNETCORE_ENVIRONMENT=Production
COPY --from=build /app/src/Shop/bin/Release/net8.0/publish /app/src/Shop/bin/Release/net8.0/publish
WORKDIR /app/src/Shop/bin/Release/net8.0/publish
RUN chown $APP_UID /app/src/Shop/bin/Release/net8.0/publish
USER $APP_UID
CMD ["dotnet", "Shop.dll"]
