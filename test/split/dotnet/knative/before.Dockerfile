# Use Microsoft's official .NET image.
FROM mcr.microsoft.com/dotnet/core/sdk:2.2

# Install production dependencies.
WORKDIR /app
COPY *.csproj .
RUN dotnet restore

# Copy local code to the container image.
COPY . .
RUN dotnet publish -c Release -o out

# Service must listen to $PORT environment variable.
ENV PORT 8080

CMD ["dotnet", "out/helloworld-csharp.dll"]
