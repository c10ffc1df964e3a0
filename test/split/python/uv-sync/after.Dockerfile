FROM python:3.12-bookworm AS build
COPY --from=ghcr.io/astral-sh/uv:0.5 /uv /bin/uv
ENV UV_COMPILE_BYTECODE=1
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-install-project
RUN uv sync --frozen

FROM python:3.12-slim-bookworm
ENV PATH=/app/.venv/bin:$PATH
WORKDIR /app
COPY . .
COPY --from=build /app/.venv /app/.venv
EXPOSE 8000
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["fastapi", "run", "app/main.py"]
