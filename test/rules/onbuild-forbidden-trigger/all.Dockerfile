FROM node:22-slim
ONBUILD ONBUILD RUN ls
#       ^^^^^^^ onbuild-forbidden-trigger: `ONBUILD` can't be put off by `ONBUILD`, so the build stops here
ONBUILD from x
#       ^^^^ onbuild-forbidden-trigger: `FROM` can't be put off by `ONBUILD`, so the build stops here
ONBUILD MAINTAINER me
#       ^^^^^^^^^^ onbuild-forbidden-trigger: `MAINTAINER` can't be put off by `ONBUILD`, so the build stops here
