#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void) {
    int listener = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(8080)};
    bind(listener, (struct sockaddr *)&address, sizeof address);
    listen(listener, 8);
    for (;;) {
        int client = accept(listener, NULL, NULL);
        char request[1024], reply[512], page[256] = "";
        (void)!read(client, request, sizeof request);
        FILE *file = fopen("pages/index.html", "r");
        if (file) { (void)!fgets(page, sizeof page, file); fclose(file); }
        snprintf(reply, sizeof reply, "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n%s", strlen(page), page);
        (void)!write(client, reply, strlen(reply));
        close(client);
    }
}
