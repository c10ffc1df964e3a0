FROM golang:1.22 as build
#                ^^ inconsistent-instruction-case: `as` is written in another case than `FROM` on the same line
RUN go install example.com/tool@v1.2.0
FROM debian:bookworm-slim As run
#                         ^^ inconsistent-instruction-case: `As` is written in another case than `FROM` on the same line
COPY --from=build /go/bin/tool /usr/local/bin/tool
