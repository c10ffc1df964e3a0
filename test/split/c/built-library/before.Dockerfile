FROM buildpack-deps:noble

RUN apt-get update -yqq && apt-get install -yqq unzip
ENV HARBOUR_VERSION 1.13.3
ENV HARBOUR_HOME /harbour

WORKDIR ${HARBOUR_HOME}
RUN wget https://example.com/releases/harbour-${HARBOUR_VERSION}-all.zip
RUN unzip harbour-${HARBOUR_VERSION}-all.zip
RUN mv ./harbour-${HARBOUR_VERSION}-all/* ./
RUN ./configure --no-tests
RUN make --quiet net-libexec

# The loader finds the library there
ENV LD_LIBRARY_PATH ${HARBOUR_HOME}/lib/Linux/x86_64

COPY ships.cpp ships.cpp
RUN g++ -O3 -o ships ships.cpp -I${HARBOUR_HOME}/net/include -L${HARBOUR_HOME}/lib/Linux/x86_64 -lHarbourNet

EXPOSE 8080
CMD ./ships 8080 $(nproc)
