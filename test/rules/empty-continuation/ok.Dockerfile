FROM debian:bookworm-slim

RUN echo one \
    # a comment
    && echo two

RUN <<EOT
echo three

echo four
EOT
