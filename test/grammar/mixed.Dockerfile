# syntax=docker/dockerfile:1
# check=skip=JSONArgsRecommended;error=true
FROM golang:1.22 AS build
# lean-dockerfile ignore=root-user,package-lists reason
# hadolint ignore=DL3008
RUN apt-get update \
    # don't remove
 && apt-get install -y --no-install-recommends \
    curl \

    git
RUN --mount=type=cache,target=/root echo "hello $X" && if [ -f a ]; then foo; fi
ENV A=b
RUN echo "unbalanced
COPY . .
RUN <<EOF
set -e
ls
echo it's
if [ -f x ]
then
  foo
fi
EOF
COPY <<EOF /etc/x
hello $NAME
RUN no
EOF
RUN python3 <<'PY' > out
print("x")
PY
RUN ["a", "b"]
HEALTHCHECK --interval=5s \
  CMD curl -f http://localhost || exit 1
CMD exec ./server "$PORT"
ENTRYPOINT ["x"]
