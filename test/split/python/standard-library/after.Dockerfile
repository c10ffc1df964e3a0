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
COPY . .
EXPOSE 8080
RUN chown 65532:65532 /srv/clock
USER 65532:65532
CMD ["clock-server", "--port", "8080"]
