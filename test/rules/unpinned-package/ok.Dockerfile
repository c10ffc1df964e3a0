FROM node:22
COPY . .
RUN npm install && npm ci && yarn install && pip install -r requirements.txt && pip install . \
    && pip install -c constraints.txt flask && gem install rails -v 8.0.0 && go install ./... \
    && go install example.com/tool@v1.2.0 && npm install ./local.tgz && pip install git+https://example.com/x
