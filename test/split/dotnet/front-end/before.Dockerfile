FROM mcr.microsoft.com/dotnet/sdk:8.0
RUN curl -fsSL https://deb.nodesource.com/setup_20.x | bash - && apt-get install -y nodejs
WORKDIR /src
COPY . .
RUN cd ClientApp && npm ci && npm run build -- --outDir ../wwwroot
RUN dotnet publish -c Release -o /app
WORKDIR /app
ENTRYPOINT ["dotnet", "Shop.dll"]
