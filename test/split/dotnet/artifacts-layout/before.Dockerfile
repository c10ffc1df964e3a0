FROM mcr.microsoft.com/dotnet/sdk:8.0
WORKDIR /app
COPY . .
RUN dotnet publish -c Release
CMD ["dotnet", "artifacts/publish/Shop/release/Shop.dll"]
