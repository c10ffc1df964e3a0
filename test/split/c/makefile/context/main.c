#include <stdio.h>

int main(void) {
    puts("the harbour is open");
    return 0;
}
