#: about=A name that is taken already is not given again
FROM alpine:3.22 AS a
FROM alpine:3.22 AS a
#                   ^ duplicate-stage-name: Another stage is named `a` already, so the name means this one from here on and the earlier one can't be reached by `--target`
FROM alpine:3.22 AS a-2
FROM alpine:3.22 AS a
#                   ^ duplicate-stage-name: Another stage is named `a` already, so the name means this one from here on and the earlier one can't be reached by `--target`
COPY --from=a-2 /etc/passwd /etc/
