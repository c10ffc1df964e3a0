# syntax=docker/dockerfile:1
# lean-dockerfile ignore-file=sudo-in-build,maintainer nobody knows
#                             ^^^^^^^^^^^^^ unused-suppression: `sudo-in-build` finds nothing here, so the comment silences nothing
FROM debian:bookworm-slim
MAINTAINER me
# lean-dockerfile ignore=legacy-key-valeu a reason
#                        ^^^^^^^^^^^^^^^^ unused-suppression: No rule is named `legacy-key-valeu`, so the comment silences nothing
ENV A 1
    # lean-dockerfile ignore=root-user,wget-progress,cd-in-run
#                                      ^^^^^^^^^^^^^ unused-suppression: `wget-progress` finds nothing here, so the comment silences nothing
#                                                    ^^^^^^^^^ unused-suppression: `cd-in-run` finds nothing here, so the comment silences nothing
RUN echo hello
# lean-dockerfile ignore=copy-many-without-slash
#                        ^^^^^^^^^^^^^^^^^^^^^^^ unused-suppression: `copy-many-without-slash` finds nothing here, so the comment silences nothing
