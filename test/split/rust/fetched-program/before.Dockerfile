FROM rust:1.80
RUN cargo install harbour-server
CMD ["harbour-server"]
