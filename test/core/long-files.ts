// Long files that nobody writes, each of one thing over and over, for the test of how the analysis's cost grows.

const head = "FROM golang:1.22\nWORKDIR /app\nCOPY . .\n";
const build = "RUN go build -o server .\n";
const tail = 'EXPOSE 80\nCMD ["./server"]\n';
const nodeHead = "FROM node:20\nWORKDIR /app\nCOPY . .\n";
const nodeTail = 'CMD ["node", "server.js"]\n';

function repeat(count: number, text: (index: number) => string): string {
  return Array.from({ length: Math.max(1, Math.floor(count)) }, (_, index) => text(index)).join("");
}

/** By what they are made of: a file of about `n` lines. */
export const longFiles: Record<string, (n: number) => string> = {
  "packages behind the sources": (n) =>
    head + repeat(n, (i) => `RUN apt-get install -y package-${i}\n`) + build + tail,
  "packages behind the sources of a Node program": (n) =>
    nodeHead + repeat(n, (i) => `RUN apt-get install -y package-${i}\n`) + nodeTail,
  "installs in many folders": (n) => nodeHead + repeat(n, (i) => `RUN cd dir${i} && npm ci\n`) + nodeTail,
  "folders copied and installed one by one": (n) =>
    "FROM node:20\nWORKDIR /app\n" +
    repeat(n / 2, (i) => `COPY dir${i} dir${i}\n`) +
    repeat(n / 2, (i) => `RUN cd dir${i} && npm ci\n`) +
    nodeTail,
  "many lists of requirements": (n) =>
    "FROM python:3.11\nWORKDIR /app\nCOPY . .\n" +
    repeat(n, (i) => `RUN pip install -r requirements${i}.txt\n`) +
    nodeTail,
  "pip packages by name": (n) =>
    "FROM python:3.11\nWORKDIR /app\nCOPY . .\n" +
    repeat(n, (i) => `RUN pip install package${i}\n`) +
    nodeTail,
  "many crates": (n) =>
    "FROM rust:1\nWORKDIR /app\nCOPY . .\n" +
    repeat(n, (i) => `RUN cd c${i} && cargo build --release\n`) +
    'CMD ["./a"]\n',
  "many Maven modules": (n) =>
    "FROM maven:3\nWORKDIR /app\nCOPY . .\n" +
    repeat(n, (i) => `RUN cd c${i} && mvn package\n`) +
    'CMD ["./a"]\n',
  "archives copied behind a Maven build": (n) =>
    "FROM maven:3-eclipse-temurin-17\nWORKDIR /app\nCOPY . .\nRUN mvn package\n" +
    repeat(n, (i) => `RUN cp target/a-1.jar /opt/x${i}.jar\n`) +
    'CMD ["java", "-jar", "/opt/x1.jar"]\n',
  "folders made before a Gradle build": (n) =>
    "FROM gradle:8-jdk17\nWORKDIR /app\nCOPY . .\n" +
    repeat(n, (i) => `RUN mkdir -p build/x${i}\n`) +
    'RUN gradle build\nCMD ["java", "-jar", "build/libs/a.jar"]\n',
  "a class path of many archives": (n) =>
    "FROM maven:3-eclipse-temurin-17\nWORKDIR /app\nCOPY . .\nRUN mvn package\n" +
    `CMD ["java", \\\n${repeat(n, (i) => `  "-javaagent:lib/x${i}.jar", \\\n`)}  "-jar", "target/a-1.jar"]\n`,
  "many Gradle builds": (n) =>
    "FROM gradle:8\nWORKDIR /app\nCOPY . .\n" +
    repeat(n, (i) => `RUN cd c${i} && gradle build\n`) +
    'CMD ["./a"]\n',
  "programs copied one by one": (n) =>
    "FROM golang:1.22\nWORKDIR /app\nCOPY . .\n" +
    repeat(n / 2, (i) => `RUN go build -o /out/x${i} ./cmd/x${i}\n`) +
    "FROM scratch\n" +
    repeat(n / 2, (i) => `COPY --from=0 /out/x${i} /x${i}\n`) +
    'CMD ["/x1"]\n',
  "programs copied all at once, many times": (n) =>
    "FROM golang:1.22\nWORKDIR /app\nCOPY . .\n" +
    repeat(n / 2, (i) => `RUN go build -o /out/x${i} ./cmd/x${i}\n`) +
    "FROM scratch\n" +
    repeat(n / 2, (i) => `COPY --from=0 /out /x${i}\n`) +
    'CMD ["/x1"]\n',
  "programs moved": (n) =>
    "FROM golang:1.22\nWORKDIR /app\nCOPY . .\n" +
    repeat(n / 2, (i) => `RUN go build -o /out/x${i} ./cmd/x${i}\n`) +
    repeat(n / 2, (i) => `RUN mv /out/x${i} /bin/x${i}\n`) +
    'FROM scratch\nCOPY --from=0 /bin /x\nCMD ["/x/x1"]\n',
  "programs moved and copied one by one": (n) =>
    "FROM golang:1.22\nWORKDIR /app\nCOPY . .\n" +
    repeat(n / 3, (i) => `RUN go build -o /out/x${i} ./cmd/x${i}\n`) +
    repeat(n / 3, (i) => `RUN mv /out/x${i} /bin/x${i}\n`) +
    "FROM scratch\n" +
    repeat(n / 3, (i) => `COPY --from=0 /bin/x${i} /x${i}\n`) +
    'CMD ["/x/x1"]\n',
  "builds in one heredoc": (n) =>
    `${head}RUN <<EOF\n${repeat(n, (i) => `go build -o x${i} .\n`)}EOF\n${tail}`,
  "exports in one heredoc": (n) =>
    head +
    "RUN <<EOF\n" +
    repeat(n / 2, (i) => `export A${i}=$A${i - 1}\ngo build -o x${i} .\n`) +
    "EOF\n" +
    tail,
  "subshells in one heredoc": (n) =>
    `${head}RUN <<EOF\n${repeat(n, (i) => `(cd a${i} && make)\n`)}EOF\n${tail}`,
  "mkdir behind a build": (n) => head + build + repeat(n, (i) => `RUN mkdir -p /data/d${i}\n`) + tail,
  "chmod behind a build": (n) => head + build + repeat(n, (i) => `RUN chmod +x server${i}\n`) + tail,
  "ENV behind a build": (n) => head + build + repeat(n, (i) => `ENV V${i}=x\n`) + tail,
  "ARG and LABEL behind a build": (n) =>
    head + build + repeat(n / 2, (i) => `ARG V${i}=x\nLABEL v${i}=$V${i}\n`) + tail,
  "LABEL behind a build": (n) => head + build + repeat(n, (i) => `LABEL v${i}=1\n`) + tail,
  "COPY behind a build": (n) => head + build + repeat(n, (i) => `COPY web/f${i} /web/f${i}\n`) + tail,
  "WORKDIR behind a build": (n) => head + build + repeat(n, (i) => `WORKDIR d${i % 5}/..\n`) + tail,
  "packages behind a build": (n) =>
    head + build + repeat(n, (i) => `RUN apt-get update && apt-get install -y curl${i}\n`) + tail,
  "comments behind a build": (n) => head + build + repeat(n, (i) => `# about ${i}\n`) + tail,
  "mkdir in the RUN that builds": (n) =>
    head +
    "RUN go build -o server . \\\n" +
    repeat(n, (i) => ` && mkdir -p /data/d${i} \\\n`) +
    " && true\n" +
    tail,
  "users created and selected": (n) =>
    head + build + repeat(n / 2, (i) => `RUN useradd u${i}\nUSER u${i}\n`) + tail,
  "owners changed": (n) =>
    head + build + repeat(n / 2, (i) => `RUN useradd u${i}\nRUN chown u${i} /app\n`) + tail,
  "CMD again and again": (n) => head + build + repeat(n, (i) => `CMD ["./server", "${i}"]\n`),
  "ENTRYPOINT and HEALTHCHECK": (n) =>
    head + build + repeat(n / 2, () => `ENTRYPOINT ["./server"]\nHEALTHCHECK CMD curl localhost\n`),
  "RUN in exec form": (n) => head + repeat(n, (i) => `RUN ["go","build","-o","x${i}"]\n`) + tail,
  suppressions: (n) =>
    "FROM golang:1.22\n" +
    repeat(n / 2, (i) => `# lean-dockerfile ignore=root-user because\nRUN true ${i}\n`) +
    tail,
  "hadolint's suppressions": (n) =>
    `FROM golang:1.22\n${repeat(n / 2, (i) => `# hadolint ignore=DL3008,DL3002\nRUN true ${i}\n`)}${tail}`,
  "ADD of addresses": (n) => head + repeat(n, (i) => `ADD https://a/b${i} /x/${i}\n`) + build + tail,
  "COPY of heredocs": (n) => head + repeat(n / 3, (i) => `COPY <<EOF /x/${i}\nabc\nEOF\n`) + build + tail,
  "one COPY of heredocs": (n) =>
    head +
    `COPY ${repeat(n / 2, (i) => `<<E${i} `)} /x/\n` +
    repeat(n / 2, (i) => `abc\nE${i}\n`) +
    build +
    tail,
  "comments between joined lines": (n) =>
    "FROM golang:1.22\nRUN true \\\n" +
    repeat(n / 2, (i) => `# c ${i}\n && echo ${i} \\\n`) +
    " && true\n" +
    tail,
  "one ENV": (n) => `${head}ENV A=b \\\n${repeat(n, (i) => `  V${i}=$V${i - 1} \\\n`)} Z=1\n${build}${tail}`,
  "one LABEL": (n) => `${head}LABEL A=b \\\n${repeat(n, (i) => `  V${i}="x y" \\\n`)} Z=1\n${build}${tail}`,
  "one COPY": (n) =>
    "FROM golang:1.22\nWORKDIR /app\nCOPY \\\n" +
    repeat(n, (i) => `  f${i}.go \\\n`) +
    " ./\n" +
    build +
    tail,
  "one CMD": (n) => `${head + build}CMD [ \\\n${repeat(n, (i) => `  "a${i}", \\\n`)} "z"]\n`,
  "stages of nothing": (n) => repeat(n, (i) => `FROM alpine AS s${i}\n`) + tail,
  "arguments in FROM": (n) =>
    repeat(n / 2, (i) => `ARG V${i}=1\n`) + repeat(n / 2, (i) => `FROM alpine:$V${i}\n`) + tail,
  "one stage that copies from all": (n) =>
    repeat(n / 3, (i) => `FROM golang:1.22 AS s${i}\nCOPY . .\nRUN go build -o /o${i} .\n`) +
    "FROM scratch\n" +
    repeat(n / 3, (i) => `COPY --from=s${i} /o${i} /\n`) +
    'CMD ["/o1"]\n',
  SHELL: (n) => head + repeat(n / 2, (i) => `SHELL ["/bin/bash","-c"]\nRUN echo ${i}\n`) + build + tail,
  ONBUILD: (n) => head + repeat(n, (i) => `ONBUILD RUN echo ${i}\n`) + build + tail,
  VOLUME: (n) => head + build + repeat(n, (i) => `VOLUME /v${i}\n`) + tail,
  "files made and removed": (n) =>
    head + build + repeat(n / 2, (i) => `RUN touch /d${i}\nRUN rm -rf /d${i}\n`) + tail,
  "compilers installed": (n) =>
    "FROM ubuntu:22.04\nCOPY . .\n" +
    repeat(n, (i) => `RUN apt-get install -y golang-${i} gcc make\n`) +
    "RUN make\n" +
    tail,
  "compilers installed and removed": (n) =>
    "FROM ubuntu:22.04\nCOPY . .\n" +
    repeat(n / 2, () => `RUN apt-get install -y gcc && make && apt-get purge -y gcc\nRUN echo\n`) +
    tail,
  "compilers installed in one RUN": (n) =>
    "FROM ubuntu:22.04\nCOPY . .\nRUN true \\\n" +
    repeat(n, (i) => ` && apt-get install -y gcc make${i} \\\n`) +
    " && true\n" +
    tail,
  "cache mounts": (n) =>
    head + repeat(n, (i) => `RUN --mount=type=cache,target=/go/pkg/mod${i} go build -o x${i} .\n`) + tail,
  "calls of make": (n) => head + repeat(n, (i) => `RUN make t${i % 3}\n`) + tail,
  "calls of a script": (n) => head + repeat(n, (i) => `RUN ./build.sh ${i}\n`) + tail,
  "go env -w": (n) =>
    head + repeat(n / 2, (i) => `RUN go env -w CGO_ENABLED=0\nRUN go build -o x${i} .\n`) + tail,
  "downloads between copies": (n) =>
    head + repeat(n / 2, (i) => `RUN go mod download\nCOPY d${i} d${i}\n`) + build + tail,
  "cargo builds": (n) =>
    `FROM rust:1.80\nWORKDIR /app\nCOPY . .\n${repeat(n, (i) => `RUN cargo build --release --bin b${i}\n`)}CMD ["/app/target/release/b1"]\n`,
  "cargo installations": (n) =>
    `FROM rust:1.80\nWORKDIR /app\nCOPY . .\n${repeat(n, () => "RUN cargo install --path . && cargo clean\n")}CMD ["app"]\n`,
  "compilers' calls": (n) =>
    `FROM gcc:14\nWORKDIR /app\nCOPY . .\n${repeat(n, (i) => `RUN gcc -o p${i} main.c -lm && cp p${i} /opt/\n`)}CMD ["/app/p1"]\n`,
  "CMake in many folders": (n) =>
    `FROM debian:12\nRUN apt-get install -y g++ cmake\nCOPY . /app\n${repeat(n, (i) => `RUN cd /app/d${i} && cmake -B build && cmake --build build\n`)}CMD ["/app/d1/build/x"]\n`,
  "make in a C project": (n) =>
    `FROM gcc:14\nWORKDIR /app\nCOPY . .\n${repeat(n, () => "RUN make t2 && make install\n")}CMD ["/app/x"]\n`,
  "npm builds": (n) => nodeHead + repeat(n, (i) => `RUN npm install && npm run build${i}\n`) + nodeTail,
  "one chain of cd": (n) => `${head}RUN true${repeat(n, (i) => ` && cd d${i}`)} && go build\n${tail}`,
  "one long path": (n) => `${head}COPY x /${"a/".repeat(n)}\n${build}${tail}`,
  "WORKDIR ever deeper": (n) =>
    `FROM golang:1.22\n${repeat(n, () => `WORKDIR d\n`)}COPY . .\n${build}${tail}`,
  "one long line": (n) => `${head}RUN echo ${"abc ".repeat(n * 4)}\n${build}${tail}`,
  quotes: (n) => `${head}RUN echo ${"'a' \"b\" ".repeat(n)}\n${build}${tail}`,
  "variables in one line": (n) => `${head}RUN echo ${"$A ${B:-c} ".repeat(n)}\n${build}${tail}`,
  "PATH ever longer": (n) => head + repeat(n, (i) => `ENV PATH=$PATH:/x${i}\n`) + build + tail,
  "ENV before packages by name": (n) =>
    "FROM node:20\nWORKDIR /app\nCOPY . .\n" +
    repeat(n / 2, (i) => `ENV A${i}=b\n`) +
    repeat(n / 2, (i) => `RUN npm install -g p${i}\n`) +
    nodeTail,
  "copies before an install": (n) =>
    `FROM node:20\nWORKDIR /app\n${repeat(n, (i) => `COPY src${i} src${i}\n`)}RUN npm ci\n${nodeTail}`,
  "copies and packages in turn": (n) =>
    "FROM node:20\nWORKDIR /app\n" +
    repeat(n / 2, (i) => `COPY src${i} src${i}\nRUN apt-get install x${i}\n`) +
    nodeTail,
};
