#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    json_t *ships = json_pack("{s:i, s:s}", "berth", 7, "name", "Anna");
    char *text = json_dumps(ships, JSON_SORT_KEYS);
    puts(text);
    free(text);
    return 0;
}
