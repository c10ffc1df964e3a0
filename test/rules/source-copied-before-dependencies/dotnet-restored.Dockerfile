FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
WORKDIR /src
COPY src/Api/*.csproj ./src/Api/
RUN dotnet restore src/Api
COPY . .
RUN dotnet publish src/Api -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:8.0
COPY --from=build /app /app
USER $APP_UID
ENTRYPOINT ["dotnet", "/app/Api.dll"]
