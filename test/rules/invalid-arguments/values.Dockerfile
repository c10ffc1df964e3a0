FROM debian:bookworm-slim
SHELL /bin/bash
#<^^^^^^^^^^^^^ invalid-arguments: `SHELL` needs a JSON array with the shell's words, so the build stops here
SHELL []
#<^^^^^^ invalid-arguments: `SHELL` needs a JSON array with the shell's words, so the build stops here
STOPSIGNAL SIGFOO
#          ^^^^^^ invalid-arguments: `SIGFOO` is no signal, so the engine refuses to stop the container with it
HEALTHCHECK --interval=5 --timeout=3x --start-period=1us --retries=often CMD true
#                      ^ invalid-arguments: `5` is no duration of a millisecond or more for `--interval`, such as `30s` or `1m30s`, so the build stops here
#                                  ^^ invalid-arguments: `3x` is no duration of a millisecond or more for `--timeout`, such as `30s` or `1m30s`, so the build stops here
#                                                    ^^^ invalid-arguments: `1us` is no duration of a millisecond or more for `--start-period`, such as `30s` or `1m30s`, so the build stops here
#                                                                  ^^^^^ invalid-arguments: `often` is no number of retries, so the build stops here
