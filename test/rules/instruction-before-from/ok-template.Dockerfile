{{ header }}
RUN ls
