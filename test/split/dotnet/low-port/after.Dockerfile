FROM mcr.microsoft.com/dotnet/core/sdk:3.1-buster AS build
WORKDIR /src
COPY Shop.csproj ./
RUN dotnet restore
COPY . .
RUN dotnet publish -c Release -o /app

FROM mcr.microsoft.com/dotnet/core/aspnet:3.1-buster-slim
COPY --from=build /app /app
WORKDIR /app
EXPOSE 80
ENTRYPOINT ["dotnet", "Shop.dll"]
