FROM debian:bookworm-slim # the base
#                         ^^^^^^^^^^ invalid-arguments: `# the base` is not `AS` and a name, which is all that may follow the image, so the build stops here
FROM debian:bookworm-slim build
#                         ^^^^^ invalid-arguments: `build` is not `AS` and a name, which is all that may follow the image, so the build stops here
FROM debian:bookworm-slim AS 1build
#                            ^^^^^^ invalid-arguments: `1build` is no name for a stage: a letter comes first, then letters, digits, `_`, `-` and `.`, so the build stops here
FROM Debian:bookworm-slim
#    ^^^^^^^^^^^^^^^^^^^^ invalid-arguments: `Debian:bookworm-slim` is no name of an image, so the build stops here
FROM debian:bookworm-slim AS a b
#                         ^^^^^^ invalid-arguments: `AS a b` is not `AS` and a name, which is all that may follow the image, so the build stops here
