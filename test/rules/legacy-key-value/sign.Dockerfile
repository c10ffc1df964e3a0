#: about=With a space before it the sign is part of the value
FROM debian:bookworm
ENV A = 1
#   ^ legacy-key-value(warning): A space parts `A` from its `=`, so `ENV` takes the sign for the start of the value
LABEL maintainer = "Jane Doe"
#     ^^^^^^^^^^ legacy-key-value(warning): A space parts `maintainer` from its `=`, so `LABEL` takes the sign for the start of the value
LABEL a = "b" c = "d"
#     ^ legacy-key-value(warning): A space parts `a` from its `=`, so `LABEL` takes the sign for the start of the value
ENV B =c
#   ^ legacy-key-value(warning): A space parts `B` from its `=`, so `ENV` takes the sign for the start of the value
ENV C= d
LABEL description = \
#     ^^^^^^^^^^^ legacy-key-value(warning): A space parts `description` from its `=`, so `LABEL` takes the sign for the start of the value
    "Over two lines"
