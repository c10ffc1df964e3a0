FROM registry.corp.example/dotnet/sdk:8.0
WORKDIR /src
COPY . .
RUN dotnet publish -c Release -o /app
USER app
WORKDIR /app
ENTRYPOINT ["dotnet", "Shop.dll"]
