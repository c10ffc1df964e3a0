FROM debian:bookworm
ENV A=1
RUN sudo apt-get update && \
#   ^^^^ sudo-in-build: `sudo` has nothing to do here, because the step runs as root already, and has to be installed for it
    sudo -E apt-get install -y curl | sudo tee /log
#   ^^^^ sudo-in-build: `sudo` has nothing to do here, because the step runs as root already, and has to be installed for it
#                                     ^^^^ sudo-in-build: `sudo` has nothing to do here, because the step runs as root already, and has to be installed for it
