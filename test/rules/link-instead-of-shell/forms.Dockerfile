FROM ubuntu:24.04
RUN rm /bin/sh && ln -s /bin/bash /bin/sh
#                 ^^^^^^^^^^^^^^^^^^^^^^^ link-instead-of-shell: `/bin/sh` becomes `bash` for every program and package script of the image, not only for what `RUN` starts
RUN ln -sfn bash /usr/bin/sh && apt-get update
#   ^^^^^^^^^^^^^^^^^^^^^^^^ link-instead-of-shell: `/bin/sh` becomes `bash` for every program and package script of the image, not only for what `RUN` starts
RUN apt-get update && ln -snf /bin/zsh /bin/sh
#                     ^^^^^^^^^^^^^^^^^^^^^^^^ link-instead-of-shell: `/bin/sh` becomes `zsh` for every program and package script of the image, not only for what `RUN` starts
