FROM debian:bookworm-slim AS base
WORKDIR /srv
FROM base
COPY a .
FROM golang:1.22
COPY . .
FROM registry.example.com/team/base:1
COPY a /b/
COPY a $DIR
