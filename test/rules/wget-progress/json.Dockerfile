#: about=The option is a string of its own
FROM debian:bookworm
RUN ["wget", "https://example.com/a"]
#     ^^^^ wget-progress: `wget` writes its progress into the build log, thousands of lines for a large file
