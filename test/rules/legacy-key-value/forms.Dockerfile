FROM debian:bookworm-slim
ENV LANG   C.UTF-8
#   ^^^^ legacy-key-value: `ENV LANG` without `=` is the old form: everything up to the line's end is one value, also what looks like a second variable
ENV A  two words
#   ^ legacy-key-value: `ENV A` without `=` is the old form: everything up to the line's end is one value, also what looks like a second variable
ENV B "quoted words"
#   ^ legacy-key-value: `ENV B` without `=` is the old form: everything up to the line's end is one value, also what looks like a second variable
ENV C say "it" twice
#   ^ legacy-key-value: `ENV C` without `=` is the old form: everything up to the line's end is one value, also what looks like a second variable
ENV PATH /opt/bin:$PATH
#   ^^^^ legacy-key-value: `ENV PATH` without `=` is the old form: everything up to the line's end is one value, also what looks like a second variable
LABEL version 1.0
#     ^^^^^^^ legacy-key-value: `LABEL version` without `=` is the old form: everything up to the line's end is one value, also what looks like a second variable
ENV D one \
#   ^ legacy-key-value: `ENV D` without `=` is the old form: everything up to the line's end is one value, also what looks like a second variable
    two
ENV E C:\\x y
#   ^ legacy-key-value: `ENV E` without `=` is the old form: everything up to the line's end is one value, also what looks like a second variable
