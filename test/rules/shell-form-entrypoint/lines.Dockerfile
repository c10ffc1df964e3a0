#: about=Line breaks and alignment stay
FROM debian:bookworm
CMD java -DCheckTimeout=false \
#   ^>2:31 shell-form-entrypoint: A shell starts this, so the signal to stop may not reach the program, which is killed 10 seconds later
         -DAsyncSend=false \
    -jar '/app with spaces.jar'
