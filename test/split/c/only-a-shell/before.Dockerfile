FROM gcc:14
WORKDIR /app
COPY . .
RUN g++ -o tide tide.cpp
CMD ["bash"]
