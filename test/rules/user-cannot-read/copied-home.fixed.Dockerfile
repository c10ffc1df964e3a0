FROM python:3.13 AS build
COPY requirements.txt .
RUN pip install --user -r requirements.txt

FROM python:3.13-slim
RUN useradd --create-home app
COPY --from=build /root/.local /home/app/.local
ENV PATH="/home/app/.local/bin:$PATH"
COPY app.py /srv/app.py
USER app
CMD ["python", "/srv/app.py"]
