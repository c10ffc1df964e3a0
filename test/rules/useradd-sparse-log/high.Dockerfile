FROM debian:trixie-slim
ARG ID=1234567
RUN groupadd app && useradd -m -u $ID -g app app
#                                 ^^^ useradd-sparse-log: `useradd` writes an entry for the number `1234567` into /var/log/lastlog and /var/log/faillog, which makes these files huge in the layer
USER app
