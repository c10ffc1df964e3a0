#: about=Debian's tags are named
FROM debian:stretch-slim
#    ^^^^^^^^^^^^^^^^^^^ end-of-life-base-image: `debian:stretch-slim` is Debian 9, which gets no security fixes since 2022-07-01, so holes that are found in it stay in the image
CMD ["/a"]
