FROM gcr.io/distroless/base-debian13:debug-nonroot
COPY server /server
CMD /server $PORT
