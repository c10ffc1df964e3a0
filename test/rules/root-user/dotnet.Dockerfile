FROM mcr.microsoft.com/dotnet/sdk:9.0 AS build
WORKDIR /src
COPY . .
RUN dotnet publish -c Release -o /out

FROM mcr.microsoft.com/dotnet/aspnet:9.0
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ root-user: `mcr.microsoft.com/dotnet/aspnet:9.0` runs the program as root, so whoever breaks into it has root's rights in the container
WORKDIR /app
COPY --from=build /out .
ENTRYPOINT ["dotnet", "Shop.dll"]
