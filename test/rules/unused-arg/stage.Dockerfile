FROM alpine:3.22
ARG REVISION
#   ^^^^^^^^ unused-arg: Nothing behind it uses `REVISION`, so its value has no effect
CMD ["sleep", "1"]
