FROM python:3.12-slim AS build
RUN python -m venv /venv && /venv/bin/pip install numpy==2.1

FROM python:3.12-slim
COPY --from=build /venv /venv
USER nobody
CMD ["/venv/bin/python", "/main.py"]
