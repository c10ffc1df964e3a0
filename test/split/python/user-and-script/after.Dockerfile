FROM python:3.11 AS build
RUN groupadd -r app && useradd -r -m -g app app
WORKDIR /home/app/service
COPY . .
RUN python -m venv --system-site-packages /opt/venv
ENV PATH=/opt/venv/bin:$PATH
RUN pip install --no-index --no-build-isolation --find-links=vendor -r requirements.txt

FROM python:3.11-slim
ENV PATH=/opt/venv/bin:$PATH
RUN groupadd -r app && useradd -r -m -g app app
WORKDIR /home/app/service
COPY --from=build /opt/venv /opt/venv
COPY . .
RUN chmod +x start.sh && chown -R app:app /home/app
USER app
EXPOSE 8080
ENTRYPOINT ["./start.sh"]
CMD ["python", "server.py"]
