FROM registry.example.com/base:1
ENV DOMAIN="${DOMAIN:-base}" FOLDER=/srv/${DOMAIN:-base}
ENV MAVEN_HOME=${MAVEN_HOME} PATH=${MAVEN_HOME}/bin:$PATH
