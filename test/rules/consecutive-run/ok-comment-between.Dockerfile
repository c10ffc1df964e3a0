FROM alpine:3.22
RUN mkdir /data
# now the owner
RUN chown nobody /data
USER nobody
CMD ["sleep", "1"]
