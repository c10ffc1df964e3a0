FROM python:3.11
RUN ln -sf /usr/share/zoneinfo/Asia/Shanghai /etc/localtime && echo 'Asia/Shanghai' > /etc/timezone
RUN apt-get update && apt-get install -y --no-install-recommends nginx && sed -i 's/80/8080/' /etc/nginx/sites-enabled/default
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
CMD ["python", "app.py"]
