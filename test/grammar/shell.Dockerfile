FROM x
RUN set -eux; \
    apt-get update; \
    # it's fine
    for f in a b; do \
        echo "$f" | tee /x; \
    done; \

    rm -rf /var/lib/apt/lists/* && \
    # another's
    echo 'done'
RUN \
  pip install foo
RUN if [ "$A" = b ] ; then \
      echo a ; \
    else \
      echo b ; \
    fi
RUN cat <<EOF > /x
a 'b
EOF
RUN ["x"]
ENV B=c
run cat <<-'END' | sh
	x
	END
ARG X
RUN --mount=type=secret,id=a \
    --network=none \
    foo --bar
RUN export A=b C=$(foo --x) && make
USER x
CMD
ENTRYPOINT exec java $JAVA_OPTS -jar /app.jar
ENV B=c
ONBUILD RUN foo
COPY --from=a --chown=1:1 <<"A" <<B /x/
hello
A
other
B
ENV A=b
RUN echo $((1<<2)) && x
RUN echo "<<EOF"
ENV A=b
RUN ./configure --prefix=`pwd` --enable-x && make;
RUN bundle config --global jobs `cat /proc/cpuinfo | wc -l`
RUN apt-get install -y \
    tzdata \
    ;

HEALTHCHECK CMD curl localhost;
ENV A=b
