FROM mcr.microsoft.com/dotnet/sdk:6.0-alpine3.14
WORKDIR /app
COPY . .
RUN dotnet publish -c Release -o /out
WORKDIR /out
ENV ASPNETCORE_URLS=http://*:8080
CMD ["dotnet", "Shop.dll"]
