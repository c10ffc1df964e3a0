FROM mono:6.12
WORKDIR /app
COPY . .
RUN xbuild Shop.csproj /p:Configuration=Release
CMD ["mono", "bin/Release/Shop.exe"]
