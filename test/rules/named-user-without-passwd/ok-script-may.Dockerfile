FROM alpine:3.22
COPY setup.sh /
RUN /setup.sh
USER app
CMD ["/server"]
