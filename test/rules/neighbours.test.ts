// The false alarms that other linters are known for: with all rules on, these files have no finding.

import { describe, expect, it } from "vitest";
import { lint } from "../harness/lint.ts";

const end = 'USER nobody\nCMD ["/srv/start"]\n';

const silent: readonly (readonly [alarm: string, text: string])[] = [
  [
    "a builder is told to drop root, to clean its caches and to merge its RUNs",
    `FROM golang:1.27 AS build
WORKDIR /src
RUN apt-get update && apt-get install -y --no-install-recommends make
RUN pip install protoc-gen
COPY go.mod go.sum ./
RUN go mod download
COPY . .
USER root
RUN CGO_ENABLED=0 go build -ldflags="-s -w" -o /server .
FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /server /server
CMD ["/server"]
`,
  ],
  [
    "versions of packages are to be pinned",
    `FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends ffmpeg && rm -rf /var/lib/apt/lists/*
${end}`,
  ],
  [
    "versions of Python packages are to be pinned",
    `FROM python:3.14-slim
RUN pip install --no-cache-dir flask
${end}`,
  ],
  [
    "caches are not removed although a cache mount holds them",
    `# syntax=docker/dockerfile:1
FROM python:3.14-slim
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \\
    --mount=type=cache,target=/var/lib/apt,sharing=locked \\
    apt-get update && apt-get install -y --no-install-recommends ffmpeg
WORKDIR /srv
COPY requirements.txt ./
RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt
${end}`,
  ],
  [
    "names only look like secrets",
    `FROM debian:trixie-slim
ENV KMS_KEY_ALIAS=alias/main AUTH_MODE=oidc TOKEN_FILE=/run/secrets/token JWT_PUBLIC_KEY=/etc/jwt.pub
${end}`,
  ],
  [
    "a heredoc with its own shebang lacks pipefail",
    `# syntax=docker/dockerfile:1
FROM buildpack-deps:trixie
RUN <<EOF
#!/usr/bin/env bash
set -euo pipefail
sort /etc/services | uniq > /srv/services
EOF
${end}`,
  ],
  [
    "a builder's USER is to be numeric",
    `FROM node:22-slim AS build
WORKDIR /app
COPY --chown=node:node package.json package-lock.json ./
USER node
RUN npm ci
COPY --chown=node:node . .
RUN npm run build
FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /app/dist /srv
`,
  ],
  [
    "flags are newer than the linter",
    `# syntax=docker/dockerfile:1
FROM debian:trixie-slim
WORKDIR /srv
COPY --parents ./a/b ./c/d ./
COPY --exclude=*.md docs/ docs/
ADD --unpack=false archive.tar.gz ./
RUN --mount=type=secret,id=token,env=TOKEN ./fetch
${end}`,
  ],
];

describe("no finding where", () => {
  it.each(silent)("%s", (_, text) => {
    const { findings } = lint({ text });
    expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });
});

it("looks at what follows a heredoc's last line directly", () => {
  const text = `# syntax=docker/dockerfile:1
FROM debian:trixie-slim
RUN <<EOF
set -e
touch /srv/start
EOF
MAINTAINER me
${end}`;
  expect(lint({ text }).findings.map(({ rule }) => rule)).toEqual(["maintainer"]);
});
