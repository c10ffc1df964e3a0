#: about=A database keeps its data in the form of its branch, so there is no fix
FROM postgres:9.5
#    ^^^^^^^^^^^^ end-of-life-base-image: `postgres:9.5` is PostgreSQL 9.5, which gets no security fixes since 2021-02-11, so holes that are found in it stay in the image
CMD ["postgres"]
