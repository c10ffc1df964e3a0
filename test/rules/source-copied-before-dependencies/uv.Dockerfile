FROM python:3.12-slim
COPY --from=ghcr.io/astral-sh/uv:0.5 /uv /bin/
WORKDIR /app
COPY . .
#<^^^^^^ source-copied-before-dependencies: `COPY . .` precedes `uv sync`, so every source edit installs all dependencies again
RUN uv sync --frozen
CMD ["uv", "run", "harbour"]
