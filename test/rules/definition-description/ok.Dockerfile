# build makes the program
FROM debian:bookworm-slim AS build

# far away

FROM debian:bookworm-slim AS run
# not named
FROM debian:bookworm-slim
