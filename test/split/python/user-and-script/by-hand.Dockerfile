FROM python:3.11 AS build
RUN python -m venv --system-site-packages /opt/venv
ENV PATH=/opt/venv/bin:$PATH
WORKDIR /home/app/service
COPY vendor vendor
COPY requirements.txt .
RUN pip install --no-index --no-build-isolation --find-links=vendor -r requirements.txt

FROM python:3.11-slim
RUN groupadd -r app && useradd -r -m -g app app
ENV PATH=/opt/venv/bin:$PATH
COPY --from=build /opt/venv /opt/venv
WORKDIR /home/app/service
COPY --chown=app:app . .
RUN chmod +x start.sh && chown app:app /home/app/service
USER app
EXPOSE 8080
ENTRYPOINT ["./start.sh"]
CMD ["python", "server.py"]
