FROM gcc:14
#    ^^^^^^ toolchain-in-final-image: `gcc:14` ships its compiler and headers (~1.5 GB) in an image that only needs the built program and its libraries; no split is offered: the build context isn't known, so the files that the program opens can't be looked for
WORKDIR /src
COPY . .
RUN make -j4
CMD ["./build/solver"]
