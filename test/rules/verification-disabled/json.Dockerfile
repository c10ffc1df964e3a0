#: about=The option goes with its quotes and a comma
FROM debian:bookworm
RUN ["apt-get", "-qy", "--force-yes", "upgrade"]
#                       ^^^^^^^^^^^ verification-disabled: `--force-yes` installs packages whose signature is missing or wrong, so whoever sits in between decides what is installed
RUN ["curl", "-k", "-O", "https://example.com/a"]
#             ^^ verification-disabled: `-k` accepts any server's certificate, so whoever sits in between decides what is downloaded
RUN ["sh", "-c", "curl -k -O https://example.com/a"]
#                      ^^ verification-disabled: `-k` accepts any server's certificate, so whoever sits in between decides what is downloaded
CMD ["ls"]
