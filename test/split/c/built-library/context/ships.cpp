#include <harbour/net.h>
int main(int argc, char** argv) { return harbour::serve(argv[1], argv[2]); }
