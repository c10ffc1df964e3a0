#: about=BuildKit's comment above one instruction, and hadolint's for a stage
FROM golang:1.22 AS One
#                   ^^^ stage-name-case: `One` has upper-case letters that the builder does not tell from lower-case ones, so it reads as two names where it is written differently
# check=skip=StageNameCasing
FROM golang:1.22 AS Two
FROM golang:1.22 AS Three
#                   ^^^^^ stage-name-case: `Three` has upper-case letters that the builder does not tell from lower-case ones, so it reads as two names where it is written differently
# hadolint stage ignore=DL3003
RUN cd /a && ls
RUN cd /b && ls
