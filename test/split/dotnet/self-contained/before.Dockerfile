FROM mcr.microsoft.com/dotnet/sdk:8.0-bookworm-slim
ADD . /opt/bot
RUN dotnet publish /opt/bot/src/Bot --configuration Release --runtime linux-x64 --self-contained
ENTRYPOINT ["/opt/bot/src/Bot/bin/Release/net8.0/linux-x64/publish/Robo.Bot"]
