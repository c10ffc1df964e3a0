#: about=A cd at the end does nothing; there is no fix where the script does more
FROM debian:bookworm
RUN mkdir -p /data && cd /data
#                     ^^^^^^^^ cd-in-run(warning): `cd /data` ends with its `RUN`: the next instruction starts in the working directory again
RUN cd /data
#   ^^^^^^^^ cd-in-run(warning): `cd /data` ends with its `RUN`: the next instruction starts in the working directory again
CMD ["/bin/true"]
