FROM mcr.microsoft.com/dotnet/sdk:6.0-alpine3.14 AS build
WORKDIR /app
COPY Shop.csproj ./
RUN dotnet restore
COPY . .
RUN dotnet publish -c Release -o /out

FROM mcr.microsoft.com/dotnet/aspnet:6.0-alpine3.14
RUN apk add --no-cache icu-libs
ENV DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false
COPY --from=build /out /out
WORKDIR /out
ENV ASPNETCORE_URLS=http://*:8080
RUN chown 65532:65532 /out
USER 65532:65532
CMD ["dotnet", "Shop.dll"]
