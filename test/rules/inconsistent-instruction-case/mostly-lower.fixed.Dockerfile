from golang:1.22 as build
run go install example.com/tool@v1.2.0
from debian:bookworm-slim as run
copy --from=build /go/bin/tool /usr/local/bin/tool
