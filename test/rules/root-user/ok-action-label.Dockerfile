#: about=GitHub tells actions to stay root
FROM python:3.13-slim
LABEL com.github.actions.name="Check links"
COPY check.py /check.py
ENTRYPOINT ["python", "/check.py"]
