FROM debian:trixie
RUN echo hello
