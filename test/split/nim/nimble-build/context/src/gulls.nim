import httpclient
