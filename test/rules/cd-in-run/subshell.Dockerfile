#: about=The parenthesis behind the cd belongs to what follows
FROM debian:bookworm
RUN cd / && (curl -L https://example.com/a.tar.xz | tar xJ) && ls
#   ^^^^ cd-in-run: `cd /` changes nothing: the step starts in that folder
WORKDIR /srv
RUN cd /opt && (make; make install) && ls
#   ^^^^^^^ cd-in-run: `cd /opt` is what `WORKDIR` says for the whole step
