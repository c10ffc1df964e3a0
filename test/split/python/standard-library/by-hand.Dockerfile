FROM python:3.11 AS build
RUN python3 -m venv /venv
ENV PATH="/venv/bin:$PATH"
WORKDIR /srv/clock
COPY . .
RUN pip install --no-index --no-build-isolation .

FROM python:3.11-slim
ENV PATH="/venv/bin:$PATH"
WORKDIR /srv/clock
COPY --from=build /venv /venv
EXPOSE 8080
USER 65532:65532
CMD ["clock-server", "--port", "8080"]
