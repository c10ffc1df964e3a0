FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
COPY server.exe /server.exe
CMD ["server.exe"]
