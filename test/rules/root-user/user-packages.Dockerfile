#: about=The packages lie in root's home
FROM python:3.13-slim AS build
RUN pip install --user flask

FROM python:3.13-slim
#    ^^^^^^^^^^^^^^^^ root-user: `python:3.13-slim` runs the program as root, so whoever breaks into it has root's rights in the container
COPY --from=build /root/.local /root/.local
ENV PATH=/root/.local/bin:$PATH
COPY main.py /main.py
CMD ["python", "/main.py"]
