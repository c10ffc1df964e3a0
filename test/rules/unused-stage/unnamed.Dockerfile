FROM composer:2
#    ^^^^^^^^^^ unused-stage: Nothing in this file uses this stage, so it is only built where something names it as a target
FROM alpine:3.22
USER nobody
CMD ["sleep", "1"]
