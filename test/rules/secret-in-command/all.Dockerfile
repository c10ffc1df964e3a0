FROM alpine:3.22 AS source
RUN git clone https://deploy:s3cr3tpass@git.company.org/app.git /src
#                     ^^^^^^^^^^^^^^^^^ secret-in-command: The address holds a password or a token, readable by everyone who sees this file or the image's history
RUN git clone https://4f6c37fc7eee09b48644d0235d61c29cbf827657@github.com/a/b.git /b && \
#                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secret-in-command: The address holds a password or a token, readable by everyone who sees this file or the image's history
    git clone https://4f6c37fc7eee09b48644d0235d61c29cbf827657:x-oauth-basic@github.com/a/c.git /c
#                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secret-in-command: The address holds a password or a token, readable by everyone who sees this file or the image's history
ADD https://build:hunter22@files.company.org/tool.tar.gz /tmp/
#           ^^^^^^^^^^^^^^ secret-in-command: The address holds a password or a token, readable by everyone who sees this file or the image's history
RUN curl -fsSL -u robot:hunter22 https://files.company.org/a -o /a && curl -fsSLurobot:hunter22 https://files.company.org/b -o /b
#                 ^^^^^^^^^^^^^^ secret-in-command: `-u` is given a password or a token here, readable by everyone who sees this file or the image's history
RUN curl -fsSL -H "Authorization: Bearer ghp_0123456789abcdefghijABCDEFGHIJ012345" https://api.github.com/x -o /x
#                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secret-in-command: This looks like a GitHub token, readable by everyone who sees this file or the image's history
RUN wget --user=robot --password=hunter22 https://files.company.org/c && svn export --password hunter22 https://svn.company.org/d
#                     ^^^^^^^^^^^^^^^^^^^ secret-in-command: `--password` is given a password or a token here, readable by everyone who sees this file or the image's history
#                                                                                              ^^^^^^^^ secret-in-command: `--password` is given a password or a token here, readable by everyone who sees this file or the image's history
RUN docker login -u robot -p hunter22 registry.company.org
#                            ^^^^^^^^ secret-in-command: `-p` is given a password or a token here, readable by everyone who sees this file or the image's history
RUN aws configure set aws_secret_access_key q9aByXd0Y3BdvQbBabLj4Id8uSq9xexm
#                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secret-in-command: `aws_secret_access_key` is given a password or a token here, readable by everyone who sees this file or the image's history
RUN npm config set //npm.company.org/:_authToken 9E95255B-E59E-40A5-A137-7DA775AE77F4
#                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secret-in-command: `//npm.company.org/:_authToken` is given a password or a token here, readable by everyone who sees this file or the image's history
RUN <<EOF
pip install --extra-index-url https://build:hunter22@pypi.company.org/simple app
#                                     ^^^^^^^^^^^^^^ secret-in-command: The address holds a password or a token, readable by everyone who sees this file or the image's history
EOF
