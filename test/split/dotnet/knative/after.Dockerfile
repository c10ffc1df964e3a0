# Use Microsoft's official .NET image.
FROM mcr.microsoft.com/dotnet/core/sdk:2.2 AS build

# Install production dependencies.
WORKDIR /app
COPY *.csproj .
RUN dotnet restore

# Copy local code to the container image.
COPY . .
RUN dotnet publish -c Release -o out

FROM mcr.microsoft.com/dotnet/core/aspnet:2.2

WORKDIR /app

COPY --from=build /app/out /app/out
COPY --from=build /app/appsettings.json /app/appsettings.json

# Service must listen to $PORT environment variable.
ENV PORT 8080
RUN chown 65532:65532 /app
USER 65532:65532

CMD ["dotnet", "out/helloworld-csharp.dll"]
