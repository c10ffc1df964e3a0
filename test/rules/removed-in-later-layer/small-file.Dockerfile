FROM debian:trixie-slim
COPY setup.sh /
RUN /setup.sh && rm /setup.sh
#                   ^^^^^^^^^ removed-in-later-layer(hint): `rm` frees nothing, because `/setup.sh` stays in the earlier layer that brought it
USER nobody
CMD ["sleep", "1"]
