FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
RUN curl -fsSL https://deb.nodesource.com/setup_20.x | bash - && apt-get install -y nodejs
WORKDIR /src
COPY ClientApp/package.json ClientApp/package-lock.json ./ClientApp/
RUN cd ClientApp && npm ci
COPY . .
RUN cd ClientApp && npm run build -- --outDir ../wwwroot
RUN dotnet publish -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:8.0
COPY --from=build /app /app
WORKDIR /app
RUN chown $APP_UID /app
USER $APP_UID
ENTRYPOINT ["dotnet", "Shop.dll"]
