#: about=A command that acts for the user builds, so something has created it
FROM debian:sid-slim
RUN apt-get update && apt-get install -y example
RUN chown -R runner:runner /etc/example
USER runner
CMD ["example"]
