FROM debian:bookworm-slim
ENV HOME_DIR=/srv
ENV PATH=/opt/bin:$PATH LD_LIBRARY_PATH=/opt/lib:$LD_LIBRARY_PATH
ENV HOME_DIR=/srv DATA=$HOME_DIR/data
ENV X=1 Y='$X' Z=\$X
