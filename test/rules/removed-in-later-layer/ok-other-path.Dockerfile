FROM debian:trixie-slim
COPY app /opt/app
RUN rm -rf /tmp/* /var/tmp/* /opt/other && chmod -R a+rX /srv
USER nobody
CMD ["sleep", "1"]
