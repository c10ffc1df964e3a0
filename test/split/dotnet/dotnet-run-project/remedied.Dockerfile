FROM mcr.microsoft.com/dotnet/sdk:8.0
WORKDIR /app
COPY . .
RUN dotnet build
RUN dotnet publish src/Shop -c Debug -o /app/out
CMD ["dotnet", "/app/out/Shop.dll", "--seed"]
