#: about=A template has one of them in the end
{{#if 25}}
FROM maven:3-eclipse-temurin-25 AS build
{{else}}
FROM maven:3-eclipse-temurin-21 AS build
{{/if}}
FROM scratch
COPY --from=build /a /a
