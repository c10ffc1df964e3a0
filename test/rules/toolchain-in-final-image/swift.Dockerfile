FROM swift:6.0
#    ^^^^^^^^^ toolchain-in-final-image: `swift:6.0` ships its compiler and build folder in an image that only needs the built program and Swift's libraries; no split is offered: the build context isn't known, so the files that the program opens can't be looked for
WORKDIR /app
COPY . .
RUN swift build -c release
CMD [".build/release/Shop"]
