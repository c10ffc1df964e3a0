FROM node:20-bookworm AS build
RUN mkdir /opt/tide
COPY package.json /opt/tide/
COPY package-lock.json /opt/tide/
COPY bin/tide /opt/tide/bin/

WORKDIR /opt/tide
RUN npm ci
COPY src/ /opt/tide/src/
RUN npm run build
RUN npm prune --omit=dev

RUN mkdir /tides

FROM node:20-bookworm-slim

COPY --from=build /opt/tide/node_modules /opt/tide/node_modules
COPY --from=build /opt/tide/lib /opt/tide/lib
COPY --from=build /opt/tide/bin /opt/tide/bin
COPY --from=build /opt/tide/package.json /opt/tide/package.json
COPY --from=build /tides /tides

VOLUME /tides
WORKDIR /tides

ENTRYPOINT ["/opt/tide/bin/tide"]
