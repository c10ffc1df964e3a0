FROM mcr.microsoft.com/dotnet/sdk:9.0
WORKDIR /src
COPY . .
RUN dotnet build
ENTRYPOINT ["dotnet", "watch", "run"]
