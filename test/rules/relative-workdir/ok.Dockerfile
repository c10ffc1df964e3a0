FROM node:22-slim AS base
WORKDIR /srv
WORKDIR app
FROM base
WORKDIR web
FROM debian:bookworm-slim
ENV HOME=/home/me
WORKDIR $HOME/app
WORKDIR "/quoted"
WORKDIR $UNKNOWN
WORKDIR rel
FROM mcr.microsoft.com/windows/servercore:ltsc2022
WORKDIR C:\\app
