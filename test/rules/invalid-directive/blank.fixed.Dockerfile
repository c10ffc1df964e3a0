# escape=`

FROM debian:bookworm-slim
