FROM debian:bookworm-slim
ENV A=1 B
#       ^ invalid-arguments: `B` is no `name=value` as `ENV` needs it, so the build stops here
ENV FOO
#   ^^^ invalid-arguments: `FOO` is no `name=value` as `ENV` needs it, so the build stops here
LABEL a=1 b c
#         ^ invalid-arguments: `b` is no `name=value` as `LABEL` needs it, so the build stops here
ENV A="x
#     ^ invalid-arguments: The double quote that starts here does not end, so the build stops here
LABEL b='y
#       ^ invalid-arguments: The single quote that starts here does not end, so the build stops here
ENV =1
#   ^^ invalid-arguments: `ENV` needs a name before `=`, so the build stops here
ENV X it's
#       ^ invalid-arguments: The single quote that starts here does not end, so the build stops here
ARG Z="1
#     ^ invalid-arguments: The double quote that starts here does not end, so the build stops here
ENV "Q=1"
#       ^ invalid-arguments: The double quote that starts here does not end, so the build stops here
