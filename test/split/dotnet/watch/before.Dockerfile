FROM mcr.microsoft.com/dotnet/sdk:8.0
WORKDIR /app
COPY . .
RUN dotnet restore
ENTRYPOINT dotnet restore && dotnet watch run
