#: about=The image has no user before .NET 8
FROM mcr.microsoft.com/dotnet/aspnet:6.0
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ root-user: `mcr.microsoft.com/dotnet/aspnet:6.0` runs the program as root, so whoever breaks into it has root's rights in the container
WORKDIR /app
COPY out .
ENTRYPOINT ["dotnet", "Shop.dll"]
