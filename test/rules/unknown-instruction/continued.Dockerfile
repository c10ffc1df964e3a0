FROM debian:bookworm-slim
RUN echo one \
    # a comment
    && echo two
    && echo three
#   ^^ unknown-instruction: `&&` goes on with the line before, which does not end with the sign that joins lines, so the build stops here
