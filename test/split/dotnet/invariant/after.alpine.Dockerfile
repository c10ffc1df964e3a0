FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
WORKDIR /app
COPY Tick.csproj ./
RUN dotnet restore
COPY . .
RUN dotnet publish -c Release -o /out

FROM mcr.microsoft.com/dotnet/runtime:8.0-alpine
COPY --from=build /out /out
WORKDIR /out
RUN chown $APP_UID /out
USER $APP_UID
ENTRYPOINT ["dotnet", "Tick.dll"]
