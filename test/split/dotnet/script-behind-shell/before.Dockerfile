FROM mcr.microsoft.com/dotnet/sdk:8.0
COPY . .
RUN ["dotnet", "restore"]
RUN ["dotnet", "build"]
RUN chmod +x ./start.sh
CMD /bin/bash ./start.sh
