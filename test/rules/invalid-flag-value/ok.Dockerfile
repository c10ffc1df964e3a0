# syntax=docker/dockerfile:1-labs
FROM --platform=$BUILDPLATFORM debian:bookworm-slim
ARG NET=none
COPY --link a /
COPY --link=TRUE --parents=false b /
ADD --keep-git-dir=true --checksum=24454f830cdb571e2c4ad15481119c43b3cafd48 https://example.com/a.git /a
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d --unpack=true https://example.com/a /
RUN --network=host --security=insecure ls
RUN --network=$NET ls
RUN --mount=type=cache,target=/x,sharing=locked,mode=0755,uid=1000,gid=1000 --mount=Type=Bind,src=.,dst=/y,rw ls
RUN --mount=type=secret,id=x,env=X,required --mount=type=ssh,required=true --mount=type=tmpfs,target=/z,size=1g ls
RUN --mount=type=bind,src=.,target=/y,z --mount=type=cache,target=/x,id=$TARGETARCH,U=true ls
RUN --mount=type=bind,src=.,target=/y,relabel=shared ls
CMD ["app", "--link=yes"]
