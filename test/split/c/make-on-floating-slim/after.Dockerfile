FROM python:3.12-slim-trixie AS build
RUN apt-get update && apt-get install -y --no-install-recommends gcc-12 make libc6-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN make

FROM gcr.io/distroless/base-debian13:nonroot
WORKDIR /app
COPY --from=build /app/tool /app/tool
CMD ["./tool"]
