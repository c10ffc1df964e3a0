FROM debian:bookworm
RUN useradd app
USER app
RUN sudo apt-get update
#   ^^^^ sudo-in-build: `sudo` makes `app` root without a password, in the running container as well
