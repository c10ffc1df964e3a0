#: about=The images that stayed, digests, and tags that some images still have.
FROM bitnami/minideb:bookworm AS base
FROM bitnami/sealed-secrets-controller:0.27.0 AS controller
FROM bitnami/postgresql:latest AS database
FROM bitnami/nginx AS server
FROM bitnami/redis:7.2@sha256:4b7ce07002c69e8f3d704a9c5d6fd3053be500b7f1c69fc0d80990c2ad8dd412
USER 1001
