#: about=A template brings the stage along
{{InsertTemplate("installer")}}
FROM debian:bookworm
COPY --from=installer /app /app
