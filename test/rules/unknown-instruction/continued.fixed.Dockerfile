FROM debian:bookworm-slim
RUN echo one \
    # a comment
    && echo two \
    && echo three
