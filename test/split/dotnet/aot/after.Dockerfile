FROM mcr.microsoft.com/dotnet/sdk:10.0-noble-aot AS build
WORKDIR /src
COPY Ping.csproj ./
RUN dotnet restore -r linux-x64
COPY . .
RUN dotnet publish -r linux-x64 -o /app

FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble
COPY --from=build /app /app
WORKDIR /app
RUN chown $APP_UID /app
USER $APP_UID
CMD ["/app/Ping"]
