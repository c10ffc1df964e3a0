FROM python:3.13-slim
COPY --from=build /root/.local /root/.local
ENV PATH=/root/.local/bin:$PATH
RUN chmod -R a+rX /root
USER nobody
CMD ["gunicorn", "app:app"]
