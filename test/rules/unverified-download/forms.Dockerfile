FROM debian:bookworm
ADD https://example.com/a http://example.com/b /srv/
#   ^^^^^^^^^^^^^^^^^^^^^ unverified-download: Nothing says what this file has to be, so the image gets whatever the server sends today
#                         ^^^^^^^^^^^^^^^^^^^^ unverified-download(info): This comes over plain HTTP without a checksum, so everyone between here and the server decides what it is
