#include "lib/server.h"
int main() { return serve("../httpd.conf"); }
