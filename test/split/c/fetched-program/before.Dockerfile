FROM gcc:12
WORKDIR /wrk
RUN curl -sL https://example.com/wrk.tar.gz | tar xz --strip-components=1
RUN make
CMD ["./wrk"]
