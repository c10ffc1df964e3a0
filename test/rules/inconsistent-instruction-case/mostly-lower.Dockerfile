from golang:1.22 as build
run go install example.com/tool@v1.2.0
FROM debian:bookworm-slim as run
#<^^ inconsistent-instruction-case: `FROM` is written unlike the other keywords of the file, which are in lower case
copy --from=build /go/bin/tool /usr/local/bin/tool
