# check=skip=all
# The image.
# escape = `
# ^^^^^^ invalid-directive(warning): `escape` is set behind another line, so builders read a comment here and go on with the backslash
FROM debian:bookworm-slim
# syntax=docker/dockerfile:1
# ^^^^^^ invalid-directive(info): `syntax` is set behind another line, so builders read a comment here and take their own version of the syntax
RUN ls
