FROM mcr.microsoft.com/dotnet/sdk:8.0
WORKDIR /app
COPY . .
RUN dotnet build
CMD dotnet run --project src/Shop -c Debug --no-launch-profile -- --seed
