FROM python:3.12-slim AS build
RUN python -m venv /venv && /venv/bin/pip install numpy==2.1

FROM python:3.12-alpine
COPY --from=build /venv /venv
#                 ^^^^^ libc-mismatch: `/venv` holds Python packages installed for glibc, but `python:3.12-alpine` has musl, so those with compiled parts can't be loaded
USER nobody
CMD ["/venv/bin/python", "/main.py"]
