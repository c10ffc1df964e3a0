FROM node:20-bookworm
RUN mkdir /opt/tide
COPY src/ /opt/tide/src/
COPY package.json /opt/tide
COPY package-lock.json /opt/tide
COPY bin/tide /opt/tide/bin/

WORKDIR /opt/tide
RUN npm ci
RUN npm run build
RUN npm prune --omit=dev

RUN mkdir /tides
VOLUME /tides
WORKDIR /tides

ENTRYPOINT ["/opt/tide/bin/tide"]
