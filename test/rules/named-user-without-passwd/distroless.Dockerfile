FROM gcr.io/distroless/static-debian13
COPY server /server
USER app
#    ^^^ named-user-without-passwd: `gcr.io/distroless/static-debian13` knows no user `app` and nothing here creates it, so the container does not start
CMD ["/server"]
