# Use Microsoft's official .NET image.
FROM microsoft/dotnet:2.2-sdk

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
