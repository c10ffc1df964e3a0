FROM debian:bookworm-slim
RUN echo one 

CMD ["app"]
