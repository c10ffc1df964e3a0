FROM python:3.11
RUN apt-get update && apt-get install -y nodejs npm
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run css
CMD ["python", "app.py"]
