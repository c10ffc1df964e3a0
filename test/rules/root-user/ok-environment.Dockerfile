FROM mcr.microsoft.com/dotnet/aspnet:8.0
COPY out /app
USER $APP_UID
ENTRYPOINT ["dotnet", "/app/Shop.dll"]
