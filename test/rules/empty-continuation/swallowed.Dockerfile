FROM debian:bookworm-slim
RUN echo one \

#<^>1:0 empty-continuation(warning): The `RUN` goes on behind this empty line, so `CMD` is one of its arguments and no instruction
CMD ["app"]
