FROM mcr.microsoft.com/dotnet/core/sdk:2.2-alpine AS build
WORKDIR /src
COPY . .
RUN dotnet publish -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:2.1-stretch-slim AS older
COPY --from=build /app /app

FROM mcr.microsoft.com/dotnet/aspnet:2.1 AS newer
COPY --from=build /app /app

FROM mcr.microsoft.com/dotnet/sdk:2.1 AS tool
COPY --from=build /app /app

FROM mcr.microsoft.com/dotnet/core/aspnet:2.2
COPY --from=build /app /app
COPY --from=older /app /older
COPY --from=newer /app /newer
COPY --from=tool /app /tool
USER 65532
CMD ["dotnet", "/app/shop.dll"]
