#: about=A version takes the place of the word for what is current; what is not released yet has none
FROM node:lts-alpine AS a
#    ^^^^^^^^^^^^^^^ floating-base-tag(hint): `node:lts-alpine` names a variant but no version, so `lts-alpine` is a new major version one day
FROM node:lts AS b
#    ^^^^^^^^ floating-base-tag(hint): `node:lts` names a variant but no version, so `lts` is a new major version one day
FROM debian:stable-slim AS c
#    ^^^^^^^^^^^^^^^^^^ floating-base-tag(hint): `debian:stable-slim` names a variant but no version, so `stable-slim` is a new major version one day
FROM debian:testing-slim AS d
FROM golang:alpine AS e
#    ^^^^^^^^^^^^^ floating-base-tag(hint): `golang:alpine` names a variant but no version, so `alpine` is a new major version one day
FROM nginx:stable-alpine
