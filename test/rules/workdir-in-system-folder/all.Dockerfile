FROM node:22-slim AS build
ARG ROOT=/dev
WORKDIR $ROOT/app
#       ^^^^^^^^^ workdir-in-system-folder: `/dev/app` is below `/dev`, where each container mounts its own, so what steps write here is gone after them
COPY a.js /proc/a.js
#         ^^^^^^^^^^ workdir-in-system-folder: `/proc/a.js` is below `/proc`, where each container mounts its own, so no container sees what is copied here
WORKDIR /sys
#       ^^^^ workdir-in-system-folder: `/sys` is below `/sys`, where each container mounts its own, so what steps write here is gone after them
COPY b.js c.js /dev/shm/
#              ^^^^^^^^^ workdir-in-system-folder: `/dev/shm/` is below `/dev`, where each container mounts its own, so no container sees what is copied here
ADD ["d.js", "/sys/d.js"]
#             ^^^^^^^^^ workdir-in-system-folder: `/sys/d.js` is below `/sys`, where each container mounts its own, so no container sees what is copied here
