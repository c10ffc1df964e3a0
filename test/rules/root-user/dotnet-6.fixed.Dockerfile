FROM mcr.microsoft.com/dotnet/aspnet:6.0
WORKDIR /app
COPY out .
RUN useradd --system --create-home app
USER app
ENTRYPOINT ["dotnet", "Shop.dll"]
