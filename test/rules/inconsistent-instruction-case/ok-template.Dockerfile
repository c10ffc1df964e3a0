#: about=Words of a template are none of the keywords
{{
    set version to "9.0"
    set name to "app"
    set kind to "x"
}}
FROM debian:bookworm
COPY a /a
CMD ["/a"]
