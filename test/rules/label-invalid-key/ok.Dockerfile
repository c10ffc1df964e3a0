FROM debian:bookworm-slim
LABEL com.example.x=1 "com.example.y"="2" Description="x" com.docker.extension.icon=x org.opencontainers.image.title=y io.k8s.display-name="x" maintainer=me
