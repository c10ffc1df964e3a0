FROM python:3.11 AS build
RUN ln -sf /usr/share/zoneinfo/Asia/Shanghai /etc/localtime && echo 'Asia/Shanghai' > /etc/timezone
RUN apt-get update && apt-get install -y --no-install-recommends nginx && sed -i 's/80/8080/' /etc/nginx/sites-enabled/default
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
RUN pip install -r requirements.txt

FROM python:3.11-slim
ENV PATH=/opt/venv/bin:$PATH
RUN ln -sf /usr/share/zoneinfo/Asia/Shanghai /etc/localtime && echo 'Asia/Shanghai' > /etc/timezone
RUN apt-get update && apt-get install -y --no-install-recommends nginx && sed -i 's/80/8080/' /etc/nginx/sites-enabled/default
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY . .
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["python", "app.py"]
