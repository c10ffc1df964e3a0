ARG TAG
ARG IMAGE
FROM scratch AS a
FROM node:22 AS b
FROM b AS c
FROM gcr.io/distroless/static AS d
FROM cgr.dev/chainguard/node AS e
FROM node@sha256:4b7ce07002c69e8f3d704a9c5d6fd3053be500b7f1c69fc0d80990c2ad8dd412 AS f
FROM node:$TAG AS g
FROM $IMAGE AS h
FROM debian:bookworm-slim AS i
FROM registry.access.redhat.com/ubi9/ubi-minimal AS j
FROM registry.example.com/team/app:main AS k
FROM debian:stable-20240101 AS l
