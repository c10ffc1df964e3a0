# The bake file builds the stage, so it is of use.
FROM alpine:3.22 AS tools
USER nobody
CMD ["true"]

FROM alpine:3.22 AS left
#                   ^^^^ unused-stage: Nothing in this file uses the stage `left`, so it is only built where something names it as a target
USER nobody
CMD ["true"]

FROM alpine:3.22
USER nobody
CMD ["sleep", "1"]
