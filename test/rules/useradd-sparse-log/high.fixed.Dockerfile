FROM debian:trixie-slim
ARG ID=1234567
RUN groupadd app && useradd --no-log-init -m -u $ID -g app app
USER app
