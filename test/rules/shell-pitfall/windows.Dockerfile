# escape=`
# What runs in a Windows image is no shell script.
FROM mcr.microsoft.com/windows/servercore:ltsc2025
RUN powershell -Command `
    $sum = ( Get-FileHash $file ).Hash
USER ContainerUser
CMD echo %x%
