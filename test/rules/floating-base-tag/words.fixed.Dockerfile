FROM node:22-alpine AS a
FROM node:22 AS b
FROM debian:trixie-slim AS c
FROM debian:testing-slim AS d
FROM golang:1.27-alpine AS e
FROM nginx:stable-alpine
