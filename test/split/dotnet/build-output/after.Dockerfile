from mcr.microsoft.com/dotnet/sdk:8.0 as build
workdir /app
copy Tick.csproj ./
run dotnet restore
copy . .
run dotnet build -c Release

from mcr.microsoft.com/dotnet/runtime:8.0
workdir /app
copy --from=build /app/bin/Release/net8.0 /app/bin/Release/net8.0
run chown $APP_UID /app
user $APP_UID
cmd ["dotnet", "bin/Release/net8.0/Tick.dll"]
