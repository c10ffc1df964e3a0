FROM alpine:3.22
COPY --chown=app:app server /server
#            ^^^^^^^ named-user-without-passwd: `alpine:3.22` knows no user `app` and nothing before this creates it, so the build fails
USER app
CMD ["/server"]
