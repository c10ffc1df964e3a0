FROM mcr.microsoft.com/dotnet/sdk:8.0-bookworm-slim AS build
COPY src/Bot/Bot.csproj /opt/bot/src/Bot/
RUN dotnet restore /opt/bot/src/Bot -r linux-x64
ADD . /opt/bot
RUN dotnet publish /opt/bot/src/Bot --configuration Release --runtime linux-x64 --self-contained

FROM mcr.microsoft.com/dotnet/runtime-deps:8.0-bookworm-slim
COPY --from=build /opt/bot/src/Bot/bin/Release/net8.0/linux-x64/publish /opt/bot/src/Bot/bin/Release/net8.0/linux-x64/publish
USER $APP_UID
ENTRYPOINT ["/opt/bot/src/Bot/bin/Release/net8.0/linux-x64/publish/Robo.Bot"]
