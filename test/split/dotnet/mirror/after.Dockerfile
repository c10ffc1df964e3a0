FROM registry.corp.example/dotnet/sdk:8.0 AS build
WORKDIR /src
COPY Shop.csproj ./
RUN dotnet restore
COPY . .
RUN dotnet publish -c Release -o /app

FROM registry.corp.example/dotnet/aspnet:8.0
COPY --from=build /app /app
USER app
WORKDIR /app
ENTRYPOINT ["dotnet", "Shop.dll"]
