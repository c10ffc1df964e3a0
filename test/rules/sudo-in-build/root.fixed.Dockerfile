FROM debian:bookworm
ENV A=1
RUN apt-get update && \
    sudo -E apt-get install -y curl | tee /log
