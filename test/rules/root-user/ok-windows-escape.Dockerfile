# escape=`
FROM registry.example.com/team/windows:1
COPY server.exe C:\server.exe
CMD ["C:\\server.exe"]
