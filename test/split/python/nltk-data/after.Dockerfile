FROM python:3.11 AS build
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
RUN pip install -r requirements.txt
RUN python -m nltk.downloader punkt stopwords
RUN python -m spacy download en_core_web_sm

FROM python:3.11-slim
ENV PATH=/opt/venv/bin:$PATH
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY --from=build /root/nltk_data /root/nltk_data
COPY app.py .
CMD ["python", "app.py"]
