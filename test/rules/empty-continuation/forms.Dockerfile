FROM debian:bookworm-slim
RUN echo one \

#<^>1:0 empty-continuation: The `RUN` goes on behind this empty line, which newer versions of the syntax no longer allow
    # a comment

    && echo two \
   
    && echo three
