# syntax=docker/dockerfile:1
# escape=\
# escape=`
# ^^^^^^ invalid-directive: `escape` is set here for the second time, so the build stops here
FROM debian:bookworm-slim
