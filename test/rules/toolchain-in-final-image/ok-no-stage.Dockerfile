# syntax=docker/dockerfile:1
ARG GO=1.22
