FROM debian:bookworm-slim
RUM ls
#<^ unknown-instruction: `RUM` is no instruction, so the build stops here
apt-get update
#<^^^^^ unknown-instruction: `apt-get` is no instruction, so the build stops here
Cpy a /b
#<^ unknown-instruction: `Cpy` is no instruction, so the build stops here
ONBUILD RNU ls
#       ^^^ unknown-instruction: `RNU` is no instruction, so the build stops here
