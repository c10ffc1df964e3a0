ARG A=1
RUN ls
#<^ instruction-before-from: `RUN` stands before the first `FROM`, where only `ARG` may, so the build stops here
COPY a b
FROM debian:bookworm-slim
