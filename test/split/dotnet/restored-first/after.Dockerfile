FROM mcr.microsoft.com/dotnet/sdk:8.0-jammy AS build
WORKDIR /app

# copy csproj and restore as distinct layers
COPY *.csproj ./
RUN dotnet restore

# copy and build everything else
COPY . ./
RUN dotnet publish -c Release -o out

FROM mcr.microsoft.com/dotnet/aspnet:8.0-jammy
WORKDIR /app

COPY --from=build /app/out /app/out
COPY --from=build /app/appsettings.Production.json /app/appsettings.Production.json
COPY --from=build /app/appsettings.json /app/appsettings.json
COPY --from=build /app/wwwroot /app/wwwroot
RUN chown $APP_UID /app
USER $APP_UID
ENTRYPOINT ["dotnet", "out/Fire.Api.dll"]
