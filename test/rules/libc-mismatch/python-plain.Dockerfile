#: about=Nothing that the project names has compiled parts.
FROM python:3.12-slim AS build
COPY requirements.txt .
RUN pip install --prefix=/install -r requirements.txt

FROM python:3.12-alpine
RUN apk add --no-cache tini
COPY --from=build /install /usr/local
#                 ^^^^^^^^ libc-mismatch(hint): `/install` holds Python packages installed for glibc, but `python:3.12-alpine` has musl, so those with compiled parts can't be loaded
USER nobody
CMD ["python", "/main.py"]
