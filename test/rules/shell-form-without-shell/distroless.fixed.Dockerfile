FROM gcr.io/distroless/base-debian13:nonroot
COPY server /server
RUN chmod +x /server
HEALTHCHECK --interval=5s CMD ["/server", "--check"]
CMD /server $PORT
