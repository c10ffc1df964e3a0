from mcr.microsoft.com/dotnet/sdk:8.0
workdir /app
copy . .
run dotnet build -c Release
cmd ["dotnet", "bin/Release/net8.0/Tick.dll"]
