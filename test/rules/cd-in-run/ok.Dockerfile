FROM debian:bookworm
RUN make && cd /tmp && make install
RUN cd /a && make && cd /b && make
RUN (cd /a && make) && ls
RUN if true; then cd /a; fi
RUN test -d /a && (make; cd /a)
RUN ["cd", "/a"]
WORKDIR /a
