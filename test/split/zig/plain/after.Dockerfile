FROM debian:12 AS build
WORKDIR /app
ARG ZIG_VER=0.13.0
RUN apt-get update && apt-get install -y wget xz-utils ca-certificates
RUN wget https://ziglang.org/download/${ZIG_VER}/zig-linux-$(uname -m)-${ZIG_VER}.tar.xz
RUN tar -xf zig-linux-$(uname -m)-${ZIG_VER}.tar.xz
RUN mv zig-linux-$(uname -m)-${ZIG_VER} /usr/local/zig
ENV PATH="/usr/local/zig:$PATH"
COPY src src
COPY charts charts
COPY build.zig build.zig
RUN zig build -Doptimize=ReleaseFast

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /app
COPY --from=build /app/zig-out/bin/signals /app/zig-out/bin/signals
COPY --from=build /app/charts/north.txt /app/charts/north.txt
EXPOSE 3000
CMD ["zig-out/bin/signals"]
