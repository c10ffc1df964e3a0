# escape=^
#        ^ invalid-directive: `^` is no escape character: only the backslash and the backtick are, so the build stops here
FROM debian:bookworm-slim
