FROM debian:bookworm-slim
COPY --from build /app /srv
COPY app /app/{{ project }}/settings.py
