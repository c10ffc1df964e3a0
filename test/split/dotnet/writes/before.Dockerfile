FROM mcr.microsoft.com/dotnet/sdk:8.0
WORKDIR /app
COPY . .
RUN dotnet publish Notes.csproj -c Release -o /app/out
CMD ["dotnet", "out/Notes.dll"]
