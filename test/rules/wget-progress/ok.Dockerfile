FROM debian:bookworm
RUN wget -q https://example.com/a && wget -qO- https://example.com/b && wget -nv https://example.com/c \
    && wget --no-verbose https://example.com/d && wget --progress=dot:mega https://example.com/e \
    && wget -o /log https://example.com/f && wget https://example.com/g 2>/dev/null && wget --version
