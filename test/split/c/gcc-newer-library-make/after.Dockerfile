FROM gcc:13-bookworm AS build
WORKDIR /app
COPY . .
RUN make

FROM gcr.io/distroless/base-debian12:nonroot
WORKDIR /app
COPY --from=build /app/bin/game /app/bin/game
COPY --from=build /usr/local/lib64/libstdc++.so.6 /usr/local/lib64/libstdc++.so.6
COPY --from=build /usr/local/lib64/libgcc_s.so.1 /usr/local/lib64/libgcc_s.so.1
ENV LD_LIBRARY_PATH=/usr/local/lib64
CMD ["./bin/game"]
