FROM node:22 AS a
FROM ubuntu:26.04 AS b
FROM golang:1.27-alpine AS c
FROM registry.example.com/team/app AS d
FROM alpine:3.24 AS test
ARG TAG=latest
FROM --platform=linux/amd64 python:3.13-slim AS e
