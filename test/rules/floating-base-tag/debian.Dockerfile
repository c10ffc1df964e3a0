FROM debian
#    ^^^^^^ floating-base-tag: `debian` has no tag, so every build takes what is `latest` that day, a new major version too
RUN echo hello
