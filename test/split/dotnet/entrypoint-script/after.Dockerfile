FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
WORKDIR /src
COPY src/Api/Api.csproj ./src/Api/
RUN dotnet restore src/Api
COPY . .
RUN dotnet publish src/Api -c Release -o /app
COPY entrypoint.sh /entrypoint.sh
RUN chmod +x /entrypoint.sh

FROM mcr.microsoft.com/dotnet/aspnet:8.0
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
COPY --from=build /entrypoint.sh /entrypoint.sh
COPY --from=build /app /app
WORKDIR /app
HEALTHCHECK CMD curl -f http://localhost:8080/health || exit 1
RUN chown $APP_UID /app
USER $APP_UID
ENTRYPOINT ["/entrypoint.sh"]
