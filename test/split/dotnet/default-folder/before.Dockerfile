FROM mcr.microsoft.com/dotnet/sdk:8.0.404
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 ASPNETCORE_ENVIRONMENT=Production
COPY . /app
WORKDIR /app/src/Shop
RUN dotnet publish
WORKDIR /app/src/Shop/bin/Release/net8.0/publish
CMD ["dotnet", "Shop.dll"]
