FROM registry.corp.example/microsoft/dotnet:latest
COPY . /app
WORKDIR /app
RUN dotnet publish -c Release -o /out
CMD ["dotnet", "/out/Shop.dll"]
