FROM alpine:3.22 AS one
FROM alpine:3.22 AS two
#                   ^^^ unused-stage: Nothing in this file uses the stage `two`, so it is only built where something names it as a target
COPY --from=one /a /a
FROM alpine:3.22
COPY --from=0 /b /b
USER nobody
CMD ["sleep", "1"]
