# synta=3
# scape=no
FROM debian:bookworm-slim
