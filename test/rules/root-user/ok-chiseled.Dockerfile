FROM mcr.microsoft.com/dotnet/aspnet:8.0-noble-chiseled
COPY out /app
ENTRYPOINT ["dotnet", "/app/Shop.dll"]
