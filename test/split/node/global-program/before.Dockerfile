FROM node:10
ENV THELOUNGE_HOME=/var/opt/thelounge
RUN yarn --non-interactive global add thelounge@3.0.1
EXPOSE 9000
CMD ["thelounge", "start"]
