FROM alpine:3.22
RUN cd /data && touch a
RUN touch b; touch c
USER nobody
CMD ["sleep", "1"]
