FROM python:3.13 AS build
COPY requirements.txt .
RUN pip install --user -r requirements.txt

FROM python:3.13-slim
RUN useradd --create-home app
COPY --from=build /root/.local /root/.local
#                              ^^^^^^^^^^^^ user-cannot-read: The image runs as `app`, who can't enter `/root`, so what is copied to `/root/.local` is not found when it starts
ENV PATH="/root/.local/bin:$PATH"
COPY app.py /srv/app.py
USER app
CMD ["python", "/srv/app.py"]
