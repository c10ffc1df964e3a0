FROM mcr.microsoft.com/dotnet/sdk:10.0-noble-aot
WORKDIR /src
COPY . .
RUN dotnet publish -r linux-x64 -o /app
WORKDIR /app
CMD ["/app/Ping"]
