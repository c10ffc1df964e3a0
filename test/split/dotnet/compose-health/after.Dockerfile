# The shop's API
FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build

WORKDIR /src
COPY Shop.csproj nuget.config ./
RUN dotnet restore
COPY . .
RUN dotnet publish -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:8.0

RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*

COPY --from=build /app /app

WORKDIR /app
EXPOSE 8080
RUN chown $APP_UID /app
USER $APP_UID
ENTRYPOINT ["dotnet", "Shop.dll"]
