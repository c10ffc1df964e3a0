FROM python:3.11
RUN python3 -m venv /venv
ENV PATH="/venv/bin:$PATH"
WORKDIR /srv/clock
COPY . .
RUN pip install --no-index --no-build-isolation .
EXPOSE 8080
CMD ["clock-server", "--port", "8080"]
