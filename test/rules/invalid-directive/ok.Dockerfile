# Syntax = docker/dockerfile:1
# escape=`
# check=skip=MaintainerDeprecated;error=true
# version=1
#     # escape=`
FROM debian:bookworm-slim
# check=skip=JSONArgsRecommended
CMD ls
# escape=\
# The line `# escape=^` would stop the build.
# syntax
