FROM debian:bookworm-slim AS base
ARG VERSION=1.2
ENV A=1 B="two words"
WORKDIR /srv
WORKDIR app
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN echo ${VERSION} > version && \
    # A comment between the lines.
    echo "done" >> version

FROM base AS final
ARG NAME
COPY --chown=1000:1000 a.txt ./
COPY ["a.txt", "/with space/"]
ADD a.txt ${A}.txt
RUN ["/bin/cp", "a.txt", "b.txt"]
RUN --mount=type=bind,target=/context true
EXPOSE 8080/tcp
VOLUME /data
LABEL one=1 two="2 3"
HEALTHCHECK CMD true
STOPSIGNAL SIGINT
USER 1000
ONBUILD RUN echo later
RUN exit 0
ENTRYPOINT ["/bin/cat"]
CMD ["version"]
