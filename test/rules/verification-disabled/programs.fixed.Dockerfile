FROM debian:bookworm
RUN curl -sSL https://example.com/a | tar xz && curl https://example.com/b -o b \
    && wget https://example.com/c
RUN pip install flask && pip3 install flask
RUN npm config set strict-ssl false && git config --global http.sslVerify false \
    && git clone https://example.com/x
