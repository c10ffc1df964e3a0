#include <event2/event.h>
int main() { return event_base_dispatch(event_base_new()); }
