FROM debian:bookworm
RUN curl -sSLk https://example.com/a | tar xz && curl --insecure https://example.com/b -o b \
#        ^^^^^ verification-disabled: `-sSLk` accepts any server's certificate, so whoever sits in between decides what is downloaded
#                                                     ^^^^^^^^^^ verification-disabled: `--insecure` accepts any server's certificate, so whoever sits in between decides what is downloaded
    && wget --no-check-certificate https://example.com/c
#           ^^^^^^^^^^^^^^^^^^^^^^ verification-disabled: `--no-check-certificate` accepts any server's certificate, so whoever sits in between decides what is downloaded
RUN pip install --trusted-host pypi.org flask && pip3 install --trusted-host=pypi.org flask
#               ^^^^^^^^^^^^^^ verification-disabled: `--trusted-host` accepts any server's certificate, so whoever sits in between decides what is downloaded
#                                                             ^^^^^^^^^^^^^^^^^^^^^^^ verification-disabled: `--trusted-host=pypi.org` accepts any server's certificate, so whoever sits in between decides what is downloaded
RUN npm config set strict-ssl false && git config --global http.sslVerify false \
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ verification-disabled: `npm config set strict-ssl false` accepts any server's certificate, so whoever sits in between decides what is downloaded
#                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ verification-disabled: `git config --global http.sslVerify false` accepts any server's certificate, so whoever sits in between decides what is downloaded
    && git -c http.sslVerify=false clone https://example.com/x
#             ^^^^^^^^^^^^^^^^^^^^ verification-disabled: `http.sslVerify=false` accepts any server's certificate, so whoever sits in between decides what is downloaded
