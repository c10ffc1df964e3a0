FROM debian:bookworm
RUN curl -fsSL https://example.com/install.sh -o install.sh && sh install.sh
RUN curl -fsSL https://example.com/data.json | python3 -c "import json"
RUN curl -fsSL https://example.com/data.json | python3 parse.py
RUN curl -fsSL https://example.com/a.tar.gz | tar xz && sh a/install.sh
RUN V=$(curl -fsSL https://example.com/version) && sh install.sh "$V"
