FROM mcr.microsoft.com/dotnet/sdk:7.0 AS build
WORKDIR /src
COPY Shop.csproj ./
RUN dotnet restore
COPY . .
RUN dotnet publish -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:7.0
ENV ASPNETCORE_URLS=http://+:5000
COPY --from=build /app /app
WORKDIR /app
EXPOSE 5000
RUN chown 65532:65532 /app
USER 65532:65532
ENTRYPOINT ["dotnet", "Shop.dll"]
