FROM node AS a
#    ^^^^ floating-base-tag: `node` has no tag, so every build takes what is `latest` that day, a new major version too
FROM ubuntu:latest AS b
#    ^^^^^^^^^^^^^ floating-base-tag: `ubuntu:latest` is whatever was released last, so a new major version comes without asking
FROM golang:alpine AS c
#    ^^^^^^^^^^^^^ floating-base-tag(hint): `golang:alpine` names a variant but no version, so `alpine` is a new major version one day
FROM registry.example.com/team/app AS d
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ floating-base-tag: `registry.example.com/team/app` has no tag, so every build takes what is `latest` that day, a new major version too
FROM alpine:latest AS test
#    ^^^^^^^^^^^^^ floating-base-tag(hint): `alpine:latest` is whatever was released last, so a new major version comes without asking
ARG TAG=latest
FROM --platform=linux/amd64 python:slim AS e
#                           ^^^^^^^^^^^ floating-base-tag(hint): `python:slim` names a variant but no version, so `slim` is a new major version one day
