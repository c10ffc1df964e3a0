FROM --platform=linux/amd64 arm32v7/debian:bookworm AS a
#                           ^^^^^^^^^^^^^^^^^^^^^^^ base-image-platform-mismatch: `arm32v7/debian:bookworm` has arm programs only, but `linux/amd64` is asked for, so they run emulated or not at all
FROM --platform=linux/arm64 amd64/debian:bookworm AS b
#                           ^^^^^^^^^^^^^^^^^^^^^ base-image-platform-mismatch: `amd64/debian:bookworm` has amd64 programs only, but `linux/arm64` is asked for, so they run emulated or not at all
FROM --platform=linux/amd64 mcr.microsoft.com/windows/servercore:ltsc2022 AS c
#                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ base-image-platform-mismatch: `mcr.microsoft.com/windows/servercore:ltsc2022` has Windows programs only, but `linux/amd64` is asked for, so they run emulated or not at all
